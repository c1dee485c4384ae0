import { expect, test } from 'vitest'
import { awkward, type Bench, minute, testSpace, times } from './contract-parts.ts'

const map = testSpace('map').key({ id: '1' })

/** The part of the contract about maps. */
export function keepsEntries(b: Bench): void {
  test('entries may be called anything and hold any text', async () => {
    const all = awkward.map((name, place) => [name, awkward.at(-1 - place) ?? ''] as const)
    for (const [name, text] of all) {
      expect(await b.it.readEntry(map, name)).toBeUndefined()
      expect(await b.it.compareAndSetEntry(map, name, undefined, text)).toBe(true)
      expect(await b.it.readEntry(map, name)).toBe(text)
    }
    expect(await b.it.readMap(map)).toEqual(new Map(all))
    for (const [name, text] of all) {
      expect(await b.it.compareAndSetEntry(map, name, text, 'next')).toBe(true)
      expect(await b.it.removeEntry(map, name)).toBe(true)
    }
    expect(await b.it.readMap(map)).toEqual(new Map())
  })

  test('one that was removed stays removed for whoever read it before', async () => {
    await b.it.compareAndSetEntry(map, 'a', undefined, 'first')
    const [read] = [await b.it.readEntry(map, 'a')]
    expect(await b.it.removeEntry(map, 'a')).toBe(true)
    expect(await b.it.compareAndSetEntry(map, 'a', read, 'second')).toBe(false)
    await b.it.compareAndSetEntry(map, 'b', undefined, 'first')
    await b.it.delete(map)
    expect(await b.it.compareAndSetEntry(map, 'b', 'first', 'second')).toBe(false)
    expect(await b.it.readMap(map)).toEqual(new Map())
  })

  test('each lapses a minute after it was last written, whatever becomes of the others', async () => {
    await b.it.compareAndSetEntry(map, 'a', undefined, '1')
    await b.it.compareAndSetEntry(map, 'b', undefined, '1')
    b.pass(minute - 1)
    expect(await b.it.compareAndSetEntry(map, 'b', '1', '2')).toBe(true)
    b.pass(1)
    expect(await b.it.compareAndSetEntry(map, 'a', '1', '2')).toBe(false)
    expect(await b.it.removeEntry(map, 'a')).toBe(false)
    expect(await b.it.readMap(map)).toEqual(new Map([['b', '2']]))
    expect(await b.it.compareAndSetEntry(map, 'a', undefined, '3')).toBe(true)
    expect(await b.it.readEntry(map, 'a')).toBe('3')
  })

  test('of many at once one writes it and one removes it', async () => {
    await b.it.compareAndSetEntry(map, 'other', undefined, 'stays')
    const made = await times(20, (n) => b.it.compareAndSetEntry(map, 'a', undefined, `made ${n}`))
    expect(made.filter(Boolean)).toHaveLength(1)
    const present = `made ${made.indexOf(true)}`
    const changed = await times(20, (n) => b.it.compareAndSetEntry(map, 'a', present, `changed ${n}`))
    expect(changed.filter(Boolean)).toHaveLength(1)
    expect(await b.it.readEntry(map, 'a')).toBe(`changed ${changed.indexOf(true)}`)
    expect((await times(20, () => b.it.removeEntry(map, 'a'))).filter(Boolean)).toHaveLength(1)
    expect(await b.it.readMap(map)).toEqual(new Map([['other', 'stays']]))
  })

  test('a removal is final, however many write at the same moment', async () => {
    for (let round = 0; round < 20; round++) {
      await b.it.compareAndSetEntry(map, 'a', undefined, '0')
      await Promise.all([
        ...Array.from({ length: 5 }, (_, n) => b.it.compareAndSetEntry(map, 'a', '0', `${n}`)),
        b.it.removeEntry(map, 'a'),
      ])
      expect(await b.it.readEntry(map, 'a')).toBeUndefined()
    }
  })
}
