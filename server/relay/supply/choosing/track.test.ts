import { expect, test } from 'vitest'
import { msOf, Track } from './track.ts'

const minute = 60_000
const wall = 1_800_000_000_000

test('tries of the last hour are told by the minute; older ones are forgotten', () => {
  const track = new Track()
  track.good(0, 100)
  track.bad(0, 'upstream_timeout')
  track.good(59 * minute, 3_000)
  const { minutes, fault } = track.told(59 * minute, wall)
  expect(minutes.map(({ at, tried, failed }) => [wall - at, tried, failed])).toEqual([
    [59 * minute, 2, 1],
    [0, 1, 0],
  ])
  expect(fault).toEqual({ why: 'upstream_timeout', at: wall - 59 * minute })
  track.good(60 * minute, 5)
  expect(track.told(60 * minute, wall).minutes).toHaveLength(2)
  expect(track.told(119 * minute, wall).minutes).toHaveLength(1)
  expect(track.told(200 * minute, wall).minutes).toEqual([])
})

test.each([0, 1, 7, 250, 3_000, 900_000])('%d ms is kept to a fifth', (ms) => {
  const track = new Track()
  track.good(1, ms)
  const [step = 0, count] = track.told(1, wall).minutes[0]?.begun ?? []
  expect(count).toBe(1)
  expect(msOf(step) / Math.max(1, ms)).toBeGreaterThan(0.8)
  expect(msOf(step) / Math.max(1, ms)).toBeLessThan(1.25)
})
