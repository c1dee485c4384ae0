import { randomUUID } from 'node:crypto'
import type { Context } from '../../context.ts'
import { jsonb } from '../../platform/db/jsonb.ts'
import { transact } from '../../transact.ts'
import { priceNews } from '../tables.ts'
import { type Listed, readPriceList } from './price-list.ts'
import { type PriceRow, tiersToTexts, toTexts } from './stored.ts'

const always = new Date(0)
const keyOf = ({ provider, model }: { readonly provider: string; readonly model: string }) => `${provider} ${model}`

type Content = Pick<PriceRow, 'each' | 'tiers' | 'per_request'>
// PostgreSQL keeps the keys of its documents in an order of its own.
const sorted = (texts: PriceRow['each']): [string, string][] =>
  Object.entries(texts).toSorted(([a], [b]) => a.localeCompare(b))
const shown = ({ each, tiers, per_request }: Content): string =>
  JSON.stringify([sorted(each), tiers.map((tier) => [tier.above, sorted(tier.each)]), per_request])

/** Since when a listed price holds, if it is not known yet: a changed one without a date holds from now on. */
function newFrom(listed: Listed, content: Content, known: readonly PriceRow[], now: Date): Date | undefined {
  const dated = listed.validFrom
  if (dated) {
    const same = known.findLast(({ valid_from }) => valid_from <= dated)
    return same && same.valid_from >= dated ? undefined : dated
  }
  const undated = known.findLast(({ valid_from, set_at }) => [0, set_at.getTime()].includes(valid_from.getTime()))
  if (!undated) return always
  return shown(undated) === shown(content) ? undefined : now
}

/** Enters what the price list has changed. What held before stays, with its time. */
export async function loadPrices(ctx: Context, list: readonly Listed[] = readPriceList()): Promise<number> {
  const now = ctx.now()
  const entered = await transact(ctx, ctx.control, async (_, tx) => {
    const rows = await tx.db
      .selectFrom('prices')
      .selectAll()
      .where('source', '=', 'list')
      .orderBy('valid_from')
      .execute()
    const known = Map.groupBy(rows, keyOf)
    const fresh = list.flatMap((listed) => {
      const content = {
        each: toTexts(listed.each),
        tiers: tiersToTexts(listed.tiers),
        per_request: String(listed.perRequest),
      }
      const validFrom = newFrom(listed, content, known.get(keyOf(listed)) ?? [], now)
      if (!validFrom) return []
      return { ...content, provider: listed.provider, model: listed.model, valid_from: validFrom }
    })
    for (let from = 0; from < fresh.length; from += 1_000)
      await tx.db
        .insertInto('prices')
        .values(
          fresh.slice(from, from + 1_000).map(({ each, tiers, ...row }) => ({
            ...row,
            id: randomUUID(),
            side: 'buy' as const,
            source: 'list' as const,
            each: jsonb(each),
            tiers: jsonb(tiers),
            set_at: now,
          })),
        )
        .onConflict((on) => on.doNothing())
        .execute()
    return fresh.length
  })
  if (entered > 0) await ctx.control.ephemeral.publish(priceNews.key({}), 'list')
  return entered
}
