import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inactivity, interactionsIn, type Span, skipTo } from './inactivity.ts'

const whole = { from: 0, to: 60_000 }
const at = (time: number): Span => ({ from: time, to: time })

test('quiet stretches lie between what somebody did, at the beginning and at the end too', () => {
  expect(inactivity(whole, [at(20_000), at(25_000), at(50_000)], 8_000)).toEqual([
    { from: 0, to: 20_000 },
    { from: 25_000, to: 50_000 },
    { from: 50_000, to: 60_000 },
  ])
})

test('what was not read yet counts as active', () => {
  expect(inactivity(whole, [{ from: 0, to: 40_000 }], 8_000)).toEqual([{ from: 40_000, to: 60_000 }])
})

test('nobody was active inside a quiet stretch, each is long enough, and every long gap is found', () => {
  const span = fc.tuple(fc.nat(60_000), fc.nat(5_000)).map(([from, length]) => ({ from, to: from + length }))
  fc.assert(
    fc.property(fc.array(span), fc.integer({ min: 1, max: 20_000 }), (active, idleMs) => {
      const quiet = inactivity(whole, active, idleMs)
      for (const { from, to } of quiet) {
        expect(to - from).toBeGreaterThanOrEqual(idleMs)
        expect(active.some((one) => one.from < to && one.to > from)).toBe(false)
      }
      for (let time = 0; time <= whole.to; time += 500) {
        const alone = active.every((one) => one.to < time - idleMs || one.from > time + idleMs)
        if (alone && time >= idleMs && time <= whole.to - idleMs)
          expect(quiet.some(({ from, to }) => time >= from && time <= to)).toBe(true)
      }
    }),
  )
})

test('playing skips from just inside the quiet to a second before something happens', () => {
  const quiet = [{ from: 10_000, to: 40_000 }]
  expect(skipTo(quiet, 9_000)).toBeUndefined()
  expect(skipTo(quiet, 10_500)).toBeUndefined()
  expect(skipTo(quiet, 11_000)).toBe(39_000)
  expect(skipTo(quiet, 39_000)).toBeUndefined()
})

test('the page changing by itself is nothing that a visitor did', () => {
  const event = (source: number) => ({ type: 3, timestamp: source, data: { source } })
  const [mutation, mouse, scroll, input, sheet] = [0, 1, 3, 5, 8].map(event)
  const full = { type: 2, timestamp: 99, data: {} }
  expect(interactionsIn([mutation, mouse, scroll, input, sheet, full].filter((one) => one !== undefined))).toEqual([
    1, 3, 5,
  ])
})
