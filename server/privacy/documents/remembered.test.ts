import { expect, test } from 'vitest'
import { remembering } from './remembered.ts'

test('is worked out once, also for those who ask at once; a failure is tried again', async () => {
  const remember = remembering<string>(100)
  let times = 0
  const work = async () => `${++times}`
  expect(await Promise.all([remember('a', work), remember('a', work)])).toEqual(['1', '1'])
  expect(await remember('a', work)).toBe('1')
  await expect(remember('b', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await remember('b', work)).toBe('2')
})

test('holds no more than it may, and lets go of what was asked for the longest ago', async () => {
  const remember = remembering<string>(20)
  const asked: string[] = []
  const ask = (key: string) =>
    remember(key, async () => {
      asked.push(key)
      return key.repeat(6)
    })
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key)
  expect(asked).toEqual(['a', 'b', 'c', 'b'])
  await remember('long', async () => 'x'.repeat(50))
  await ask('a')
  expect(asked).toEqual(['a', 'b', 'c', 'b', 'a'])
})
