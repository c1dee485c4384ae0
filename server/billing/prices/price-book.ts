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

  /** From when on it has held. */
  since(side: Side, provider: string, model: string): Date | undefined {
    const set = side === 'sell' ? this.#sellRow(provider, model) : undefined
    const made = set && set.margin === null ? [set] : [set, this.#buyRow(provider, model)]
    const times = made.flatMap((row) => (row ? [row.valid_from.getTime()] : []))
    return times.length > 0 ? new Date(Math.max(...times)) : undefined
  }

  /** What is added to what we pay, in hundredths of a percent; `null`: it has a price of its own. */
  margin(provider: string, model: string): number | null {
    const set = this.#sellRow(provider, model)
    return set ? set.margin : 0
  }

  #buy(provider: string, model: string): Price | undefined {
    const row = this.#buyRow(provider, model)
    return row && toPrice(row)
  }

  #buyRow(provider: string, model: string): PriceRow | undefined {
    const set = this.#row('buy', 'platform', provider, model)
    const listed = listedAs(provider, model)
    return (
      set ??
      this.#row('buy', 'platform', listed.provider, listed.model) ??
      this.#row('buy', 'list', provider, model) ??
      this.#row('buy', 'list', listed.provider, listed.model)
    )
  }

  /** Its own price; else what we pay, with the margin of the model, its provider or all. */
  #sell(provider: string, model: string): Price | undefined {
    const set = this.#sellRow(provider, model)
    if (set && set.margin === null) return toPrice(set)
    const buy = this.#buy(provider, model)
    return buy && withMargin(buy, set?.margin ?? 0)
  }

  #sellRow(provider: string, model: string): PriceRow | undefined {
    const listed = listedAs(provider, model)
    return (
      this.#row('sell', 'platform', provider, model) ??
      this.#row('sell', 'platform', listed.provider, listed.model) ??
      this.#row('sell', 'platform', provider, every) ??
      this.#row('sell', 'platform', every, every)
    )
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
