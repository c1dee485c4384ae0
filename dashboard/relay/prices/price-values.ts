import type { NewPrice } from '@vitrine/protocol'
import { eachOfMillion } from './price-words.ts'

export type PriceKind = 'margin' | 'sell' | 'buy'

/** A price as its form holds it: dollars for a million tokens, or a percentage. */
export type PriceValues = {
  readonly kind: PriceKind
  readonly margin: number | ''
  readonly input: string
  readonly cachedInput: string
  readonly output: string
  /** As the field for dates gives it, in the time of whoever enters it; empty: from now on. */
  readonly from: string
}

export const emptyPrice: PriceValues = { kind: 'margin', margin: '', input: '', cachedInput: '', output: '', from: '' }

const needed = 'Enter dollars for a million tokens, such as 2.50.'

/** What is missing, by field. */
export function priceProblems({ kind, margin, input, cachedInput, output }: PriceValues): Record<string, string> {
  if (kind === 'margin') return margin === '' ? { margin: 'Enter a percentage, such as 20.' } : {}
  const problems: Record<string, string> = {}
  if (eachOfMillion(input) === undefined) problems['input'] = needed
  if (eachOfMillion(output) === undefined) problems['output'] = needed
  if (cachedInput.trim() !== '' && eachOfMillion(cachedInput) === undefined) problems['cachedInput'] = needed
  return problems
}

/** What the server is told. Only for what has no problems. */
export function newPriceOf(of: { provider: string; model: string }, values: PriceValues): NewPrice {
  const about = { ...of, ...(values.from !== '' && { validFrom: new Date(values.from).toISOString() }) }
  if (values.kind === 'margin') return { ...about, side: 'sell', margin: Math.round(100 * Number(values.margin)) }
  const cachedInput = eachOfMillion(values.cachedInput)
  const each = {
    input: eachOfMillion(values.input) ?? '0',
    output: eachOfMillion(values.output) ?? '0',
    ...(cachedInput !== undefined && { cachedInput }),
  }
  return { ...about, side: values.kind, each, tiers: [], perRequest: '0' }
}
