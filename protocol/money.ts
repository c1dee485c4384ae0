import { z } from 'zod'

/** US dollars as a decimal, to 10⁻¹² exactly: never a float. Every amount of money in the API is one. */
export const Usd = z
  .string()
  .regex(/^-?\d{1,28}(\.\d{1,12})?$/, 'must be US dollars as a decimal, such as "12.50"')
  .meta({ examples: ['12.50'] })

/** What can be spent: not negative, and small enough to be meant. */
export const Dollars = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,12})?$/, 'must be an amount of US dollars such as "12.50"')
  .meta({ examples: ['12.50'] })
