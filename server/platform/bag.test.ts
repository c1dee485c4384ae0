import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Bag } from './bag.ts'

test('holds what was added and not dropped, whatever the order', () => {
  const steps = fc.array(fc.record({ adds: fc.boolean(), which: fc.nat(7) }))
  fc.assert(
    fc.property(steps, (all) => {
      const things = Array.from({ length: 8 }, (_, name) => ({ name, place: -1 }))
      const bag = new Bag<(typeof things)[number]>()
      const expected = new Set<number>()
      for (const { adds, which } of all) {
        const one = things[which] as (typeof things)[number]
        if (adds) bag.add(one)
        else bag.drop(one)
        if (adds) expected.add(which)
        else expected.delete(which)
      }
      const seen: number[] = []
      bag.each(({ name }) => seen.push(name))
      expect(new Set(seen)).toEqual(expected)
      expect(seen).toHaveLength(expected.size)
      expect(bag.size).toBe(expected.size)
    }),
  )
})

test('each sees everything once, though all of it is dropped on the way', () => {
  const things = Array.from({ length: 50 }, () => ({ place: -1, seen: 0 }))
  const bag = new Bag<(typeof things)[number]>()
  for (const one of things) bag.add(one)
  bag.each((one) => {
    one.seen++
    bag.drop(one)
  })
  expect(things.every(({ seen, place }) => seen === 1 && place === -1)).toBe(true)
  expect(bag.size).toBe(0)
})
