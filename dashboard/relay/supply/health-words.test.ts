import type { ChannelHealth } from '@vitrine/protocol'
import { expect, test } from 'vitest'
import { faultWords, healthFacts, healthState, share } from './health-words.ts'

const health: ChannelHealth = {
  channelId: '6f6c7a52-6d0f-4a3f-9a55-0f2a4f6b1c11',
  breaker: 'closed',
  againAt: null,
  running: 2,
  lastFault: null,
  tried: 1_200,
  failed: 3,
  firstByteMs: { p50: 120, p95: 1_448 },
  minutes: [],
}

test('a channel is called by what matters most', () => {
  expect(healthState(undefined).label).toBe('Not asked lately')
  expect(healthState(health).label).toBe('Answers')
  expect(healthState({ ...health, failed: 100 }).label).toBe('Fails at times')
  expect(healthState({ ...health, againAt: '2026-11-21T00:00:00Z' }).label).toBe('Asked for a pause')
  expect(healthState({ ...health, tried: 0, breaker: 'open' }).label).toBe('Left alone after faults')
})

test('figures are said in words', () => {
  expect(healthFacts(health, { concurrent: 20 })).toEqual([
    '2 of 20 under way',
    '1,200 tries',
    '0.3 % failed',
    'begins after 120 ms, slowest 5 % 1.4 s',
  ])
  expect(healthFacts({ ...health, tried: 0, firstByteMs: null }, { concurrent: null })).toEqual([
    '2 under way',
    '0 tries',
  ])
  expect([share(0, 5), share(1, 100_000)]).toEqual(['0 %', '< 0.1 %'])
  expect([faultWords('upstream_timeout'), faultWords('upstream_error 500'), faultWords('')]).toEqual([
    'took too long',
    'answered with 500',
    'failed',
  ])
})
