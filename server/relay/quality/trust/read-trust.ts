import type { QualityKind, Trust, TrustedModel } from '@vitrine/protocol'
import { sql } from 'kysely'
import type { Context } from '../../../context.ts'
import { modelItem } from '../probes/fingerprint.ts'
import { median, worst } from '../verdicts/verdict.ts'
import { limits, measured } from './words.ts'

export const days = 30
/** A verdict that is older tells nothing about today. */
const freshDays = 7
const hour = 3_600_000

/** Two digits: finer ones would tell of single hours. */
function rounded(ms: number): number {
  const step = ms < 100 ? 10 : ms < 1_000 ? 50 : 100
  return Math.max(step, Math.round(ms / step) * step)
}

/** Down, to a tenth: 99.96 % is not all. */
const percent = (share: number): number => Math.floor(share * 1_000) / 10

type Hours = {
  readonly model: string
  readonly hour: Date
  readonly traffic: number | null
  readonly probes: number | null
  readonly first: number | null
  readonly slow: number | null
}

/** By model and hour: the share that was answered, of requests where they were counted, else of our own questions. */
const hoursOf = async (ctx: Context): Promise<Hours[]> => {
  const since = new Date(ctx.now().getTime() - days * 24 * hour)
  const { rows } = await sql<Hours>`
    select model, date_trunc('hour', at) as hour,
      avg(score) filter (where source = 'traffic' and channel_id is null) as traffic,
      avg((route_status = 'answered')::integer) filter (
        where source = 'probe' and (kind = 'latency' or (item is not null and item != ${modelItem})))::float8 as probes,
      avg(first_byte_ms) filter (where source = 'traffic' and channel_id is null)::float8 as first,
      avg(slow_first_byte_ms) filter (where source = 'traffic' and channel_id is null)::float8 as slow
    from model_quality_checks
    where at > ${since} and source in ('traffic', 'probe')
    group by 1, 2`.execute(ctx.control.db)
  return rows
}

type Latest = {
  readonly model: string
  readonly kind: QualityKind
  readonly status: 'pass' | 'warn' | 'fail'
  readonly at: Date
}

const verdictsOf = (ctx: Context): Promise<Latest[]> =>
  ctx.control.db
    .selectFrom('model_quality_checks')
    .select(['model', 'kind', 'status', 'at'])
    .distinctOn(['model', 'channel_id', 'provider', 'kind'])
    .where('item', 'is', null)
    .where('source', '!=', 'accepted')
    .where('at', '>', new Date(ctx.now().getTime() - freshDays * 24 * hour))
    .orderBy('model')
    .orderBy('channel_id')
    .orderBy('provider')
    .orderBy('kind')
    .orderBy('at', 'desc')
    .execute()

/** To the hour: the minute would tell when a channel was asked. */
const toHour = (at: Date): string => new Date(Math.floor(at.getTime() / hour) * hour).toISOString()

function checksOf(latest: readonly Latest[]): TrustedModel['checks'] {
  const kinds = Map.groupBy(latest, ({ kind }) => kind)
  return Object.fromEntries(
    [...kinds].map(([kind, rows]) => [
      kind,
      {
        status: worst(rows.map(({ status }) => status)),
        at: toHour(new Date(Math.max(...rows.map(({ at }) => at.getTime())))),
      },
    ]),
  )
}

function trustedModel(model: string, hours: readonly Hours[], latest: readonly Latest[]): TrustedModel {
  const answered = hours.map(({ traffic, probes }) => traffic ?? probes).filter((share) => share !== null)
  const typical = median(hours.flatMap(({ first }) => (first === null ? [] : [first])))
  const slow = median(hours.flatMap(({ slow }) => (slow === null ? [] : [slow])))
  return {
    model,
    uptimePercent: answered.length > 0 ? percent(answered.reduce((sum, one) => sum + one, 0) / answered.length) : null,
    firstByteMs:
      typical === undefined || slow === undefined ? null : { typical: rounded(typical), slow: rounded(slow) },
    checks: checksOf(latest),
  }
}

/** What everybody may know of how models answer here. */
export async function readTrust(ctx: Context): Promise<Trust> {
  const [hours, latest] = await Promise.all([hoursOf(ctx), verdictsOf(ctx)])
  const byModel = Map.groupBy(hours, ({ model }) => model)
  const verdicts = Map.groupBy(latest, ({ model }) => model)
  const names = [...new Set([...byModel.keys(), ...verdicts.keys()])].toSorted()
  return {
    asOf: toHour(ctx.now()),
    days,
    models: names.map((name) => trustedModel(name, byModel.get(name) ?? [], verdicts.get(name) ?? [])),
    measured,
    limits: [...limits],
  }
}
