import type { EphemeralKey } from '@vitrine/ledger'
import { expect, test } from 'vitest'
import type { Ephemeral, Take } from './port.ts'

type Key = EphemeralKey<'reservation'>
type Bench = { readonly it: Ephemeral; readonly at: number; pass(ms: number): void }

const minute = 60_000

/** What every adapter does with what is taken at once; `ephemeralContract` says the rest. */
export function takes(b: Bench, reservation: Key, other: Key): void {
  const soon = (ms = minute) => b.at + ms
  const one = (holder: string, amount: number, more: Partial<Take> = {}): Take => ({
    key: reservation,
    holder,
    amount,
    until: soon(),
    limit: 10,
    ...more,
  })

  test('takes all or nothing, and says which did not fit and when that lapses', async () => {
    expect(await b.it.take([one('a', 4), one('a', 7, { key: other })])).toEqual({ held: [4, 7] })
    const until = soon()
    b.pass(1_000)
    expect(await b.it.take([one('b', 6), one('a', 4, { key: other })])).toEqual({
      refused: 1,
      by: [{ amount: 7, until }],
    })
    expect(await b.it.take([one('b', 6), one('a', 3, { key: other })])).toEqual({ held: [10, 10] })
    expect(await b.it.take([one('c', 0.5)])).toMatchObject({ refused: 0 })
  })

  test('what is given back can be taken again; nobody gives back more than they have', async () => {
    await b.it.take([one('a', 10)])
    const { limit: _, ...back } = one('a', -4)
    await b.it.take([back, { ...back, holder: 'nobody', amount: -7 }])
    expect(await b.it.take([one('b', 5)])).toMatchObject({ refused: 0 })
    await b.it.take([back, back, back])
    expect(await b.it.take([one('b', 10)])).toEqual({ held: [10] })
  })

  test('each holder’s part lapses by itself, and no later than the time to live', async () => {
    await b.it.take([one('a', 4, { until: soon(1_000) })])
    await b.it.take([one('b', 6, { until: soon(10 * minute) })])
    b.pass(999)
    expect(await b.it.take([one('c', 1)])).toMatchObject({ refused: 0 })
    b.pass(1)
    expect(await b.it.take([one('c', 4, { until: soon(minute / 2) })])).toEqual({ held: [10] })
    b.pass(minute - 1_000)
    expect(await b.it.take([one('d', 10)])).toEqual({ held: [10] })
    expect(await b.it.take([one('e', 1, { key: other, until: soon(0) })])).toEqual({ held: [1] })
    expect(await b.it.take([one('e', 10, { key: other })])).toEqual({ held: [10] })
  })

  test('begins, replaces, adds to what is there, and requires it', async () => {
    expect(await b.it.take([one('a', 1), one('a', 1, { key: other, requires: 'sum' })])).toEqual({ missing: 1 })
    await b.it.take([one('sum', 5, { how: 'more' })])
    await b.it.take([one('sum', 0, { how: 'begin' }), one('sum', 2, { how: 'begin', key: other })])
    await b.it.take([one('sum', 9, { how: 'begin' })])
    await b.it.take([one('sum', 3, { how: 'more' })])
    expect(await b.it.take([one('a', 1, { requires: 'sum' }), one('a', 1, { key: other, requires: 'sum' })])).toEqual({
      held: [4, 3],
    })
    const { limit: _, ...eight } = one('sum', 8, { how: 'replace', until: soon(5) })
    await b.it.take([eight])
    expect(await b.it.take([one('a', 2)])).toMatchObject({ refused: 0 })
    b.pass(5)
    expect(await b.it.take([one('a', 9)])).toEqual({ held: [10] })
  })

  test('many at once never hold more than the limit', async () => {
    const taken = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => b.it.take([one(`h${n % 4}`, 3, { limit: 20 })])),
    )
    expect(taken.filter((one) => 'held' in one)).toHaveLength(6)
  })
}
