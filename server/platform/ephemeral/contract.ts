import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { keepsEntries } from './contract-maps.ts'
import { awkward, type Bench, minute, testSpace, times } from './contract-parts.ts'
import { takes } from './contract-takes.ts'
import type { Ephemeral } from './port.ts'

const counter = testSpace('counter').key({ id: '1' })
const value = testSpace('value').key({ id: '1' })
const window = testSpace('window').key({ id: '1' })
const set = testSpace('set').key({ id: '1' })
const reservation = testSpace('reservation').key({ id: '1' })
const channel = testSpace('channel').key({ id: '1' })
const lock = testSpace('lock').key({ id: '1' })

/**
 * What every adapter of `Ephemeral` does. `make` answers an empty store that reads the given clock; it is called before
 * each test, and closed after.
 */
export function ephemeralContract(name: string, make: (now: () => Date) => Promise<Ephemeral>): void {
  describe(`${name} keeps the contract of ephemeral`, () => {
    let time = Date.parse('2026-01-01T00:00:00Z')
    let it: Ephemeral
    const bench: Bench = {
      get it() {
        return it
      },
      get at() {
        return time
      },
      pass: (ms) => void (time += ms),
    }
    beforeEach(async () => {
      it = await make(() => new Date(time))
    })
    afterEach(() => it.close())

    describe('counters', () => counts(bench))
    describe('values', () => keepsValues(bench))
    describe('maps', () => keepsEntries(bench))
    describe('windows and sets', () => keepsMembers(bench))
    describe('reservations', () => reserves(bench))
    describe('what is taken at once', () => takes(bench, reservation, testSpace('reservation').key({ id: '2' })))
    describe('locks', () => locks(bench))
    describe('channels', () => carriesMessages(bench))
    describe('keys', () => keepsKeys(bench))
  })
}

