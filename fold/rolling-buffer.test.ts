import { expect, test } from 'vitest'
import type { RecordedEvent } from './events.ts'
import {
  createFold,
  createKeyframer,
  createRollingBuffer as createWritten,
  type RollingBufferOptions,
  seek,
} from './index.ts'

const meta = (timestamp: number): RecordedEvent => ({
  type: 4,
  timestamp,
  data: { href: 'https://shop.example/', width: 1, height: 1 },
})
const full = (timestamp: number): RecordedEvent => ({
  type: 2,
  timestamp,
  data: { node: { type: 0, id: 1, childNodes: [{ type: 2, id: 2, tagName: 'html', attributes: {}, childNodes: [] }] } },
})
const scroll = (timestamp: number, y = timestamp): RecordedEvent => ({
  type: 3,
  timestamp,
  data: { source: 3, id: 1, x: 0, y },
})
/** The buffer with events that are read and written on its border. */
function createRollingBuffer(options: RollingBufferOptions) {
  const buffer = createWritten(options)
  return {
    push: (events: RecordedEvent[], base?: boolean) =>
      buffer.push(
        events.map((event) => ({ at: event.timestamp, json: JSON.stringify(event) })),
        base,
      ),
    take: () => buffer.take().map(({ json }) => JSON.parse(json) as RecordedEvent),
  }
}
const times = (events: RecordedEvent[]) => events.map(({ timestamp }) => timestamp)

test('what is older than the window lives on as a snapshot at its start', () => {
  let now = 0
  const buffer = createRollingBuffer({ seconds: 10, now: () => now })
  expect(buffer.take()).toEqual([])
  buffer.push([meta(0), full(1), scroll(1_000), scroll(5_000)])
  now = 6_000
  expect(times(buffer.take())).toEqual([0, 1, 1_000, 5_000])
  now = 13_000
  buffer.push([scroll(12_000)])
  const taken = buffer.take()
  expect(taken.map(({ type }) => type)).toEqual([4, 2, 3, 3, 3])
  expect(times(taken)).toEqual([3_000, 3_000, 3_000, 5_000, 12_000])
  expect(taken[2]?.data).toMatchObject({ source: 3, y: 1_000 })
})

test('a page that has long been still begins where the window does', () => {
  let now = 0
  const buffer = createRollingBuffer({ seconds: 10, now: () => now })
  buffer.push([meta(0), full(1), scroll(500)])
  now = 600_000
  expect(times(buffer.take())).toEqual([590_000, 590_000, 590_000])
})

test('what belongs to the first picture is folded into it at once', () => {
  let now = 100
  const buffer = createRollingBuffer({ seconds: 10, now: () => now })
  const body = { type: 2, id: 3, tagName: 'body', attributes: {}, childNodes: [] }
  const data = { source: 0, texts: [], removes: [], attributes: [], adds: [{ parentId: 2, nextId: null, node: body }] }
  buffer.push([meta(0), full(1)], true)
  buffer.push([{ type: 3, timestamp: 90, data }], true)
  buffer.push([scroll(100)])
  now = 200
  const taken = buffer.take()
  expect(times(taken)).toEqual([90, 90, 100])
  expect(JSON.stringify(taken[1])).toContain('body')
})

test('memory is bounded by characters, not only by time', () => {
  const buffer = createRollingBuffer({ seconds: 3_600, now: () => 1_000, mostCharacters: 10_000 })
  buffer.push([meta(0), full(1)])
  for (let i = 2; i < 900; i++)
    buffer.push([{ type: 3, timestamp: i, data: { source: 5, id: 2, text: 'x'.repeat(500), isChecked: false } }])
  const taken = buffer.take()
  expect(taken.length).toBeLessThan(40)
  expect(taken.at(-1)?.timestamp).toBe(899)
  expect(taken[0]?.type).toBe(4)
})

test('keyframes come at the start of a block, spaced by time or bytes, and not where a block brings its own', () => {
  const keyframer = createKeyframer({ everyMs: 100, everyBytes: 1_000 })
  const block = (events: RecordedEvent[], bytes = 10) => keyframer.block(events, bytes)?.length ?? 0
  expect(block([meta(0), full(1), scroll(50)])).toBe(0)
  expect(block([scroll(60)])).toBe(0)
  expect(block([scroll(120)], 2_000)).toBe(0)
  expect(block([scroll(130)])).toBeGreaterThan(1)
  expect(block([scroll(140)])).toBe(0)
  expect(block([scroll(300)])).toBe(0)
  expect(block([scroll(301)])).toBeGreaterThan(1)
  expect(block([meta(900), full(901)])).toBe(0)
  expect(block([scroll(950)])).toBe(0)
})

test('a seek stands at its time, with the rest to come, also before the first snapshot and out of order', () => {
  const events = [meta(0), full(1), scroll(10), scroll(30), scroll(20), scroll(40)]
  expect(times(seek({ keyframe: [], events, at: 25 }))).toEqual([25, 25, 25, 30, 40])
  expect(times(seek({ keyframe: [], events, at: -5 }))).toEqual([1, 1, 10, 30, 20, 40])
  const keyframe = createFold()
  for (const event of events.slice(0, 3)) keyframe.apply(event)
  const sought = seek({ keyframe: keyframe.snapshot(), events: events.slice(3), at: 25 })
  expect(times(sought)).toEqual([25, 25, 25, 30, 40])
  expect(sought[2]?.data).toMatchObject({ y: 20 })
  expect(seek({ keyframe: [], events: [], at: 5 })).toEqual([])
})
