import type { HealthFilter, RequestHealth } from '@vitrine/protocol'
import { type RawBuilder, sql } from 'kysely'
import type { AuthorizedOrganization } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { among, spanOf } from './among.ts'
import { inTime } from './list-requests.ts'

const columnOf: Record<HealthFilter['by'], RawBuilder<unknown>> = {
  model: sql`model`,
  provider: sql`provider`,
  endpoint: sql`endpoint`,
  nothing: sql`null::text`,
}

type Point = RequestHealth['points'][number]
type Three = readonly [number, number, number] | readonly [null]
type Found = Omit<Point, 'at' | 'totalMs' | 'firstByteMs' | 'overheadMs'> & {
  readonly at: Date
  readonly total: Three | null
  readonly first: Three | null
  readonly overhead: Three | null
}

const of = (column: string) =>
  sql`percentile_disc(array[0.5, 0.95, 0.99]) within group (order by ${sql.ref(column)}::float8)`

const named = (three: Three | null): Point['totalMs'] =>
  three === null || three[0] === null ? null : { p50: three[0], p95: three[1], p99: three[2] }

/** How fast requests were answered, and how many were not; of what the organization's log still holds. */
export async function readHealth(
  ctx: Context,
  { organization, filter }: { readonly organization: AuthorizedOrganization; readonly filter: HealthFilter },
): Promise<RequestHealth> {
  const { from, to } = spanOf(filter, ctx.now(), { hour: 8, day: 90 })
  const { rows } = await sql<Found>`
    select date_trunc(${filter.every}, at, 'UTC') as at, ${columnOf[filter.by]} as "of", count(*)::float8 as requests,
      (count(*) filter (where status >= 400 or outcome not in ('completed', 'client-gone')))::float8 as failed,
      (count(*) filter (where outcome = 'client-gone'))::float8 as left,
      ${of('total_ms')} as total, ${of('first_byte_ms')} as first, ${of('overhead_ms')} as overhead
    from request_log
    where ${among(organization.id, filter)} and at >= ${from} and at < ${to}
      and ${inTime(organization.request_log_days, ctx.now(), {})}
    group by 1, 2 order by 1, 2`.execute(ctx.control.db)
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    points: rows.map(({ at, total, first, overhead, ...rest }) => ({
      ...rest,
      at: at.toISOString(),
      totalMs: named(total),
      firstByteMs: named(first),
      overheadMs: named(overhead),
    })),
  }
}
