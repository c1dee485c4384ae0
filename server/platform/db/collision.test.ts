import { expect, test } from 'vitest'
import { testContext } from '../../testing/context.ts'
import { isCollision } from './collision.ts'

test('what somebody else was first to take is told from every other failure', async () => {
  const { db } = (await testContext()).control
  const row = { name: 'taken', sealed: Buffer.from('x') }
  const taken = await db
    .insertInto('platform_secrets')
    .values([row, row])
    .execute()
    .catch((error) => error)
  expect(isCollision(taken)).toBe(true)
  const missing = await db
    .insertInto('platform_secrets')
    .values({ ...row, name: null as never })
    .execute()
    .catch((error) => error)
  expect([missing, new Error('23505'), undefined].map(isCollision)).toEqual([false, false, false])
})
