import { describe, expect, test } from 'vitest'
import { bytes, clock, duration, timeAgo } from './time.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const ago = (ms: number) => timeAgo(now - ms, now)

describe('relative time', () => {
  test.each([
    [0, 'now'],
    [1_999, 'now'],
    [2_000, '2s ago'],
    [59_999, '59s ago'],
    [60_000, '1m ago'],
    [3_599_999, '59m ago'],
    [3_600_000, '1h ago'],
    [86_399_999, '23h ago'],
    [86_400_000, 'yesterday'],
    [5 * 86_400_000, '5d ago'],
  ])('%i ms ago is "%s"', (ms, shown) => expect(ago(ms)).toBe(shown))

  test('what is older than a month is told by its date', () => expect(ago(60 * 86_400_000)).toMatch(/2026/))
  test('a clock that is behind the server does not show the future', () => expect(ago(-30_000)).toBe('now'))
})

test.each([
  [-1, '0:00'],
  [7_400, '0:07'],
  [61_000, '1:01'],
  [3_723_000, '1:02:03'],
  [36_000_000, '10:00:00'],
])('%i ms of play time is "%s"', (ms, shown) => expect(clock(ms)).toBe(shown))

test.each([
  [12.4, '12 ms'],
  [999.4, '999 ms'],
  [999.6, '1.00 s'],
  [1_234, '1.23 s'],
  [75_000, '75 s'],
])('%i ms took "%s"', (ms, shown) => expect(duration(ms)).toBe(shown))

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [14_230, '14.2 kB'],
  [99_950, '100 kB'],
  [999_900, '1.0 MB'],
  [2_500_000, '2.5 MB'],
])('%i bytes are "%s"', (count, shown) => expect(bytes(count)).toBe(shown))
