import { findProvider, type ModelPrice, type TieredPrices } from '@pydantic/genai-prices'
import { shifted } from '../amount.ts'
import type { Pico, Tier } from '../price.ts'
import type { Unit } from '../usage.ts'
import { simulatorPrices } from './simulator-prices.ts'

export type Amounts = Readonly<Partial<Record<Unit, Pico>>>
export type Listed = {
  readonly provider: string
  readonly model: string
  /** `undefined`: since ever, as far as the list knows. */
  readonly validFrom: Date | undefined
  readonly each: Amounts
  readonly tiers: readonly Tier[]
  readonly perRequest: Pico
}

/** Providers of the list that channels can be of. */
const providers = [
  'openai',
  'anthropic',
  'google',
  'azure',
  'aws',
  'mistral',
  'groq',
  'deepseek',
  'x-ai',
  'together',
  'fireworks',
  'openrouter',
] as const

const msPerHour = 3_600_000n

/** How the list's dollars for so many become our amount for one. */
const perMillion = (dollars: string): Pico | undefined => shifted(dollars, 6)
const perHour = (dollars: string): Pico | undefined => {
  const hour = shifted(dollars, 12)
  // The one unit that does not divide evenly: rounded up to a whole 10⁻¹² dollar for a millisecond.
  return hour === undefined ? undefined : (hour + msPerHour - 1n) / msPerHour
}

const units: Readonly<Record<string, readonly [Unit, (dollars: string) => Pico | undefined]>> = {
  input_mtok: ['input', perMillion],
  cache_read_mtok: ['cachedInput', perMillion],
  cache_write_mtok: ['cacheWrite', perMillion],
  cache_write_1h_mtok: ['cacheWriteLong', perMillion],
  output_mtok: ['output', perMillion],
  output_reasoning_mtok: ['reasoning', perMillion],
  input_audio_mtok: ['audioInput', perMillion],
  output_audio_mtok: ['audioOutput', perMillion],
  input_mchars: ['characters', perMillion],
  audio_hours: ['soundMs', perHour],
  input_audio_hours: ['soundMs', perHour],
}

function exact(key: string, value: number): readonly [Unit, Pico] | undefined {
  const known = units[key]
  // JavaScript prints the shortest decimal that is this number: the one that stands in the list.
  const amount = known?.[1](String(value))
  return known && amount !== undefined ? [known[0], amount] : undefined
}

type Given = number | TieredPrices

/** One model's prices, in our units. Units that no request is counted in here are left out. */
export function amountsOf(prices: ModelPrice): Pick<Listed, 'each' | 'tiers' | 'perRequest'> {
  const given = Object.entries(prices).filter((pair): pair is [string, Given] => pair[1] !== undefined)
  const at = (start: number | undefined): Amounts =>
    Object.fromEntries(
      given.flatMap(([key, value]) => {
        const price = typeof value === 'number' ? value : priceAt(value, start)
        const found = price === undefined ? undefined : exact(key, price)
        return found ? [found] : []
      }),
    )
  const starts = new Set(
    given.flatMap(([, value]) => (typeof value === 'number' ? [] : value.tiers.map(({ start }) => start))),
  )
  const requests = prices['requests_kcount']
  return {
    each: at(undefined),
    tiers: [...starts].toSorted((a, b) => a - b).map((above) => ({ above, each: at(above) })),
    perRequest: (typeof requests === 'number' ? shifted(String(requests), 9) : undefined) ?? 0n,
  }
}

const priceAt = ({ base, tiers }: TieredPrices, start: number | undefined): number =>
  start === undefined ? base : (tiers.findLast((tier) => tier.start <= start)?.price ?? base)

/** The whole list. Prices that hold at some hours only are left out: the usual one holds. */
export function readPriceList(): Listed[] {
  const listed: Listed[] = [...simulatorPrices]
  for (const id of providers)
    for (const { id: model, prices } of findProvider({ providerId: id })?.models ?? []) {
      const all = Array.isArray(prices) ? prices : [{ prices }]
      for (const { constraint, prices: these } of all) {
        if (constraint?.type === 'time_of_date') continue
        const validFrom = constraint ? new Date(`${constraint.start_date}T00:00:00Z`) : undefined
        listed.push({ provider: id, model, validFrom, ...amountsOf(these) })
      }
    }
  return listed
}
