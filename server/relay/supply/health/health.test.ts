import { expect, test, vi } from 'vitest'
import { asMember, testContext } from '../../../testing/context.ts'
import { seedMember, seedProject } from '../../../testing/seed.ts'
import { openai } from '../../providers/openai.ts'
import { createChooser } from '../choosing/create-chooser.ts'
import type { Target } from '../supply.ts'
import { readChannelHealth } from './read-channel-health.ts'
import { tellHealth } from './tell-health.ts'

const channelId = '6f6c7a52-6d0f-4a3f-9a55-0f2a4f6b1c11'
const timeouts = { connect: 1_000, firstToken: 10_000, idle: 10_000, total: 60_000 }
const target = (id: string, billed: boolean): Target => ({
  channel: {
    id,
    provider: openai,
    baseUrl: '',
    credential: () => ({}),
    state: 'on',
    billed,
    concurrent: null,
    timeouts,
  },
  model: 'm',
  dialect: 'openai',
  priority: 0,
  weight: 1,
})

test('what two machines tell of a channel is told together; an organization’s own is nobody’s business', async () => {
  const ctx = await testContext()
  const { organizationId } = await seedProject(ctx)
  const userId = await seedMember(ctx, { organizationId, role: null })
  await ctx.control.db.updateTable('users').set({ platform_admin: true }).where('id', '=', userId).execute()
  const admin = asMember(ctx, userId, true)
  const [one, other] = [createChooser(), createChooser()]
  for (let n = 0; n < 9; n++) one.begin(target(channelId, true))({ fault: 'none', firstByteMs: 100 })
  for (let n = 0; n < 5; n++) other.begin(target(channelId, true))({ fault: 'channel', why: 'upstream_timeout' })
  one.begin(target(channelId, true))
  one.begin(target('6f6c7a52-6d0f-4a3f-9a55-0f2a4f6b1c22', false))({ fault: 'none', firstByteMs: 1 })
  const telling = [tellHealth(ctx, one, 20), tellHealth(ctx, other, 20)]
  await vi.waitFor(
    async () => expect(await readChannelHealth(admin)).toMatchObject([{ tried: 14, failed: 5, running: 1 }]),
    { timeout: 20_000 },
  )
  const [health] = await readChannelHealth(admin)
  expect(health).toMatchObject({ channelId, breaker: 'open', lastFault: { why: 'upstream_timeout' } })
  expect(Date.parse(health?.againAt ?? '')).toBeGreaterThan(Date.now())
  expect(health?.firstByteMs?.p95).toBeGreaterThan(85)
  expect(health?.firstByteMs?.p95).toBeLessThan(115)
  for (const one of telling) await one.close()
  expect(await readChannelHealth(admin)).toEqual([])
})
