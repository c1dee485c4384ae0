import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lastAtOrBefore } from './lookup.ts'

test('finds what a walk through the list finds', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 })), fc.integer({ min: -5, max: 55 }), (times, at) => {
      const items = times.sort((a, b) => a - b).map((time) => ({ at: time }))
      expect(lastAtOrBefore(items, at)).toBe(items.findLastIndex((item) => item.at <= at))
    }),
  )
})
