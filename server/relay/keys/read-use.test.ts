import { expect, test, vi } from 'vitest'
import { testContext } from '../../testing/context.ts'
import { seedProject } from '../../testing/seed.ts'
import type { KnownKey } from './known-key.ts'
import { openLimiter } from './open-limiter.ts'
import { readUse } from './read-use.ts'
import { seedKey } from './testing/seed-key.ts'

test('what is used now of the limits of an organization and a key', async () => {
  const ctx = await testContext()
  const { organizationId } = await seedProject(ctx)
  const { id } = await seedKey(ctx, { organization_id: organizationId, requests_per_minute: 9 })
  const limits = { concurrent: 5 }
  await ctx.control.db
    .insertInto('relay_limits')
    .values({ id: crypto.randomUUID(), organization_id: organizationId, own_keys: false, ...limits })
    .execute()
  const known = { id, organizationId, projectId: null, memberId: null }
  const all = { key: { requestsPerMinute: 9 }, member: {}, project: {}, organization: limits }
  const key = { ...known, models: [], endpoints: [], networks: [], expiresAt: null, limits: all } as unknown as KnownKey
  const limiter = openLimiter(ctx, { sayAgainMs: 10_000, writeMs: 20 })
  const organization = { id: organizationId } as Parameters<typeof readUse>[1]['organization']
  const admission = await limiter.admit(key, crypto.randomUUID(), { tokens: 10, cost: 0n })
  if ('refused' in admission) throw new Error('refused')
  const read = async () => {
    const use = await readUse(ctx, { organization })
    return Object.fromEntries(use.map(({ by, ...rest }) => [by, rest]))
  }
  expect(await read()).toMatchObject({
    organization: { id: organizationId, concurrent: 1, spentToday: '0.00' },
    key: { id, requests: 1 },
  })
  admission.done({ tokens: 10, cost: 2_500_000_000_000n })
  await vi.waitFor(
    async () =>
      expect(await read()).toMatchObject({
        organization: { concurrent: 0, spentToday: '2.50', spentThisMonth: '2.50' },
        key: { requests: 1, spentToday: '2.50' },
      }),
    { timeout: 20_000 },
  )
  await limiter.close()
})
