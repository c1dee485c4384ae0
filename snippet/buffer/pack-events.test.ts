import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { group, packEvents } from './pack-events.ts'
import { plainSha256 } from './sha256.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

test('SHA-256 without crypto.subtle is SHA-256', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => plainSha256(bytes) === sha256(bytes)))
  const long = new Uint8Array(1_000_003).map((_, i) => i * 7)
  expect(plainSha256(long)).toBe(sha256(long))
})

test('groups keep order and lose nothing; only a single text exceeds the goal', () => {
  const texts = fc.array(fc.string({ maxLength: 60 }))
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 100 }), (all, goal) => {
      const groups = group(all, goal)
      expect(groups.flat()).toEqual(all)
      for (const one of groups) if (one.length > 1) expect(one.join(',').length).toBeLessThanOrEqual(goal)
    }),
  )
})

test('chunks hold whole events in order, small and with their digest', async () => {
  const noise = () => Array.from({ length: 40_000 }, () => Math.random().toString(36).slice(2)).join('')
  const events = Array.from({ length: 6 }, (_, timestamp) => ({ type: 3, timestamp, data: noise() }))
  const chunks = await packEvents([...events, { type: 3, timestamp: 6, data: 'small' }])
  expect(chunks.length).toBeGreaterThan(3)
  const unpacked = chunks.map(({ bytes }) => JSON.parse(gunzipSync(bytes).toString()) as { timestamp: number }[])
  expect(unpacked.flat().map(({ timestamp }) => timestamp)).toEqual([0, 1, 2, 3, 4, 5, 6])
  const state = [
    { type: 4, timestamp: 0, data: {} },
    { type: 2, timestamp: 0, data: noise() + noise() },
  ]
  const [first] = await packEvents([...state, ...events])
  expect((JSON.parse(gunzipSync(first?.bytes ?? '').toString()) as { type: number }[]).map(({ type }) => type)).toEqual(
    [4, 2],
  )
  for (const [i, { bytes, sha256: digest }] of chunks.entries()) {
    expect(digest).toBe(sha256(bytes))
    if ((unpacked[i]?.length ?? 0) > 1) expect(bytes.length).toBeLessThanOrEqual(256_000)
  }
})
