import { randomBytes } from 'node:crypto'
import { activity, bucket, personal } from '@vitrine/ledger'
import { beforeEach, describe, expect, test } from 'vitest'
import { rangesAndStreams } from './contract-bodies.ts'
import type { Objects, StoredObject } from './port.ts'

const testing = activity('testing', {
  title: 'Tests',
  role: 'processor',
  purpose: 'Tests.',
  legalBasis: "controller's instructions",
  subjects: ['visitor'],
  safeguards: [],
})
export const things = bucket('things/{owner}/{id}/', {
  what: 'Things',
  activity: testing,
  subjects: ['visitor'],
  holds: personal('behaviour'),
  region: 'home',
  of: 'things',
  encrypted: false,
})

const a1 = { owner: 'a', id: '1' }
const a2 = { owner: 'a', id: '2' }
const b1 = { owner: 'b', id: '1' }
const all = async (of: AsyncIterable<StoredObject>) =>
  (await Array.fromAsync(of)).sort((a, b) => (a.name < b.name ? -1 : 1))

/** What every adapter of `Objects` does. `make` answers an empty store; it is called before each test. */
export function objectsContract(name: string, make: () => Promise<Objects>): void {
  describe(`${name} keeps the contract of objects`, () => {
    let objects: Objects
    beforeEach(async () => {
      objects = await make()
    })
    readsAndWrites(() => objects)
    rangesAndStreams(() => objects, things.object(a1, 'x'))
    describe('with some there', () => {
      beforeEach(async () => {
        const put = (key: typeof a1, name: string) => objects.put(things.object(key, name), Buffer.from(name))
        await Promise.all([put(a1, 'x'), put(a1, 'x-2'), put(a2, 'y'), put(b1, 'z')])
      })
      lists(() => objects)
      deletes(() => objects)
    })
  })
}

function readsAndWrites(store: () => Objects): void {
  test.each([0, 1, 65_537, 5_000_001])('%i bytes come back as they were put', async (length) => {
    const body = randomBytes(length)
    await store().put(things.object(a1, 'x'), body)
    const found = await store().get(things.object(a1, 'x'))
    expect(found?.equals(body)).toBe(true)
    expect(await all(store().list(things.prefix(a1)))).toEqual([{ name: 'things/a/1/x', bytes: length }])
  })

  test('what is not there is undefined, and deleting it is no error', async () => {
    expect(await store().get(things.object(a1, 'x'))).toBeUndefined()
    await store().delete(things.object(a1, 'x'))
    expect(await store().deleteAll(things.prefix(a1))).toBe(0)
    expect(await all(store().list(things.prefix(a1)))).toEqual([])
    expect(await all(store().listEverything())).toEqual([])
  })

  test('a later put replaces the earlier', async () => {
    await store().put(things.object(a1, 'x'), Buffer.from('a long first version'))
    await store().put(things.object(a1, 'x'), Buffer.from('second'))
    expect(String(await store().get(things.object(a1, 'x')))).toBe('second')
  })

  test('of puts at the same time one wins whole', async () => {
    const bodies = Array.from({ length: 16 }, (_, n) => Buffer.alloc(200_000 + n, n))
    await Promise.all(bodies.map((body) => store().put(things.object(a1, 'x'), body)))
    const found = await store().get(things.object(a1, 'x'))
    expect(bodies.some((body) => found?.equals(body))).toBe(true)
    expect(await all(store().listEverything())).toEqual([{ name: 'things/a/1/x', bytes: found?.length }])
  })

  test('what the caller does with the bytes afterwards changes nothing', async () => {
    const body = Buffer.from('kept')
    await store().put(things.object(a1, 'x'), body)
    body.fill(0)
    expect(String(await store().get(things.object(a1, 'x')))).toBe('kept')
  })
}

const names = async (of: AsyncIterable<StoredObject>) => (await all(of)).map((found) => found.name)

