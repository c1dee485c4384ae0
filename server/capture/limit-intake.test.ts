import { expect, test } from 'vitest'
import { testContext } from '../testing/context.ts'
import { limitIntake, network } from './limit-intake.ts'

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

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1'],
  ['2001:0DB8::1:2', '2001:db8:0:0'],
  ['2001:db8::', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['unknown', 'unknown'],
])('%s counts as %s', (address, counted) => {
  expect(network(address)).toBe(counted)
})
