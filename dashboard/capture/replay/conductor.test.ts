import type { Block, Recording } from '@vitrine/protocol'
import { expect, test } from 'vitest'
import { makeStore } from '../../ui/store.ts'
import { Conductor } from './conductor.ts'
import type { ReplayState } from './replay.ts'

const start = 1_000_000
/** Six blocks of ten seconds; a keyframe stands before the fourth. */
const blocks: Block[] = Array.from({ length: 6 }, (_, seq) => ({
  seq,
  firstAt: start + seq * 10_000,
  lastAt: start + seq * 10_000 + 9_999,
  events: 1,
  keyframe: seq === 3,
}))
const recording = { startedAt: start, endedAt: start + 60_000, blocks, timeline: [] } as unknown as Recording

const none = new TextEncoder().encode('[]').buffer

/** What the screen was told and what was asked for, with reads that answer when the test says so. */
function open(begun: Partial<ReplayState> = {}) {
  const told: string[] = []
  const asked: string[] = []
  const waiting = new Map<string, () => void>()
  let held = false
  const read = (kind: string) => (seq: number) => {
    const name = `${kind} ${seq}`
    asked.push(name)
    return new Promise<ArrayBuffer>((resolve) => {
      if (held) waiting.set(name, () => resolve(none))
      else resolve(none)
    })
  }
  const store = makeStore<ReplayState>({
    at: start,
    playing: false,
    speed: 1,
    skipsIdle: false,
    phase: 'waiting',
    problem: undefined,
    idle: [],
    ...begun,
  })
  const seconds = (at: number) => (at - start) / 1_000
  const conductor = new Conductor({
    recording,
    store,
    reader: { block: read('block'), keyframe: read('keyframe') },
    screen: {
      open: (at) => told.push(`open ${seconds(at)}`),
      show: () => told.push('show'),
      append: () => told.push('append'),
      seek: (at) => told.push(`seek ${seconds(at)}`),
      play: (speed) => told.push(`play ${speed}`),
      pause: () => told.push('pause'),
    },
  })
  const painted = () => conductor.hear({ kind: 'painted', at: 0, tookMs: 0 })
  const time = (second: number) => conductor.hear({ kind: 'time', at: start + second * 1_000 })
  const hold = (on: boolean) => {
    held = on
  }
  return {
    conductor,
    store,
    told,
    asked,
    waiting,
    hold,
    painted,
    time,
    seek: (s: number) => conductor.seek(start + s * 1_000),
  }
}
const settled = () => new Promise((resolve) => setTimeout(resolve))

test('a moment is shown from its keyframe, and the next block is handed over', async () => {
  const { seek, asked, told, painted, store } = open()
  await seek(45)
  expect(asked.slice(0, 3)).toEqual(['keyframe 3', 'block 3', 'block 4'])
  expect(store.get().phase).toBe('waiting')
  painted()
  await settled()
  expect(told).toEqual(['open 45', 'append', 'append', 'append', 'show', 'append'])
  expect(store.get()).toMatchObject({ phase: 'ready', at: start + 45_000 })
})

test('what the screen holds already is not sent again', async () => {
  const { seek, told, painted } = open()
  await seek(45)
  painted()
  await settled()
  await seek(51)
  expect(told.at(-1)).toBe('seek 51')
})

test('while the screen paints, only the newest of many wishes waits', async () => {
  const { seek, told, painted, store } = open()
  await seek(1)
  for (const second of [2, 3, 4, 5]) await seek(second)
  expect(told.filter((word) => word !== 'append')).toEqual(['open 1', 'show'])
  painted()
  expect(told.at(-1)).toBe('seek 5')
  expect(store.get().phase).toBe('waiting')
  painted()
  expect(store.get().phase).toBe('ready')
})

test('a read that comes late for a wish given up shows nothing', async () => {
  const { seek, told, hold, waiting } = open()
  hold(true)
  const given = seek(5)
  hold(false)
  await seek(45)
  await settled()
  const before = [...told]
  waiting.get('block 0')?.()
  await given
  expect(told).toEqual(before)
  expect(told.filter((word) => word !== 'append')).toEqual(['open 5', 'open 45', 'show'])
})

test('playing reads on before the screen runs dry, and ends at the end', async () => {
  const { conductor, seek, told, asked, painted, time, store } = open()
  await seek(30)
  painted()
  await settled()
  conductor.play()
  time(46)
  await settled()
  expect(asked).toContain('block 5')
  expect(told.filter((word) => word === 'append')).toHaveLength(4)
  time(61)
  expect(store.get()).toMatchObject({ playing: false, at: start + 60_000 })
  expect(told.at(-1)).toBe('pause')
})

test('quiet stretches are jumped over while playing, if wanted', async () => {
  const idle = [{ from: start + 10_000, to: start + 40_000 }]
  const { conductor, seek, painted, time, store } = open({ skipsIdle: true, idle })
  await seek(10)
  painted()
  conductor.play()
  time(11.5)
  expect(store.get().at).toBe(start + 39_000)
})

test('times from before a jump do not move the playhead back', async () => {
  const { conductor, seek, painted, time, store } = open({ playing: true })
  await seek(10)
  painted()
  conductor.play()
  const jump = seek(50)
  time(11)
  expect(store.get().at).toBe(start + 50_000)
  await jump
})
