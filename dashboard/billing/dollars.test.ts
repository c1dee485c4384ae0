import { expect, test } from 'vitest'
import { dollars, exactDollars, picoOf, picoOfUsd, usdOf } from './dollars.ts'

test.each([
  ['0', '$0.00', '$0.00'],
  ['1', '$0.000000000001', '$0.000000000001'],
  ['1234567890', '$0.00123', '$0.00123456789'],
  ['50000000000', '$0.05', '$0.05'],
  ['999999999999', '$0.999', '$0.999999999999'],
  ['1000000000000', '$1.00', '$1.00'],
  ['12345678901234567890', '$12,345,678.90', '$12345678.90123456789'],
  ['-2500000000000', '-$2.50', '-$2.50'],
  ['-7', '-$0.000000000007', '-$0.000000000007'],
])('%s reads %s, and is exactly %s', (pico, read, exact) => {
  expect(dollars(BigInt(pico))).toBe(read)
  expect(exactDollars(BigInt(pico))).toBe(exact)
  expect(exactDollars(exact.replace('$', ''))).toBe(exact)
})

test.each([
  ['5', '5000000000000'],
  ['$0.25', '250000000000'],
  [' 10.000000000001 ', '10000000000001'],
])('%s is %s', (written, pico) => expect(picoOf(written)).toBe(BigInt(pico)))

test.each(['', '-1', '1e3', '1,000', '0.0000000000001', '.5', 'five', '12345678901'])('%j is no amount', (written) =>
  expect(picoOf(written)).toBeUndefined(),
)

test.each([
  ['12.5', 12_500_000_000_000n],
  ['-0.000000000001', -1n],
  ['0', 0n],
])('the server’s %s is %s', (usd, pico) => expect(picoOfUsd(usd)).toBe(pico))

test('an amount goes to the server as it was meant', () => expect(usdOf(' $25 ')).toBe('25.00'))
