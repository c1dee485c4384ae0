import type { UsageFilter } from '@vitrine/protocol'
import { stringify } from 'csv-stringify/sync'
import { sql } from 'kysely'
import type { AuthorizedOrganization } from '../../accounts/index.ts'
import { toUsd } from '../../billing/index.ts'
import type { Context } from '../../context.ts'
import { among, spanOf } from './among.ts'
import { columnOf } from './read-usage.ts'

const day = 86_400_000
const head = ['at', 'of', 'requests', 'errors', 'input', 'cached', 'cache written', 'output', 'reasoning', 'cost (USD)']

/** All of an organization's usage in a stretch of time as CSV, a day at a time: however much there is. */
export async function* exportUsage(
  ctx: Context,
  { organization, filter }: { readonly organization: AuthorizedOrganization; readonly filter: UsageFilter },
): AsyncGenerator<string> {
  const { from, to } = spanOf(filter, ctx.now(), { hour: 400, day: 400 })
  yield stringify([head])
  for (let start = from.getTime(); start < to.getTime(); start += day) {
    const end = new Date(Math.min(start + day, to.getTime()))
    const { rows } = await sql<{ row: string[] }>`
      with told as (
        select *, date_trunc(${filter.every}, hour, 'UTC') as at, coalesce(${columnOf[filter.by]}, '') as "of"
        from usage_hours
        where ${among(organization.id, filter)} and hour >= ${new Date(start)} and hour < ${end}
      )
      select array[to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), "of", sum(requests)::text,
        sum(errors)::text, sum(input)::text, sum(cached_input)::text, sum(cache_write)::text, sum(output)::text,
        sum(reasoning)::text, sum(cost)::text] as row
      from told group by at, "of" order by at, "of"`.execute(ctx.control.db)
    if (rows.length > 0)
      yield stringify(
        rows.map(({ row }) => [...row.slice(0, -1), toUsd(BigInt(row.at(-1) ?? 0))]),
        { escape_formulas: true },
      )
  }
}
