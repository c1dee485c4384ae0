import { expect, test } from 'vitest'
import { Cells } from './cells.ts'
import { ephemeralContract } from './contract.ts'
import { testSpace } from './contract-parts.ts'
import { memoryEphemeral } from './memory.ts'

ephemeralContract('memory', async (now) => memoryEphemeral({ now, onError: () => {} }))

test('what lapsed does not pile up, though nobody reads it', () => {
  let time = 0
  const cells = new Cells(() => time)
  for (let n = 0; n < 10_000; n++) {
    time = n
    cells.write(`key ${n}`, '', { value: '', score: 1, expiresAt: n + 100 })
  }
  expect(cells.size).toBeLessThan(250)
})

test('nor does it inside one set', () => {
  let time = 0
  const cells = new Cells(() => time)
  for (let n = 0; n < 10_000; n++) {
    time = n
    cells.write('set', `member ${n}`, { value: '', score: 1, expiresAt: n + 100 })
  }
  time += 99
  expect(cells.members('set')).toHaveLength(1)
})

test('an error of a subscriber is reported', async () => {
  const { promise, resolve } = Promise.withResolvers<Error>()
  const memory = memoryEphemeral({ onError: resolve })
  const key = testSpace('channel').key({ id: '1' })
  await memory.subscribe(key, () => {
    throw new Error('mine')
  })
  await memory.publish(key, 'a')
  expect((await promise).message).toBe('mine')
})
