import type { Row } from '@vitrine/ledger'
import type { QualityCheck } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import type { modelQualityChecks } from './tables.ts'

type Check = Row<typeof modelQualityChecks>

/** Channels that were not looked at for so long are no longer there. */
const days = 14

/** The latest verdict of each kind, for each model on each channel. */
export const readLatest = (ctx: Context): Promise<Check[]> =>
  ctx.control.db
    .selectFrom('model_quality_checks')
    .selectAll()
    .distinctOn(['model', 'channel_id', 'provider', 'kind'])
    .where('item', 'is', null)
    .where('at', '>', new Date(ctx.now().getTime() - days * 86_400_000))
    .orderBy('model')
    .orderBy('channel_id')
    .orderBy('provider')
    .orderBy('kind')
    .orderBy('at', 'desc')
    .execute()

export const toCheck = (row: Check): QualityCheck => ({
  id: row.id,
  at: row.at.toISOString(),
  source: row.source,
  kind: row.kind,
  model: row.model,
  provider: row.provider,
  channel: row.channel_id,
  item: row.item,
  status: row.status,
  routeStatus: row.route_status,
  httpStatus: row.http_status,
  latencyMs: row.latency_ms,
  firstByteMs: row.first_byte_ms,
  slowFirstByteMs: row.slow_first_byte_ms,
  tokensPerSecond: row.tokens_per_second,
  score: row.score,
  sample: row.sample,
  promptHash: row.prompt_hash,
  responseHash: row.response_hash,
})
