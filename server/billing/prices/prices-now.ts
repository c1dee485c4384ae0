import type { ModelPrice } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { toUsd } from '../amount.ts'
import type { Price } from '../price.ts'
import { PriceBook } from './price-book.ts'
import type { Amounts } from './price-list.ts'

type PricesNow = {
  readonly of: (side: 'buy' | 'sell', provider: string, model: string) => ModelPrice | null
  /** What is added to what we pay, in hundredths of a percent; `null`: the model has a price of its own. */
  readonly margin: (provider: string, model: string) => number | null
}

const amounts = (each: Amounts): ModelPrice['each'] =>
  Object.fromEntries(Object.entries(each).map(([unit, amount]) => [unit, toUsd(amount)]))

const shown = (price: Price, validFrom: Date): ModelPrice => ({
  each: amounts(price.each),
  tiers: price.tiers.map(({ above, each }) => ({ above, each: amounts(each) })),
  perRequest: toUsd(price.perRequest),
  validFrom: validFrom.toISOString(),
})

/** What models cost at this moment, exactly as requests are charged. */
export async function pricesNow(ctx: Context): Promise<PricesNow> {
  const book = new PriceBook()
  await book.refresh(ctx)
  return {
    of: (side, provider, model) => {
      const price = book.price(side, provider, model)
      const since = book.since(side, provider, model)
      return price && since ? shown(price, since) : null
    },
    margin: (provider, model) => book.margin(provider, model),
  }
}
