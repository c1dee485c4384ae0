import { randomUUID } from 'node:crypto'
import type { NewPrice, PriceEntry } from '@vitrine/protocol'
import { audit, requirePlatformAdmin } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { jsonb } from '../../platform/db/jsonb.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { fromUsd } from '../amount.ts'
import { priceNews } from '../tables.ts'
import { toEntry } from './list-prices.ts'
import { every } from './price-book.ts'
import { type PriceRow, toTexts } from './stored.ts'

const amounts = (each: PriceEntry['each']): PriceRow['each'] =>
  toTexts(Object.fromEntries(Object.entries(each).map(([unit, usd]) => [unit, fromUsd(usd ?? '0') ?? 0n])))

/** Sets what a model costs us or our clients, or the margin on it, from a moment on. What held before stays known. */
export async function setPrice(ctx: Context, price: NewPrice): Promise<PriceEntry> {
  await requirePlatformAdmin(ctx)
  const isMargin = 'margin' in price
  if (!isMargin && [price.provider, price.model].includes(every))
    throw new ProblemError('invalid-request', 'Only a margin can be set for all models at once.', 'Name a model.', {
      field: 'model',
    })
  if (price.provider === every && price.model !== every)
    throw new ProblemError('invalid-request', 'A model is one of a provider.', 'Name the provider.', {
      field: 'provider',
    })
  const own = isMargin ? { each: {}, tiers: [], perRequest: '0' } : price
  const now = ctx.now()
  const content = {
    valid_from: price.validFrom === undefined ? now : new Date(price.validFrom),
    each: jsonb(amounts(own.each)),
    tiers: jsonb(
      own.tiers.map(({ above, each }) => ({ above, each: amounts(each) })).toSorted((a, b) => a.above - b.above),
    ),
    per_request: String(fromUsd(own.perRequest) ?? 0n),
    margin: isMargin ? price.margin : null,
    set_at: now,
  }
  const { provider, model, side } = price
  return transact(ctx, ctx.control, async (ctx, tx) => {
    const row = await tx.db
      .insertInto('prices')
      .values({ id: randomUUID(), provider, model, side, source: 'platform', ...content })
      .onConflict((on) =>
        on.columns(['provider', 'model', 'side', 'source', 'valid_from']).doUpdateSet({ id: randomUUID(), ...content }),
      )
      .returningAll()
      .executeTakeFirstOrThrow()
    await audit(ctx, tx, { action: 'price.set', target: { kind: 'price', id: row.id } })
    ctx.afterCommit(() => ctx.control.ephemeral.publish(priceNews.key({}), 'set'))
    return toEntry(row)
  })
}
