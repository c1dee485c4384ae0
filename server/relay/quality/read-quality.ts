import type { Quality, QualityChecks, QualityChecksQuery, WatchedChannel } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { readLatest, toCheck } from './read-latest.ts'
import { nextRound, readSettings } from './settings.ts'

/** How it is set, and what was found last, for each model on each channel. */
export async function readQuality(ctx: Context): Promise<Quality> {
  const settings = await readSettings(ctx)
  const { probing, roundsPerDay, active, watched, lastRoundAt, lookedAt } = settings
  const named = await ctx.control.db.selectFrom('relay_channels').select(['id', 'name']).execute()
  const names = new Map(named.map(({ id, name }) => [id, name]))
  const channels = new Map<string, WatchedChannel>()
  for (const row of await readLatest(ctx)) {
    const { model, provider, channel_id: channel, kind } = row
    const key = `${model} ${channel} ${provider}`
    const known = channels.get(key) ?? { model, channel, name: names.get(channel ?? '') ?? null, provider, checks: {} }
    channels.set(key, { ...known, checks: { ...known.checks, [kind]: toCheck(row) } })
  }
  return {
    settings: { probing, roundsPerDay },
    active,
    watched,
    lookedAt: lookedAt?.toISOString() ?? null,
    lastRoundAt: lastRoundAt?.toISOString() ?? null,
    nextRoundAt: active ? nextRound(settings, ctx.now()).toISOString() : null,
    channels: [...channels.values()].toSorted((a, b) => a.model.localeCompare(b.model)),
  }
}

/** What was found before, newest first. */
export async function listChecks(ctx: Context, query: QualityChecksQuery): Promise<QualityChecks> {
  const { model, channel, kind, items, before, limit } = query
  let rows = ctx.control.db.selectFrom('model_quality_checks').selectAll()
  if (model !== undefined) rows = rows.where('model', '=', model)
  if (channel !== undefined) rows = rows.where('channel_id', '=', channel)
  if (kind !== undefined) rows = rows.where('kind', '=', kind)
  if (!items) rows = rows.where('item', 'is', null)
  if (before !== undefined) rows = rows.where('at', '<', new Date(before))
  return { checks: (await rows.orderBy('at', 'desc').orderBy('id').limit(limit).execute()).map(toCheck) }
}
