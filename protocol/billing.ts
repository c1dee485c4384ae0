import { z } from 'zod'
import { Usd } from './money.ts'
import { line } from './text.ts'

/** What somebody enters: no more than can be booked. */
const entered = Usd.regex(/^-?\d{1,15}(\.|$)/, 'must be less than 10¹⁵ dollars')
const positive = entered.refine((text) => !text.startsWith('-') && /[1-9]/.test(text), 'must be more than nothing')
const notNegative = entered.refine((text) => !text.startsWith('-'), 'must not be negative')

export const Balance = z.object({
  amount: Usd,
  /** How much of it is set aside for requests that are under way or may come. */
  setAside: Usd,
  /** Below which balance a warning is sent; `null`: never. */
  alertBelow: Usd.nullable(),
  /** When it was sent; `null`: the balance has not been below since. */
  alertedAt: z.iso.datetime().nullable(),
})
export type Balance = z.infer<typeof Balance>

export const BalanceAlert = z.strictObject({ below: notNegative.nullable() })

/** Whoever repeats it with the same id books it once. */
export const NewPayment = z.discriminatedUnion('kind', [
  z.strictObject({ id: z.uuid(), kind: z.literal('top-up'), amount: positive }),
  z.strictObject({
    id: z.uuid(),
    kind: z.literal('correction'),
    amount: entered.refine((text) => /[1-9]/.test(text), 'must not be nothing'),
  }),
])
export type NewPayment = z.infer<typeof NewPayment>

export const StatementQuery = z.object({
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-07'),
})

/** What moved the balance in a month, by when it was booked. A month that is over does not change. */
export const Statement = z.object({
  month: z.string(),
  opening: Usd,
  closing: Usd,
  lines: z.array(
    z.object({
      kind: z.enum(['charge', 'top-up', 'correction']),
      model: z.string().nullable(),
      projectId: z.uuid().nullable(),
      keyId: z.uuid().nullable(),
      count: z.number().int(),
      amount: Usd,
    }),
  ),
})
export type Statement = z.infer<typeof Statement>

const unit = z.enum([
  'input',
  'cachedInput',
  'cacheWrite',
  'cacheWriteLong',
  'output',
  'reasoning',
  'audioInput',
  'audioOutput',
  'images',
  'characters',
  'soundMs',
])
/** For one token, image, character or millisecond of sound. */
const Amounts = z.partialRecord(unit, notNegative)
const Tiers = z.array(z.strictObject({ above: z.number().int().min(1).max(1_000_000_000), each: Amounts })).max(10)

export const PriceEntry = z.object({
  id: z.uuid(),
  provider: z.string(),
  model: z.string(),
  side: z.enum(['buy', 'sell']),
  source: z.enum(['list', 'platform']),
  validFrom: z.iso.datetime(),
  each: Amounts,
  tiers: Tiers,
  perRequest: Usd,
  /** Instead of prices of its own: what is added to what we pay, in hundredths of a percent. */
  margin: z.number().int().nullable(),
})
export type PriceEntry = z.infer<typeof PriceEntry>

/** What a model costs now. */
export const ModelPrice = z.object({ each: Amounts, tiers: Tiers, perRequest: Usd, validFrom: z.iso.datetime() })
export type ModelPrice = z.infer<typeof ModelPrice>

/** `null`: it has no price, so it can't be asked. */
export const PricedModel = z.object({ model: z.string(), price: ModelPrice.nullable() })
export type PricedModel = z.infer<typeof PricedModel>

export const OfferedPrice = z.object({
  model: z.string(),
  /** As the price book calls it. */
  provider: z.string(),
  buy: ModelPrice.nullable(),
  sell: ModelPrice.nullable(),
  /** What is added to what we pay, in hundredths of a percent; `null`: it has a price of its own. */
  margin: z.number().int().nullable(),
})
export type OfferedPrice = z.infer<typeof OfferedPrice>

export const PriceQuery = z.object({ provider: z.string().max(100).optional(), model: z.string().max(200).optional() })
export type PriceQuery = z.infer<typeof PriceQuery>

const about = { provider: line(100), model: line(200), validFrom: z.iso.datetime().optional() }
/** `*` as model, or as provider and model, sets a margin for all of them. */
export const NewPrice = z.union([
  z.strictObject({
    ...about,
    side: z.enum(['buy', 'sell']),
    each: Amounts,
    tiers: Tiers.default([]),
    perRequest: notNegative.default('0'),
  }),
  z.strictObject({ ...about, side: z.literal('sell'), margin: z.number().int().min(-10_000).max(1_000_000) }),
])
export type NewPrice = z.infer<typeof NewPrice>
