import type { PriceEntry, PriceQuery } from '@vitrine/protocol'
import { requirePlatformAdmin } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { toUsd } from '../amount.ts'
import type { PriceRow } from './stored.ts'

const amounts = (texts: PriceRow['each']): PriceEntry['each'] =>
  Object.fromEntries(Object.entries(texts).map(([unit, amount]) => [unit, toUsd(BigInt(amount))]))

export const toEntry = (row: PriceRow): PriceEntry => ({
  id: row.id,
  provider: row.provider,
  model: row.model,
  side: row.side,
  source: row.source,
  validFrom: row.valid_from.toISOString(),
  each: amounts(row.each),
  tiers: row.tiers.map(({ above, each }) => ({ above, each: amounts(each) })),
  perRequest: toUsd(BigInt(row.per_request)),
  margin: row.margin,
})

/** The price book with its history, newest first. */
export async function listPrices(ctx: Context, { provider, model }: PriceQuery): Promise<PriceEntry[]> {
  await requirePlatformAdmin(ctx)
  const rows = await ctx.control.db
    .selectFrom('prices')
    .selectAll()
    .$if(provider !== undefined, (query) => query.where('provider', '=', provider ?? ''))
    .$if(model !== undefined, (query) => query.where('model', '=', model ?? ''))
    .orderBy('provider')
    .orderBy('model')
    .orderBy('valid_from', 'desc')
    .execute()
  return rows.map(toEntry)
}
