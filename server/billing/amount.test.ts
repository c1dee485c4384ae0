import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromUsd, shifted, toUsd } from './amount.ts'

test('every amount is written so that it is read as itself', () => {
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (pico) => fromUsd(toUsd(pico)) === pico))
})

test('decimals are taken as they stand, never as floats', () => {
  expect(shifted('2.5', 6)).toBe(2_500_000n)
  expect(shifted('1e-7', 7)).toBe(1n)
  expect(shifted('1.5e+21', 0)).toBe(1_500_000_000_000_000_000_000n)
  expect(shifted('0.1', 0)).toBeUndefined()
  expect(fromUsd('0.0000000000001')).toBeUndefined()
  expect(fromUsd('12,5')).toBeUndefined()
  expect([toUsd(12_500_000_000_000n), toUsd(-1n), toUsd(0n)]).toEqual(['12.50', '-0.000000000001', '0.00'])
})