function counts(b: Bench): void {
  test('adds up, and starts from nothing', async () => {
    expect(await b.it.readCounter(counter)).toBe(0)
    expect(await b.it.increment(counter)).toBe(1)
    expect(await b.it.increment(counter, 41)).toBe(42)
    expect(await b.it.increment(counter, -2)).toBe(40)
    expect(await b.it.readCounter(counter)).toBe(40)
  })

  test('lapses a minute after the first call', async () => {
    await b.it.increment(counter)
    b.pass(minute - 1)
    expect(await b.it.increment(counter)).toBe(2)
    b.pass(1)
    expect(await b.it.readCounter(counter)).toBe(0)
    expect(await b.it.increment(counter)).toBe(1)
  })

  test('extended, a minute after the last', async () => {
    await b.it.increment(counter, 1, { extend: true })
    b.pass(minute - 1)
    await b.it.increment(counter, 1, { extend: true })
    b.pass(minute - 1)
    expect(await b.it.readCounter(counter)).toBe(2)
    b.pass(1)
    expect(await b.it.increment(counter, 1, { extend: true })).toBe(1)
  })

  test('adds fractions and large sums exactly as far as numbers are exact', async () => {
    await b.it.increment(counter, 0.1)
    expect(await b.it.increment(counter, 0.2)).toBe(0.1 + 0.2)
    expect(await b.it.increment(counter, Number.MAX_SAFE_INTEGER - 1)).toBe(0.1 + 0.2 + (Number.MAX_SAFE_INTEGER - 1))
  })

  test('of many at once every one counts and each sees a sum of its own', async () => {
    const sums = await times(50, () => b.it.increment(counter))
    expect(sums.sort((x, y) => x - y)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
  })
}

function keepsValues(b: Bench): void {
  test.each(awkward)('gives back what was set: %j', async (text) => {
    expect(await b.it.get(value)).toBeUndefined()
    await b.it.set(value, text)
    expect(await b.it.get(value)).toBe(text)
    expect(await b.it.compareAndSet(value, text, 'next')).toBe(true)
    expect(await b.it.get(value)).toBe('next')
  })

  test('each write starts its minute anew', async () => {
    await b.it.set(value, 'a')
    b.pass(minute - 1)
    await b.it.set(value, 'b')
    b.pass(minute - 1)
    expect(await b.it.compareAndSet(value, 'b', 'c')).toBe(true)
    b.pass(minute - 1)
    expect(await b.it.get(value)).toBe('c')
    b.pass(1)
    expect(await b.it.get(value)).toBeUndefined()
  })

  test('compares before it sets', async () => {
    expect(await b.it.compareAndSet(value, 'x', 'a')).toBe(false)
    expect(await b.it.compareAndSet(value, undefined, 'a')).toBe(true)
    expect(await b.it.compareAndSet(value, undefined, 'b')).toBe(false)
    expect(await b.it.compareAndSet(value, 'x', 'b')).toBe(false)
    expect(await b.it.get(value)).toBe('a')
  })

  test('a lapsed value equals nothing but its absence', async () => {
    await b.it.set(value, 'a')
    b.pass(minute)
    expect(await b.it.compareAndSet(value, 'a', 'b')).toBe(false)
    expect(await b.it.compareAndSet(value, undefined, 'b')).toBe(true)
    expect(await b.it.get(value)).toBe('b')
  })

  test('of many who compare with the same value exactly one sets it', async () => {
    const first = await times(30, (n) => b.it.compareAndSet(value, undefined, `first ${n}`))
    expect(first.filter(Boolean)).toHaveLength(1)
    const present = await b.it.get(value)
    expect(present).toBe(`first ${first.indexOf(true)}`)
    const second = await times(30, (n) => b.it.compareAndSet(value, present, `second ${n}`))
    expect(second.filter(Boolean)).toHaveLength(1)
    expect(await b.it.get(value)).toBe(`second ${second.indexOf(true)}`)
  })
}

function keepsMembers(b: Bench): void {
  test('a window answers whom it saw since, oldest first, each with the newest time', async () => {
    const { at } = b
    await b.it.addToWindow(window, 'b', at - 20)
    await b.it.addToWindow(window, 'a', at - 30)
    await b.it.addToWindow(window, 'old', at - 50)
    await b.it.addToWindow(window, 'b', at - 10)
    await b.it.addToWindow(window, 'b', at - 40)
    await b.it.addToWindow(window, 'c', at - 10)
    const seen = [
      { member: 'a', at: at - 30 },
      { member: 'b', at: at - 10 },
      { member: 'c', at: at - 10 },
    ]
    expect(await b.it.readWindow(window, at - 30)).toEqual(seen)
    expect(await b.it.readWindow(window, 0)).toEqual(seen)
  })

  test('a member of a window lapses a minute after it was seen, not after it was written', async () => {
    await b.it.addToWindow(window, 'a', b.at - 30_000)
    await b.it.addToWindow(window, 'future', b.at + 999_999)
    b.pass(30_000)
    expect(await b.it.readWindow(window, 0)).toEqual([{ member: 'future', at: b.at - 30_000 }])
    b.pass(30_000)
    expect(await b.it.readWindow(window, 0)).toEqual([])
  })

  test('members may be any text', async () => {
    for (const member of awkward) {
      await b.it.addToSet(set, member)
      await b.it.addToWindow(window, member, b.at)
    }
    expect((await b.it.readSet(set)).sort()).toEqual([...awkward].sort())
    expect((await b.it.readWindow(window, 0)).map(({ member }) => member).sort()).toEqual([...awkward].sort())
    for (const member of awkward) await b.it.removeFromSet(set, member)
    expect(await b.it.readSet(set)).toEqual([])
  })

  test('a window with very many members answers those asked for', async () => {
    await times(1_500, (n) => b.it.addToWindow(window, `m${n}`, b.at - n))
    const seen = await b.it.readWindow(window, b.at - 9)
    expect(seen.map(({ member }) => member)).toEqual(Array.from({ length: 10 }, (_, n) => `m${9 - n}`))
  })

  test('a set holds each member once, and lets it go', async () => {
    await times(10, (n) => b.it.addToSet(set, `m${n % 3}`))
    await b.it.addToSet(set, awkward[2] ?? '')
    expect(await b.it.readSet(set)).toEqual([awkward[2], 'm0', 'm1', 'm2'])
    await b.it.removeFromSet(set, 'm1')
    await b.it.removeFromSet(set, 'never there')
    expect(await b.it.readSet(set)).toEqual([awkward[2], 'm0', 'm2'])
  })

  test('a member of a set lapses a minute after it was last added', async () => {
    await b.it.addToSet(set, 'a')
    await b.it.addToSet(set, 'b')
    b.pass(minute - 1)
    await b.it.addToSet(set, 'b')
    b.pass(1)
    expect(await b.it.readSet(set)).toEqual(['b'])
  })
}

function reserves(b: Bench): void {
  test('takes up to the limit and gives back', async () => {
    expect(await b.it.reserve(reservation, 'a', 6, 10)).toBe(true)
    expect(await b.it.reserve(reservation, 'b', 5, 10)).toBe(false)
    expect(await b.it.reserve(reservation, 'b', 4, 10)).toBe(true)
    await b.it.release(reservation, 'a')
    await b.it.release(reservation, 'a')
    expect(await b.it.reserve(reservation, 'c', 6, 10)).toBe(true)
    expect(await b.it.reserve(reservation, 'd', 0.5, 10)).toBe(false)
  })

  test("a holder's newer reservation replaces its older", async () => {
    await b.it.reserve(reservation, 'a', 6, 10)
    expect(await b.it.reserve(reservation, 'a', 9, 10)).toBe(true)
    expect(await b.it.reserve(reservation, 'a', 11, 10)).toBe(false)
    expect(await b.it.reserve(reservation, 'b', 2, 10)).toBe(false)
    expect(await b.it.reserve(reservation, 'b', 1, 10)).toBe(true)
  })

  test('holders may be any text, and an amount that is no number is refused', async () => {
    for (const holder of awkward) expect(await b.it.reserve(reservation, holder, 1, awkward.length)).toBe(true)
    expect(await b.it.reserve(reservation, 'another', 1, awkward.length)).toBe(false)
    for (const holder of awkward) await b.it.release(reservation, holder)
    expect(await b.it.reserve(reservation, 'a', Number.NaN, 10)).toBe(false)
    expect(await b.it.reserve(reservation, 'a', 10, 10)).toBe(true)
  })

  test('what is not released lapses', async () => {
    await b.it.reserve(reservation, 'a', 10, 10)
    b.pass(minute)
    expect(await b.it.reserve(reservation, 'b', 10, 10)).toBe(true)
  })

  test('many at once never hold more than the limit', async () => {
    const taken = await times(40, (n) => b.it.reserve(reservation, `h${n}`, 3, 20))
    expect(taken.filter(Boolean)).toHaveLength(6)
  })
}

function locks(b: Bench): void {
  test('one of many gets it; after release the next', async () => {
    const got = await times(20, () => b.it.lock(lock))
    const [release, ...more] = got.filter((held) => held !== undefined)
    expect(more).toEqual([])
    expect(await b.it.lock(lock)).toBeUndefined()
    await release?.()
    expect(await b.it.lock(lock)).toBeDefined()
  })

  test('of many who wait for it each has it alone', async () => {
    let holders = 0
    let most = 0
    await times(8, async () => {
      for (let release: (() => Promise<void>) | undefined; !release; ) {
        release = await b.it.lock(lock)
        if (!release) continue
        most = Math.max(most, ++holders)
        await b.it.readCounter(counter)
        holders--
        await release()
      }
    })
    expect(most).toBe(1)
  })

  test('lapses, and a late release does not take it from the next holder', async () => {
    const late = await b.it.lock(lock)
    b.pass(minute)
    expect(await b.it.lock(lock)).toBeDefined()
    await late?.()
    expect(await b.it.lock(lock)).toBeUndefined()
  })
}

function carriesMessages(b: Bench): void {
  test('everyone who subscribes hears every message of that key, in order', async () => {
    const heard: string[][] = [[], [], []]
    const elsewhere = testSpace('channel').key({ id: '2' })
    await b.it.subscribe(channel, (message) => heard[0]?.push(message))
    await b.it.subscribe(channel, (message) => heard[1]?.push(message))
    await b.it.subscribe(elsewhere, (message) => heard[2]?.push(message))
    const said = ['a', '', "it's π ☃", 'x'.repeat(7_999)]
    for (const message of said) await b.it.publish(channel, message)
    await b.it.publish(elsewhere, 'other')
    await vi.waitFor(() => expect(heard).toEqual([said, said, ['other']]))
  })

  test('who has stopped hears no more, others still do', async () => {
    const heard: string[] = []
    const stop = await b.it.subscribe(channel, (message) => heard.push(`first ${message}`))
    await b.it.subscribe(channel, (message) => heard.push(`second ${message}`))
    await stop()
    await stop()
    await b.it.publish(channel, 'a')
    await vi.waitFor(() => expect(heard).toEqual(['second a']))
  })

  test('one can subscribe again after the last one left', async () => {
    const heard: string[] = []
    for (const round of ['1', '2', '3']) {
      const stop = await b.it.subscribe(channel, (message) => heard.push(message))
      await b.it.publish(channel, round)
      await vi.waitFor(() => expect(heard.at(-1)).toBe(round))
      await stop()
    }
  })

  test('a message to nobody is no error; one too long is', async () => {
    await b.it.publish(channel, 'a')
    await expect(b.it.publish(channel, 'x'.repeat(8_000))).rejects.toThrow(/8000 bytes/)
    await expect(b.it.publish(channel, 'π'.repeat(4_000))).rejects.toThrow(/8000 bytes/)
  })

  test('a subscriber that throws harms nobody', async () => {
    const heard: string[] = []
    await b.it.subscribe(channel, () => {
      throw new Error('subscriber of a test')
    })
    await b.it.subscribe(channel, (message) => heard.push(message))
    await b.it.publish(channel, 'a')
    await b.it.publish(channel, 'b')
    await vi.waitFor(() => expect(heard).toEqual(['a', 'b']))
  })
}

function keepsKeys(b: Bench): void {
  const names = async () => (await Array.fromAsync(b.it.names())).sort()

  test('names what exists, until it lapses or is deleted', async () => {
    expect(await names()).toEqual([])
    await b.it.increment(counter)
    await b.it.set(value, 'a')
    await b.it.addToSet(set, 'a')
    await b.it.addToSet(set, 'b')
    expect(await names()).toEqual([counter.name, set.name, value.name])
    await b.it.delete(set)
    await b.it.delete(set)
    expect(await names()).toEqual([counter.name, value.name])
    b.pass(minute)
    expect(await names()).toEqual([])
  })

  test('keys do not mix', async () => {
    const other = testSpace('value').key({ id: '2' })
    await b.it.set(value, 'a')
    await b.it.set(other, 'b')
    await b.it.delete(value)
    expect(await b.it.get(other)).toBe('b')
    expect(await b.it.get(value)).toBeUndefined()
  })

  test('many keys are all named', async () => {
    const space = testSpace('value')
    const keys = Array.from({ length: 1_100 }, (_, n) => space.key({ id: `n${n}` }))
    for (let from = 0; from < keys.length; from += 100)
      await Promise.all(keys.slice(from, from + 100).map((key) => b.it.set(key, 'x')))
    expect(await names()).toEqual(keys.map((key) => key.name).sort())
    const seen = new Set<string>()
    let pages = 0
    for (let from: string | undefined; ; pages++) {
      // Each page by a scan of its own, as after a pause.
      const [page] = await firstOf(b.it.scan(from))
      for (const name of page?.names ?? []) seen.add(name)
      from = page?.next
      if (from === undefined) break
    }
    expect(pages).toBeGreaterThan(0)
    expect([...seen].sort()).toEqual(keys.map((key) => key.name).sort())
    expect((await firstOf(b.it.scan('from-another-life')))[0]).toBeDefined()
  })
}

async function firstOf<T>(all: AsyncIterable<T>): Promise<T[]> {
  for await (const one of all) return [one]
  return []
}
