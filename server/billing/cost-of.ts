import type { Pico, Price, Tier } from './price.ts'
import { noUsage, type Unit, type Usage } from './usage.ts'

const units = Object.keys(noUsage) as readonly Unit[]
const inputs: readonly Unit[] = ['input', 'cachedInput', 'cacheWrite', 'cacheWriteLong', 'audioInput']

/** A unit without a price of its own costs as much as the one it is a kind of. */
const kinds: Readonly<Partial<Record<Unit, Unit>>> = {
  cachedInput: 'input',
  cacheWrite: 'input',
  cacheWriteLong: 'cacheWrite',
  reasoning: 'output',
  audioInput: 'input',
  audioOutput: 'output',
}

/** Providers are believed about how much, not about what a count is: a part counts as a whole, nonsense as nothing. */
const counted = (count: number): number => (count > 0 ? Math.min(Math.ceil(count), Number.MAX_SAFE_INTEGER) : 0)

function priceOf(unit: Unit, each: Price['each'], tier: Tier | undefined): Pico {
  const own = tier?.each[unit] ?? each[unit]
  if (own !== undefined) return own
  const kind = kinds[unit]
  return kind ? priceOf(kind, each, tier) : 0n
}

/**
 * What a usage costs at a price, to the last 10⁻¹² dollar. All of a request counts at the tier that its input reaches, as
 * providers do it.
 */
export function costOf(price: Price, usage: Usage): Pico {
  let tier: Tier | undefined
  if (price.tiers.length > 0) {
    let input = 0
    for (const unit of inputs) input += counted(usage[unit])
    tier = price.tiers.findLast(({ above }) => input > above)
  }
  let cost = price.perRequest
  for (const unit of units) {
    const count = counted(usage[unit])
    if (count > 0) cost += BigInt(count) * priceOf(unit, price.each, tier)
  }
  return cost
}
