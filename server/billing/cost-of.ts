import type { Pico, Price } from './price.ts'
import type { Unit, Usage } from './usage.ts'

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

/** What a usage costs at a price. All of a request counts at the tier that its input reaches, as providers do it. */
export function costOf({ each, tiers, perRequest }: Price, usage: Usage): Pico {
  const input = inputs.reduce((sum, unit) => sum + usage[unit], 0)
  const tier = tiers.findLast(({ above }) => input > above)
  const priceOf = (unit: Unit): Pico => {
    const own = tier?.each[unit] ?? each[unit]
    const kind = kinds[unit]
    return own ?? (kind ? priceOf(kind) : 0n)
  }
  let cost = perRequest
  for (const unit of Object.keys(usage) as Unit[]) if (usage[unit] > 0) cost += BigInt(usage[unit]) * priceOf(unit)
  return cost
}
