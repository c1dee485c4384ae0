import type { ModelPrice } from '@vitrine/protocol'
import { exactDollars, picoOf, picoOfUsd } from '../../billing/dollars.ts'

type Unit = keyof ModelPrice['each']

/** Of how many a price is told, and what they are. */
const units: Readonly<Record<Unit, { readonly name: string; readonly many: bigint; readonly of: string }>> = {
  input: { name: 'Input', many: 1_000_000n, of: 'a million tokens' },
  cachedInput: { name: 'Cached input', many: 1_000_000n, of: 'a million tokens' },
  cacheWrite: { name: 'Cache write', many: 1_000_000n, of: 'a million tokens' },
  cacheWriteLong: { name: 'Long cache write', many: 1_000_000n, of: 'a million tokens' },
  output: { name: 'Output', many: 1_000_000n, of: 'a million tokens' },
  reasoning: { name: 'Reasoning', many: 1_000_000n, of: 'a million tokens' },
  audioInput: { name: 'Sound in', many: 1_000_000n, of: 'a million tokens' },
  audioOutput: { name: 'Sound out', many: 1_000_000n, of: 'a million tokens' },
  images: { name: 'Image', many: 1n, of: 'each' },
  characters: { name: 'Speech', many: 1_000_000n, of: 'a million characters' },
  soundMs: { name: 'Transcription', many: 3_600_000n, of: 'an hour' },
}
/** Those that have a column of their own. */
const usual: ReadonlySet<string> = new Set(['input', 'cachedInput', 'output'])

/** Dollars for as many of a unit as people reckon in. */
export function priceOf(each: ModelPrice['each'], unit: Unit): string | undefined {
  const usd = each[unit]
  return usd === undefined ? undefined : exactDollars(picoOfUsd(usd) * units[unit].many)
}

/** What else a price says, in words. */
export function moreOf({ each, tiers, perRequest }: Pick<ModelPrice, 'each' | 'tiers' | 'perRequest'>): string[] {
  const others = (Object.keys(each) as Unit[]).filter((unit) => !usual.has(unit))
  return [
    ...others.map((unit) => `${units[unit].name} ${priceOf(each, unit)} ${units[unit].of}`),
    ...(picoOfUsd(perRequest) > 0n ? [`${exactDollars(perRequest)} a request`] : []),
    ...tiers.map(({ above, each }) => {
      const [input, output] = [priceOf(each, 'input'), priceOf(each, 'output')]
      const parts = [input && `input ${input}`, output && `output ${output}`].filter(Boolean).join(', ')
      return `above ${above.toLocaleString('en')} tokens: ${parts}`
    }),
  ]
}

/** Hundredths of a percent, to read. */
export const marginWords = (margin: number): string => `${margin < 0 ? '−' : '+'}${Math.abs(margin) / 100} %`

/** What somebody wrote for a million, as the server's price of one; nothing when it can't be divided that far. */
export function eachOfMillion(written: string): string | undefined {
  const pico = picoOf(written)
  return pico === undefined || pico % 1_000_000n !== 0n ? undefined : exactDollars(pico / 1_000_000n).slice(1)
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

/** Since when a price holds; the list says of most only that they always did. */
export const sinceWords = ({ validFrom }: Pick<ModelPrice, 'validFrom'>): string =>
  Date.parse(validFrom) === 0 ? 'always' : day.format(new Date(validFrom))
