import { expect, test } from 'vitest'
import { barsOf } from './what-goes.tsx'

const on = (day: string, reports = 1) => ({ day, reports, recordings: 0 })

test('a bar for each day, those without anything included', () => {
  expect(barsOf([on('2026-02-27'), on('2026-03-01', 4)])).toEqual([
    { from: '2026-02-27', count: 1 },
    { from: '2026-02-28', count: 0 },
    { from: '2026-03-01', count: 4 },
  ])
  expect(barsOf([])).toEqual([])
})

test('years fit as well, and nothing is left out', () => {
  const bars = barsOf([on('2024-01-01', 2), on('2025-06-15', 3), on('2026-01-01', 5)])
  expect(bars.length).toBeLessThanOrEqual(60)
  expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(10)
})
