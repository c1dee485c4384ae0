import type { Block } from '@vitrine/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockAt, reach } from './blocks.ts'

/** Blocks of the given lengths in ms, one after the other from 1,000; `true` where a keyframe stands before one. */
const laid = (...parts: readonly [length: number, keyframe: boolean][]): Block[] => {
  let at = 1_000
  return parts.map(([length, keyframe], seq) => {
    const firstAt = at
    at += length + 1
    return { seq, firstAt, lastAt: firstAt + length, events: 1, keyframe }
  })
}

const recording = laid([999, false], [999, false], [999, true], [999, false])

test.each([
  [0, 0],
  [1_000, 0],
  [1_999, 0],
  [2_000, 1],
  [3_500, 2],
  [99_999, 3],
])('%i lies in block %i', (at, index) => expect(blockAt(recording, at)).toBe(index))

test('a moment is reached from the nearest keyframe before it', () => {
  expect(reach(recording, 4_500)).toEqual({ keyframe: true, from: 2, to: 3 })
  expect(reach(recording, 3_000)).toEqual({ keyframe: true, from: 2, to: 2 })
})

test('without a keyframe it is reached from the beginning', () => {
  expect(reach(recording, 2_999)).toEqual({ keyframe: false, from: 0, to: 1 })
  expect(reach([], 5)).toEqual({ keyframe: false, from: 0, to: 0 })
})

test('what is read always covers the moment, begins readable, and has no keyframe inside', () => {
  const part = fc.tuple(fc.nat(20_000), fc.boolean())
  fc.assert(
    fc.property(fc.array(part, { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (parts, share) => {
      const blocks = laid(...parts)
      const at = 1_000 + share * ((blocks.at(-1)?.lastAt ?? 0) - 1_000)
      const { keyframe, from, to } = reach(blocks, at)
      expect(blocks[to]?.firstAt).toBeLessThanOrEqual(at)
      expect(blocks[to + 1]?.firstAt ?? Number.POSITIVE_INFINITY).toBeGreaterThan(at)
      expect(keyframe).toBe(blocks[from]?.keyframe)
      if (!keyframe) expect(from).toBe(0)
      expect(blocks.slice(from + 1, to + 1).some((block) => block.keyframe)).toBe(false)
    }),
  )
})
