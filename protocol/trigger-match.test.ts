import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { causeOf, followRule, type Happening, textMatches } from './trigger-match.ts'
import type { TriggerCondition, TriggerRule } from './triggers.ts'

test.each([
  ['checkout', 'https://shop.example/Checkout?step=1', true],
  ['*/checkout', 'https://shop.example/checkout', true],
  ['*/checkout', 'https://shop.example/checkout/2', false],
  ['https://*.example/*/pay', 'https://shop.example/a/b/pay', true],
  ['https://*.example/*/pay', 'https://shop.example/pay', false],
  ['a*a', 'a', false],
  ['a**b', 'ab', true],
  ['*', '', true],
])('%s in %s: %s', (pattern, text, expected) => {
  expect(textMatches(pattern, text)).toBe(expected)
})

test('a pattern with stars is the regular expression it stands for', () => {
  const piece = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*') })
  fc.assert(
    fc.property(piece, fc.string({ unit: fc.constantFrom('a', 'b', '.') }), (pattern, text) => {
      fc.pre(pattern.includes('*'))
      const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*')
      expect(textMatches(pattern, text)).toBe(new RegExp(`^${source}$`, 's').test(text))
    }),
  )
})

const request = {
  kind: 'request',
  at: 5,
  via: 'fetch',
  method: 'POST',
  url: 'https://a.example/pay',
  requestBytes: 1,
  responseBytes: 1,
} as const
const happenings: Happening[] = [
  { kind: 'error', at: 1, message: 'TypeError: x is undefined', source: 'error' },
  { kind: 'console', at: 2, level: 'warn', args: ['slow', 'network'] },
  { kind: 'rage-click', at: 3, target: 'button “Pay”', clicks: 3 },
  { kind: 'dead-click', at: 4, target: 'button “Pay”' },
  { ...request, status: 502, durationMs: 8_000 },
  { kind: 'mark', at: 6, name: 'payment failed' },
  { kind: 'element', at: 7, selector: '.error-page' },
]
const conditions: TriggerCondition[] = [
  { kind: 'error', message: 'undefined' },
  { kind: 'console', level: 'warn', message: 'slow net' },
  { kind: 'rage-click', target: 'pay' },
  { kind: 'dead-click' },
  { kind: 'status', url: '*/pay', from: 500, to: 599 },
  { kind: 'custom', name: 'payment failed' },
  { kind: 'element', selector: '.error-page' },
]

test.each(conditions)('$kind is true of one happening only', (condition) => {
  const expected = conditions.indexOf(condition)
  expect(happenings.map((one) => causeOf(condition, one) !== undefined)).toEqual(
    happenings.map((_, i) => i === expected),
  )
})

test('a slow request is one that took longer', () => {
  const slow = (overMs: number) => causeOf({ kind: 'slow-request', url: 'pay', overMs }, happenings[4] as Happening)
  expect([slow(7_999), slow(8_000)]).toEqual(['8000 ms POST https://a.example/pay', undefined])
})

const rule = (more: Partial<TriggerRule>): TriggerRule => ({
  id: '7f0d6ae5-3a4e-4f0e-9d6c-0d5a3f2b1c00',
  name: 'Rule',
  enabled: true,
  when: 'any',
  conditions: [{ kind: 'error' }, { kind: 'custom', name: 'go' }],
  withinSeconds: 10,
  sampling: 1,
  coolDownSeconds: 0,
  action: 'mark',
  reason: 'Reason',
  ...more,
})
const error = (at: number): Happening => ({ kind: 'error', at, message: 'no', source: 'error' })
const mark = (at: number): Happening => ({ kind: 'mark', at, name: 'go' })
const fires = (given: Partial<TriggerRule>, list: Happening[]) => {
  const follow = followRule(rule(given))
  return list.flatMap((one) => follow(one)?.at ?? [])
}

test('any fires each time, and rests while it cools down', () => {
  expect(fires({}, [error(1), mark(2), error(3)])).toEqual([1, 2, 3])
  expect(fires({ coolDownSeconds: 5 }, [error(1), mark(4_000), error(5_001), mark(5_002)])).toEqual([1, 5_001])
})

test('all waits for every condition within its time, in any order', () => {
  const all = { when: 'all' } as const
  expect(fires(all, [error(0), mark(10_001), error(10_002)])).toEqual([10_002])
  expect(fires(all, [mark(0), mark(5), error(9_000), error(9_001)])).toEqual([9_000])
  expect(fires(all, [error(0), error(1)])).toEqual([])
})
