import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { judgeRoute } from './verdicts/judge-route.ts'
import { median, thresholds } from './verdicts/verdict.ts'
import type { Watching } from './watched.ts'

const hourMs = 3_600_000
const week = 7 * 24 * hourMs

type Measured = {
  readonly model: string
  readonly provider: string
  /** None: over all ways to the model, those requests included that no channel answered. */
  readonly channel_id: string | null
  readonly requests: number
  readonly errors: number
  readonly first: number | null
  readonly slow: number | null
}

/** Requests that the provider or we failed to answer; what clients break off or may not do is no error of the route. */
const measure = async (ctx: Context, from: Date, models: readonly string[]): Promise<Measured[]> => {
  const { rows } = await sql<Measured>`
    with billed as (
      select *, status >= 500 or outcome in ('upstream-died', 'upstream-error', 'timed-out') as failed
      from request_log
      where at >= ${from} and at < ${new Date(from.getTime() + hourMs)} and billed and model = any(${models}::text[])
        and outcome not in ('client-gone') and not (outcome = 'refused' and status < 500)
    )
    select model, channel_id, case when grouping(channel_id) = 1 then '' else min(provider) end as provider,
      count(*)::integer as requests, (count(*) filter (where failed))::integer as errors,
      round(percentile_cont(0.5) within group (order by first_byte_ms))::integer as first,
      round(percentile_cont(0.95) within group (order by first_byte_ms))::integer as slow
    from billed
    group by grouping sets ((model), (model, channel_id))
    having count(*) >= ${thresholds.leastRequests} and (grouping(channel_id) = 1 or channel_id is not null)`.execute(
    ctx.control.db,
  )
  return rows
}

async function usualSlow(ctx: Context, { model, channel_id: channelId }: Measured): Promise<number | undefined> {
  const rows = await ctx.control.db
    .selectFrom('model_quality_checks')
    .select('slow_first_byte_ms')
    .where('source', '=', 'traffic')
    .where('model', '=', model)
    .where('channel_id', channelId === null ? 'is' : '=', channelId)
    .where('status', '!=', 'fail')
    .where('at', '>', new Date(ctx.now().getTime() - week))
    .execute()
  const values = rows.flatMap(({ slow_first_byte_ms: ms }) => (ms === null ? [] : [ms]))
  return values.length >= thresholds.enough ? median(values) : undefined
}

/** How the requests of the hour before went, for models that are offered to everybody. Once for an hour, however often it runs. */
export async function measureRoutes(ctx: Context, watching: Watching): Promise<void> {
  const models = [...new Set((await watching()).map(({ model }) => model))]
  const from = new Date(Math.floor(ctx.now().getTime() / hourMs) * hourMs - hourMs)
  const { db } = ctx.control
  const before = db.selectFrom('model_quality_checks').select('id').where('source', '=', 'traffic')
  if (await before.where('at', '=', from).executeTakeFirst()) return
  const checks = await Promise.all(
    (await measure(ctx, from, models)).map(async (one) => ({
      id: randomUUID(),
      at: from,
      source: 'traffic' as const,
      kind: 'route' as const,
      model: one.model,
      provider: one.provider,
      channel_id: one.channel_id,
      status: judgeRoute({ ...one, slowFirstByteMs: one.slow }, await usualSlow(ctx, one)),
      route_status: one.errors === 0 ? ('answered' as const) : ('partly' as const),
      first_byte_ms: one.first,
      slow_first_byte_ms: one.slow,
      score: 1 - one.errors / one.requests,
      sample: one.requests,
    })),
  )
  if (checks.length === 0) return
  await transact(ctx, ctx.control, (_, tx) => tx.db.insertInto('model_quality_checks').values(checks).execute())
}
