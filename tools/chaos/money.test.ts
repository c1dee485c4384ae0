import { expect, test } from 'vitest'
import { moneyChaos } from './money.ts'

test('two machines that are killed again and again charge every request once', { timeout: 300_000 }, async () => {
  const { wrong, charged, crashes, refused } = await moneyChaos({ requests: 400, crashes: 3 })
  expect(wrong).toEqual([])
  expect(crashes).toBe(3)
  expect(charged).toBeGreaterThan(100)
  expect(refused['balance'] ?? 0).toBeGreaterThan(0)
})
