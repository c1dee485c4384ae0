import type { Row } from '@vitrine/ledger'
import type { Pico, Price, Tier } from '../price.ts'
import type { prices } from '../tables.ts'
import type { Unit } from '../usage.ts'
import type { Amounts } from './price-list.ts'

export type PriceRow = Row<typeof prices>
type Texts = Readonly<Record<string, string>>

/** Amounts as they are stored: JSON has no whole numbers that large. Keys in one order, so that equals look equal. */
export const toTexts = (amounts: Amounts): Texts =>
  Object.fromEntries(
    Object.entries(amounts)
      .map(([unit, amount]) => [unit, String(amount)] as const)
      .toSorted(([a], [b]) => a.localeCompare(b)),
  )

const fromTexts = (texts: Texts): Partial<Record<Unit, Pico>> =>
  Object.fromEntries(Object.entries(texts).map(([unit, amount]) => [unit, BigInt(amount)]))

export const tiersToTexts = (tiers: readonly Tier[]) => tiers.map(({ above, each }) => ({ above, each: toTexts(each) }))

export const toPrice = ({ id, model, each, tiers, per_request }: PriceRow): Price => ({
  id,
  model,
  each: fromTexts(each),
  tiers: tiers.map(({ above, each }) => ({ above, each: fromTexts(each) })),
  perRequest: BigInt(per_request),
})

const hundredPercent = 10_000n
const raised = (amount: Pico, margin: bigint): Pico =>
  (amount * (hundredPercent + margin) + hundredPercent - 1n) / hundredPercent

/** A price with a margin in hundredths of a percent, each amount rounded up to a whole 10⁻¹² dollar. */
export function withMargin(price: Price, margin: number): Price {
  if (margin === 0) return price
  const by = BigInt(margin)
  const all = (each: Amounts): Amounts =>
    Object.fromEntries(Object.entries(each).map(([unit, amount]) => [unit, raised(amount, by)]))
  return {
    ...price,
    each: all(price.each),
    tiers: price.tiers.map(({ above, each }) => ({ above, each: all(each) })),
    perRequest: raised(price.perRequest, by),
  }
}
