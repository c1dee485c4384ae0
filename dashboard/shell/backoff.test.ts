import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoff } from './backoff.ts'

test('waits longer with each attempt, never more than half a minute, never less than half of its turn', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const turn = Math.min(30_000, 500 * 2 ** attempt)
      expect(backoff(attempt, random)).toBeGreaterThanOrEqual(Math.floor(turn / 2))
      expect(backoff(attempt, random)).toBeLessThanOrEqual(turn)
    }),
  )
  expect([0, 1, 2, 3].map((attempt) => backoff(attempt, 1))).toEqual([500, 1_000, 2_000, 4_000])
})
