import fc from 'fast-check'
import { expect, test } from 'vitest'
import { browserName } from '../report/summary.ts'
import { newId } from './draft.ts'
import { createBounded } from './entries.ts'

test('a bounded list keeps the newest that fit in number, size and age', () => {
  const entries = fc.array(fc.record({ at: fc.nat(1_000), text: fc.string({ maxLength: 50 }) }))
  fc.assert(
    fc.property(entries, (all) => {
      const list = createBounded<{ at: number; text: string }>(10, 400, 500)
      for (const entry of all.toSorted((a, b) => a.at - b.at)) list.add(entry, entry.at)
      const kept = list.since(0)
      const sorted = all.toSorted((a, b) => a.at - b.at)
      expect(kept).toEqual(sorted.slice(sorted.length - kept.length))
      expect(kept.length).toBeLessThanOrEqual(10)
      expect(kept.map((entry) => JSON.stringify(entry)).join('').length).toBeLessThanOrEqual(400)
      const newest = sorted.at(-1)?.at ?? 0
      for (const { at } of kept) expect(at).toBeGreaterThanOrEqual(newest - 500)
    }),
  )
})

test('ids are UUIDs, also where crypto.randomUUID is missing', () => {
  const { randomUUID } = crypto
  try {
    Reflect.set(crypto, 'randomUUID', undefined)
    expect(newId()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  } finally {
    Reflect.set(crypto, 'randomUUID', randomUUID)
  }
})

test('names the browser', () => {
  const webkit = 'Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko)'
  expect(browserName(`${webkit} Chrome/156.0.0.0 Safari/537.36`)).toBe('Chrome 156')
  expect(browserName(`${webkit} Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0`)).toBe('Edge 156')
  expect(browserName('Mozilla/5.0 (X11; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox 140')
  expect(browserName('Mozilla/5.0 (Mac) AppleWebKit/605 Version/18.1 Safari/605')).toBe('Safari 18')
  expect(browserName('curl')).toBe('curl')
})
