import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RecordedEvent, SerializedNode } from './events.ts'
import { createFold, createKeyframer, createRollingBuffer, seek } from './index.ts'
import { randomRecording } from './testing/random-recording.ts'

const folded = (events: RecordedEvent[]) => {
  const fold = createFold()
  for (const event of events) fold.apply(event)
  return fold
}
const treeOf = (events: RecordedEvent[]) => (events[1]?.data as { node: SerializedNode } | undefined)?.node

test('the folded tree is the tree of a model that works differently', () => {
  fc.assert(
    fc.property(randomRecording, ({ events, tree }) => {
      expect(treeOf(folded(events).snapshot())).toEqual(tree)
    }),
    { numRuns: 500 },
  )
})

test('events are neither changed nor kept', () => {
  fc.assert(
    fc.property(randomRecording, ({ events }) => {
      const before = structuredClone(events)
      const fold = folded(events)
      const first = structuredClone(fold.snapshot())
      for (const event of events) fold.apply({ ...event, type: 99 })
      for (const event of fold.snapshot()) Object.assign(event.data as object, { spoilt: true })
      expect(events).toEqual(before)
      expect(fold.snapshot()).toEqual(first)
    }),
  )
})

test('folding to any time and going on from the snapshot is folding straight through', () => {
  fc.assert(
    fc.property(randomRecording, fc.double({ min: 0, max: 1, noNaN: true }), ({ events }, share) => {
      const split = 2 + Math.floor(share * (events.length - 2))
      const halfway = folded(events.slice(0, split)).snapshot()
      const through = folded(events)
      const continued = folded([...halfway, ...events.slice(split)])
      expect(continued.snapshot()).toEqual(through.snapshot())
      expect(continued.text()).toBe(through.text())
      expect(continued.nodeCount).toBe(through.nodeCount)
    }),
    { numRuns: 500 },
  )
})

test('a snapshot of a snapshot is the same', () => {
  fc.assert(
    fc.property(randomRecording, ({ events }) => {
      const once = folded(events).snapshot()
      expect(folded(once).snapshot()).toEqual(once)
    }),
  )
})

test('seeking, keyframes and the rolling buffer lose nothing', () => {
  fc.assert(
    fc.property(randomRecording, fc.integer({ min: 1, max: 9 }), ({ events }, size) => {
      const end = folded(events).snapshot()
      const keyframer = createKeyframer({ everyMs: 10, everyBytes: 1e9 })
      for (let i = 0; i < events.length; i += size) {
        const keyframe = keyframer.block(events.slice(i, i + size), 100)
        if (!keyframe) continue
        expect(folded([...keyframe, ...events.slice(i)]).snapshot()).toEqual(end)
        const at = (events[i] as RecordedEvent).timestamp
        expect(folded(seek({ keyframe, events: events.slice(i), at })).snapshot()).toEqual(end)
      }
      const buffer = createRollingBuffer({ seconds: 0.01, now: () => end[0]?.timestamp ?? 0 })
      for (const event of events) buffer.push([{ at: event.timestamp, json: JSON.stringify(event) }])
      const taken = buffer.take().map(({ json }) => JSON.parse(json) as RecordedEvent)
      expect(folded(taken).snapshot()).toEqual(end)
    }),
  )
})

/** Any value at any place of an event. */
function spoil(value: unknown, at: number): unknown {
  const junk = [null, undefined, -1, 'x', [], {}, Number.NaN, { __proto__: null }, true]
  if (typeof value !== 'object' || value === null || at % 5 === 0) return junk[at % junk.length]
  const keys = Object.keys(value)
  const key = keys[at % keys.length] ?? ''
  return Object.assign(structuredClone(value), {
    [key]: spoil((value as Record<string, unknown>)[key], Math.floor(at / 3)),
  })
}

test('never throws, whatever is shuffled, dropped, doubled or spoilt', () => {
  const moves = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(3)), { maxLength: 20 })
  fc.assert(
    fc.property(randomRecording, moves, ({ events }, moves) => {
      const disturbed = [...events]
      for (const [a, b, how] of moves) {
        const [taken] = disturbed.splice(a % disturbed.length, 1)
        if (!taken) break
        if (how !== 1) disturbed.splice(b % (disturbed.length + 1), 0, taken)
        if (how === 2) disturbed.push(taken)
        if (how === 3) disturbed.push({ ...taken, data: spoil(taken.data, b) })
      }
      const fold = folded(disturbed)
      folded(fold.snapshot())
      for (let id = 0; id < 120; id++) fold.element(id)
      fold.text()
      fold.pointer()
    }),
    { numRuns: 5_000 },
  )
})
