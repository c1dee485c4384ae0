import fc from 'fast-check'
import { expect, test } from 'vitest'
import { costOf } from './cost-of.ts'
import type { Pico, Price, Tier } from './price.ts'
import { noUsage, type Unit, type Usage } from './usage.ts'

const units = Object.keys(noUsage) as Unit[]
const inputs: Unit[] = ['input', 'cachedInput', 'cacheWrite', 'cacheWriteLong', 'audioInput']
const amount = fc.bigInt({ min: 0n, max: 10n ** 15n })
const all = fc.record(Object.fromEntries(units.map((unit) => [unit, amount]))) as fc.Arbitrary<Record<Unit, Pico>>
const count = fc.integer({ min: 0, max: 2_000_000 })
const usages = fc.record(Object.fromEntries(units.map((unit) => [unit, count]))) as fc.Arbitrary<Usage>
const tiers = fc.uniqueArray(fc.record({ above: fc.integer({ min: 1, max: 1_000_000 }), each: all }), {
  selector: ({ above }) => above,
  maxLength: 3,
})
const sorted = (given: readonly Tier[]) => given.toSorted((a, b) => a.above - b.above)
const prices = fc
  .record({ each: all, perRequest: amount, tiers })
  .map((given): Price => ({ id: 'p', model: 'm', ...given, tiers: sorted(given.tiers) }))

const sum = (each: Readonly<Partial<Record<Unit, Pico>>>, usage: Usage) =>
  units.reduce((cost, unit) => cost + BigInt(usage[unit]) * (each[unit] ?? 0n), 0n)

test('a cost is the exact sum over its units, at the tier that the input reaches', () => {
  fc.assert(
    fc.property(prices, usages, (price, usage) => {
      const input = inputs.reduce((count, unit) => count + usage[unit], 0)
      const tier = price.tiers.filter(({ above }) => input > above).at(-1)
      expect(costOf(price, usage)).toBe(price.perRequest + sum(tier?.each ?? price.each, usage))
    }),
  )
})

test('without tiers two requests cost as much as their usage in one, but for what each request costs', () => {
  fc.assert(
    fc.property(prices, usages, usages, (price, one, other) => {
      const flat = { ...price, tiers: [] }
      const both = Object.fromEntries(units.map((unit) => [unit, one[unit] + other[unit]])) as Usage
      expect(costOf(flat, one) + costOf(flat, other)).toBe(costOf(flat, both) + price.perRequest)
    }),
  )
})

test('a unit without a price costs what it is a kind of, in the tier too', () => {
  const price: Price = {
    id: 'p',
    model: 'm',
    each: { input: 2n, output: 3n },
    perRequest: 0n,
    tiers: [{ above: 100, each: { input: 20n, output: 30n } }],
  }
  const usage = { ...noUsage, cachedInput: 1, cacheWriteLong: 1, reasoning: 1, audioOutput: 1, images: 5 }
  expect(costOf(price, usage)).toBe(10n)
  expect(costOf(price, { ...usage, input: 99 })).toBe(20n * 101n + 60n)
  expect(costOf(price, { ...usage, input: 98 })).toBe(2n * 100n + 6n)
})

test('what is no count costs nothing, and part of a unit a whole one', () => {
  const price: Price = { id: 'p', model: 'm', each: { output: 5n }, perRequest: 0n, tiers: [] }
  for (const output of [Number.NaN, -1, Number.NEGATIVE_INFINITY])
    expect(costOf(price, { ...noUsage, output })).toBe(0n)
  expect(costOf(price, { ...noUsage, output: 1.2 })).toBe(10n)
  expect(costOf(price, { ...noUsage, output: Number.POSITIVE_INFINITY })).toBe(5n * BigInt(Number.MAX_SAFE_INTEGER))
})
