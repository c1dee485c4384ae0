import type { QualityKind, QualityStatus } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { modelItem } from './probes/fingerprint.ts'
import type { Hashes } from './verdicts/judge-fingerprint.ts'
import { bareModel, type Watched } from './watched.ts'

/** Rounds that make a channel's past, and days after which it counts no more. */
const rounds = 20
const days = 60

type Way = { readonly channelId: string; readonly model: string }
const wayOf = ({ model, target }: Watched): Way => ({ model, channelId: target.channel.id })
const since = (ctx: Context) => new Date(ctx.now().getTime() - days * 86_400_000)

const verdicts = (ctx: Context, { channelId, model }: Way, kind: QualityKind, good: readonly QualityStatus[]) =>
  ctx.control.db
    .selectFrom('model_quality_checks')
    .where('channel_id', '=', channelId)
    .where('model', '=', model)
    .where('kind', '=', kind)
    .where('item', 'is', null)
    .where('source', 'in', ['probe', 'accepted'])
    .where('status', 'in', good)
    .where('at', '>', since(ctx))
    .orderBy('at', 'desc')
    .limit(rounds)

/** Everything up to the moment that an admin took what is for normal. */
function sinceAccepted<T extends { readonly source: string }>(rows: readonly T[]): T[] {
  const accepted = rows.findIndex(({ source }) => source === 'accepted')
  return accepted < 0 ? [...rows] : rows.slice(0, accepted + 1)
}

async function hashesOf(ctx: Context, roundIds: readonly string[], ways: readonly string[], model: string) {
  if (roundIds.length === 0 || ways.length === 0) return new Map<string, Set<string>>()
  const rows = await ctx.control.db
    .selectFrom('model_quality_checks')
    .select(['item', 'response_hash'])
    .where('round_id', 'in', roundIds)
    .where('channel_id', 'in', ways)
    .where('model', '=', model)
    .where('kind', '=', 'fingerprint')
    .where('item', 'is not', null)
    .where('at', '>', since(ctx))
    .execute()
  const hashes = new Map<string, Set<string>>()
  for (const { item, response_hash: hash } of rows)
    if (item !== null && hash !== null) hashes.set(item, (hashes.get(item) ?? new Set()).add(hash))
  return hashes
}

/** What a channel has answered in rounds that were in order: an answer that was found strange never becomes usual by being repeated. */
export async function readOwnHashes(ctx: Context, watched: Watched): Promise<Hashes> {
  const way = wayOf(watched)
  const rows = await verdicts(ctx, way, 'fingerprint', ['pass']).select(['source', 'round_id']).execute()
  const roundIds = sinceAccepted(rows).flatMap(({ round_id: id }) => (id === null ? [] : [id]))
  return hashesOf(ctx, roundIds, [way.channelId], way.model)
}

/** The same of other channels to the same model of a provider, or of another provider's under the same name. */
export async function readOthersHashes(ctx: Context, watched: Watched, all: readonly Watched[]): Promise<Hashes> {
  const bare = bareModel(watched.target.model)
  const others = all.filter(
    ({ model, target }) =>
      model === watched.model && target.channel.id !== watched.target.channel.id && bareModel(target.model) === bare,
  )
  const found = new Map<string, Set<string>>()
  // What a model says of its own name is the provider's business.
  for (const other of others)
    for (const [item, hashes] of await readOwnHashes(ctx, other))
      if (item !== modelItem) found.set(item, (found.get(item) ?? new Set()).union(hashes))
  return found
}

export async function readScores(ctx: Context, watched: Watched, kind: QualityKind): Promise<number[]> {
  const rows = await verdicts(ctx, wayOf(watched), kind, ['pass', 'warn']).select(['source', 'score']).execute()
  return sinceAccepted(rows).flatMap(({ score }) => (score === null ? [] : [score]))
}

export async function readPaces(ctx: Context, watched: Watched) {
  const rows = await verdicts(ctx, wayOf(watched), 'latency', ['pass', 'warn'])
    .select(['source', 'first_byte_ms', 'tokens_per_second'])
    .execute()
  return sinceAccepted(rows).map((row) => ({
    firstByteMs: row.first_byte_ms,
    tokensPerSecond: row.tokens_per_second,
  }))
}
