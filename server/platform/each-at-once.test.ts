import { expect, test } from 'vitest'
import { eachAtOnce } from './each-at-once.ts'

test('each is worked on once, never more than so many at a time', async () => {
  const done: number[] = []
  let [running, most] = [0, 0]
  const items = Array.from({ length: 50 }, (_, n) => n)
  await eachAtOnce(items, 4, async (n) => {
    most = Math.max(most, ++running)
    await new Promise(setImmediate)
    running--
    done.push(n)
  })
  expect(done.toSorted((a, b) => a - b)).toEqual(items)
  expect(most).toBe(4)
  await eachAtOnce([], 4, () => Promise.reject(new Error('Nothing was to be done')))
})

test('a failure is thrown once those under way have ended, and nothing begins after it', async () => {
  const ended: number[] = []
  const work = async (n: number) => {
    if (n === 1) throw new Error('broken')
    await new Promise(setImmediate)
    ended.push(n)
  }
  await expect(eachAtOnce([0, 1, 2, 3, 4, 5, 6], 3, work)).rejects.toThrow('broken')
  expect(ended).toEqual([0, 2])
})
