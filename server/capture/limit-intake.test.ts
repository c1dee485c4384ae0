import { expect, test } from 'vitest'
import { testContext } from '../testing/context.ts'
import { limitIntake } from './limit-intake.ts'

const ctx = await testContext()

test('an address that sends too much is told to wait; others, and what it does otherwise, go on', async () => {
  for (let n = 0; n < 60; n++) await limitIntake(ctx, 'report', '192.0.2.1')
  await expect(limitIntake(ctx, 'report', '192.0.2.1')).rejects.toMatchObject({
    code: 'too-many-requests',
    retryAfterSeconds: 60,
  })
  await limitIntake(ctx, 'report', '192.0.2.2')
  await limitIntake(ctx, 'chunk', '192.0.2.1')
})

test('no address is kept, only a hash that needs our key', async () => {
  await limitIntake(ctx, 'look', '198.51.100.77')
  const names = (await Array.fromAsync(ctx.control.ephemeral.names())).filter((name) =>
    name.startsWith('intake-rate:look'),
  )
  expect(names).toHaveLength(1)
  expect(names[0]).toMatch(/^intake-rate:look:[\w-]{43}$/)
})