function lists(store: () => Objects): void {
  test('lists what is below a prefix, or everything', async () => {
    expect(await names(store().list(things.prefix(a1)))).toEqual(['things/a/1/x', 'things/a/1/x-2'])
    expect(await names(store().listEverything())).toEqual([
      'things/a/1/x',
      'things/a/1/x-2',
      'things/a/2/y',
      'things/b/1/z',
    ])
  })

  test('a part of every folder, and no more than asked for', async () => {
    expect(await names(store().listSome(1))).toEqual([expect.stringMatching(/^things\//)])
    expect(await names(store().listSome(3))).toHaveLength(3)
    const everything = await names(store().listEverything())
    expect(await names(store().listSome(100))).toEqual(everything)
    for (const [place, name] of everything.entries())
      expect(await names(store().listEverything(name))).toEqual(everything.slice(place + 1))
  })
}

function deletes(store: () => Objects): void {
  test('deletes one', async () => {
    await store().delete(things.object(a1, 'x'))
    expect(await store().get(things.object(a1, 'x'))).toBeUndefined()
    expect(await names(store().list(things.prefix(a1)))).toEqual(['things/a/1/x-2'])
  })

  test('deletes all below a prefix, says how many, and touches no neighbour', async () => {
    expect(await store().deleteAll(things.prefix(a1))).toBe(2)
    expect(await names(store().listEverything())).toEqual(['things/a/2/y', 'things/b/1/z'])
    expect(await store().deleteAll(things.prefix(a1))).toBe(0)
  })

  test('a forged name or prefix reaches nothing', async () => {
    for (const name of ['../x', 'things/../x', '/x', 'things//x', 'a/./b', 'a\\x', 'a/b\0', 'a/.x', 'a/x.', 'ü', '']) {
      const forged = { name, bucket: things }
      const calls = [
        () => store().put(forged, Buffer.from('x')),
        () => store().get(forged),
        () => store().delete(forged),
        () => store().deleteAll({ prefix: `${name}/`, bucket: things }),
        () => Array.fromAsync(store().list({ prefix: `${name}/`, bucket: things })),
      ]
      for (const call of calls) await expect((async () => call())()).rejects.toThrow('is not an object name')
    }
    expect(await names(store().listEverything())).toHaveLength(4)
  })

  test('a prefix is whole segments: 1 is not 10', async () => {
    await store().put(things.object({ owner: 'a', id: '10' }, 'x'), Buffer.from('x'))
    expect(await names(store().list(things.prefix(a1)))).toEqual(['things/a/1/x', 'things/a/1/x-2'])
    await store().deleteAll(things.prefix(a1))
    expect(await store().get(things.object({ owner: 'a', id: '10' }, 'x'))).toBeDefined()
  })

  test('puts and deletes of the same object at once leave it whole or not at all', async () => {
    const body = Buffer.alloc(300_000, 7)
    for (let round = 0; round < 5; round++) {
      // A put may fail when all around it is deleted.
      await Promise.allSettled([
        store().put(things.object(a1, 'x'), body),
        store().delete(things.object(a1, 'x')),
        store().put(things.object(a1, 'x'), body),
        store().deleteAll(things.prefix(a1)),
      ])
      const found = await store().get(things.object(a1, 'x'))
      expect(found === undefined || found.equals(body)).toBe(true)
      expect(await names(store().list(things.prefix(a1)))).toEqual(found ? ['things/a/1/x'] : [])
    }
  })

  test('many objects are all listed and all deleted', async () => {
    const many = Array.from({ length: 1_010 }, (_, n) => `n-${n}`)
    for (let from = 0; from < many.length; from += 50)
      await Promise.all(many.slice(from, from + 50).map((n) => store().put(things.object(b1, n), Buffer.from(n))))
    const listed = await names(store().list(things.prefix(b1)))
    expect(listed).toEqual([...new Set(listed)])
    expect(listed).toHaveLength(1_011)
    expect(await store().deleteAll(things.prefix(b1))).toBe(1_011)
    expect(await all(store().list(things.prefix(b1)))).toEqual([])
  }, 240_000)
}
