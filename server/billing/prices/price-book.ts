import { calcPrice } from '@pydantic/genai-prices'
import type { Context } from '../../context.ts'
import { errorFields } from '../../platform/log/error-fields.ts'
import type { Price } from '../price.ts'
import { priceNews } from '../tables.ts'
import { type PriceRow, toPrice, withMargin } from './stored.ts'

/** Prices that begin to hold later are noticed within this. */
const refreshMs = 60_000
const mostRemembered = 20_000
export const every = '*'

type Side = 'buy' | 'sell'
const keyOf = (side: Side, source: string, provider: string, model: string) => `${side} ${source} ${provider} ${model}`

/** Which entry of the price list a model goes by: dated and alias names are one model. */
function listedAs(provider: string, model: string): { readonly provider: string; readonly model: string } {
  try {
    const found = calcPrice({}, model, { providerId: provider })
    if (found) return { provider: found.provider.id, model: found.model.id }
  } catch {
    // No provider of the list.
  }
  return { provider, model }
}

/** Every price that holds now, in memory. */
export class PriceBook {
  #now = new Map<string, PriceRow>()
  /** By provider, then model: asked for with every request. */
  #found: Record<Side, Map<string, Map<string, Price | undefined>>> = { buy: new Map(), sell: new Map() }
  #remembered = 0

  async refresh(ctx: Context): Promise<void> {
    const rows = await ctx.control.db
      .selectFrom('prices')
      .selectAll()
      .distinctOn(['side', 'source', 'provider', 'model'])
      .where('valid_from', '<=', ctx.now())
      .orderBy('side')
      .orderBy('source')
      .orderBy('provider')
      .orderBy('model')
      .orderBy('valid_from', 'desc')
      .execute()
    this.#now = new Map(rows.map((row) => [keyOf(row.side, row.source, row.provider, row.model), row]))
    this.#forget()
  }

  price(side: Side, provider: string, model: string): Price | undefined {
    const models = this.#found[side].get(provider)
    if (models?.has(model)) return models.get(model)
    if (this.#remembered++ > mostRemembered) this.#forget()
    const price = side === 'buy' ? this.#buy(provider, model) : this.#sell(provider, model)
    const into = this.#found[side].get(provider) ?? new Map<string, Price | undefined>()
    this.#found[side].set(provider, into.set(model, price))
    return price
  }

  #forget(): void {
    this.#found = { buy: new Map(), sell: new Map() }
    this.#remembered = 0
  }

  #row(side: Side, source: string, provider: string, model: string): PriceRow | undefined {
    return this.#now.get(keyOf(side, source, provider, model))
  }

  #buy(provider: string, model: string): Price | undefined {
    const set = this.#row('buy', 'platform', provider, model)
    const listed = listedAs(provider, model)
    const row =
      set ??
      this.#row('buy', 'platform', listed.provider, listed.model) ??
      this.#row('buy', 'list', provider, model) ??
      this.#row('buy', 'list', listed.provider, listed.model)
    return row && toPrice(row)
  }

  /** Its own price; else what we pay, with the margin of the model, its provider or all. */
  #sell(provider: string, model: string): Price | undefined {
    const listed = listedAs(provider, model)
    const set =
      this.#row('sell', 'platform', provider, model) ??
      this.#row('sell', 'platform', listed.provider, listed.model) ??
      this.#row('sell', 'platform', provider, every) ??
      this.#row('sell', 'platform', every, every)
    if (set && set.margin === null) return toPrice(set)
    const buy = this.#buy(provider, model)
    return buy && withMargin(buy, set?.margin ?? 0)
  }
}

/** The price book, kept as the database has it. Answers how to stop. */
export async function openPriceBook(ctx: Context): Promise<{ book: PriceBook; close: () => Promise<void> }> {
  const book = new PriceBook()
  const refresh = () =>
    book.refresh(ctx).catch((error: unknown) => ctx.log.error('Prices could not be read', errorFields(error)))
  const stop = await ctx.control.ephemeral.subscribe(priceNews.key({}), () => void refresh())
  await book.refresh(ctx)
  const timer = setInterval(() => void refresh(), refreshMs).unref()
  return {
    book,
    close: async () => {
      clearInterval(timer)
      await stop()
    },
  }
}
