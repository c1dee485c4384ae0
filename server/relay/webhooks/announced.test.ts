import { randomUUID } from 'node:crypto'
import { WebhookEvent } from '@vitrine/protocol'
import { Webhook } from 'standardwebhooks'
import { expect, test, vi } from 'vitest'
import { authorizeOrganization } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { atEnd } from '../../testing/cleanup.ts'
import { testConfig } from '../../testing/config.ts'
import { asMember, testContext } from '../../testing/context.ts'
import { seedProject } from '../../testing/seed.ts'
import { transact } from '../../transact.ts'
import { createKey } from '../keys/create-key.ts'
import type { KnownKey } from '../keys/known-key.ts'
import { openLimiter } from '../keys/open-limiter.ts'
import { revokeKey } from '../keys/revoke-key.ts'
import { rotateKey } from '../keys/rotate-key.ts'
import { tellExpiredKeys } from '../keys/tell-expired-keys.ts'
import { createChooser } from '../supply/choosing/create-chooser.ts'
import { tellTurns } from '../supply/tell-turns.ts'
import { createWebhook } from './create-webhook.ts'
import { startWebhookWork } from './jobs.ts'
import { receiver } from './testing/receiver.ts'

const patient = { timeout: 90_000 }
const soon = { timeout: 30_000, interval: 50 }
const day = 86_400_000

async function start() {
  const ctx = await testContext({ config: { ...testConfig('/nowhere'), privateWebhooks: true } })
  const { organizationId, userId } = await seedProject(ctx)
  const owner = asMember(ctx, userId)
  const organization = await authorizeOrganization(owner, organizationId, 'develop')
  const { got, url } = await receiver()
  const { secret } = await createWebhook(owner, { organization, url, events: [...WebhookEvent.options] })
  await startWebhookWork(ctx)
  type Told = { type: string; data: { of?: { kind: string; id: string }; amount?: string } }
  /** Everything that has come, each of it verified. */
  const told = () =>
    got.map(({ headers, body }) => new Webhook(secret).verify(body, headers as Record<string, string>) as Told)
  const waits = (count: number) => vi.waitFor(() => expect(got).toHaveLength(count), soon)
  /** Of this kind nothing is on its way that would come later. */
  const queued = async (event: WebhookEvent) =>
    (await ctx.control.db.selectFrom('webhook_deliveries').select('id').where('event', '=', event).execute()).length
  return { ctx, owner, organization, organizationId, told, waits, queued }
}

const wanted = {
  name: 'of a program',
  projectId: null,
  models: [],
  endpoints: [],
  networks: [],
  expiresInDays: 1,
  limits: { requestsPerMinute: null, tokensPerMinute: null, concurrent: null, spendPerDay: null, spendPerMonth: null },
}
const at = (ctx: Context, later: number): Context => ({ ...ctx, now: () => new Date(Date.now() + later) })

test(
  'keys: made, replaced, revoked and come to their end, each told once, and nothing that did not happen',
  patient,
  async () => {
    const { ctx, owner, organization, told, waits, queued } = await start()
    const first = await createKey(owner, { organization, key: wanted })
    const second = await rotateKey(owner, { organization, keyId: first.id, overlapHours: 1 })
    const third = await createKey(owner, { organization, key: { ...wanted, expiresInDays: null } })
    await revokeKey(owner, { organization, keyId: third.id })
    await expect(revokeKey(owner, { organization, keyId: third.id })).rejects.toThrow(ProblemError)
    const undone = transact(owner, owner.control, async (ctx) => {
      await createKey(ctx, { organization, key: wanted })
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    await tellExpiredKeys(ctx)
    await Promise.all([tellExpiredKeys(at(ctx, 2 * day - 3_600_000)), tellExpiredKeys(at(ctx, 2 * day - 3_600_000))])
    await tellExpiredKeys(at(ctx, 3_700_000))
    await tellExpiredKeys(at(ctx, 3_800_000))
    await waits(6)
    const line = (type: string, id?: string) => `${type} ${id}`
    expect(
      told()
        .map(({ type, data: { of } }) => line(type, of?.id))
        .toSorted(),
    ).toEqual(
      [
        line('key.created', first.id),
        line('key.rotated', first.id),
        line('key.created', third.id),
        line('key.revoked', third.id),
        line('key.expired', first.id),
        line('key.expired', second.id),
      ].toSorted(),
    )
    expect(await queued('key.expired')).toBe(2)
  },
)

test('a budget that is reached is told once a day over all nodes, off the path of requests', patient, async () => {
  const { ctx, organizationId, told, waits, queued } = await start()
  const limit = 1_000_000_000_000n
  const key: KnownKey = {
    id: randomUUID(),
    organizationId,
    projectId: null,
    memberId: null,
    models: [],
    endpoints: [],
    networks: [],
    expiresAt: null,
    limits: { key: {}, member: {}, project: {}, organization: { spendPerDay: limit } },
  }
  const never = { sayAgainMs: 2 ** 30, writeMs: 2 ** 30 }
  const refusedOn = async (ctx: Context) => {
    const limiter = openLimiter(ctx, never)
    for (let time = 0; time < 3; time++)
      expect(await limiter.admit(key, '', { tokens: 0, cost: limit + 1n })).toMatchObject({ refused: 'spend' })
    await limiter.close()
  }
  await Promise.all([refusedOn(ctx), refusedOn(ctx)])
  await refusedOn(ctx)
  await waits(1)
  expect(told()).toMatchObject([
    { type: 'budget.reached', data: { of: { kind: 'organization', id: organizationId }, amount: '1.00' } },
  ])
  expect(await queued('budget.reached')).toBe(1)
  await refusedOn(at(ctx, day))
  await waits(2)
})

test(
  'a channel that turns is told when the first machine leaves it alone, and when the last takes it up',
  patient,
  async () => {
    const { ctx, told, waits, queued } = await start()
    const channelId = randomUUID()
    const row = { name: 'A way', provider: 'openai', base_url: 'https://a.example', hosts: ['a.example'], weight: 1 }
    const times = { connect_ms: 1, first_token_ms: 1, idle_ms: 1, total_ms: 1, created_at: ctx.now() }
    await ctx.control.db
      .insertInto('relay_channels')
      .values({ id: channelId, ...row, ...times, credential: Buffer.of(1), state: 'on' })
      .execute()
    let now = 0
    const machine = () => {
      const { turned, close } = tellTurns(ctx)
      atEnd(close)
      const chooser = createChooser(
        () => now,
        () => 1,
        undefined,
        turned,
      )
      const channel = { id: channelId, timeouts: { connect: 1, firstToken: 1, idle: 1, total: 1 } }
      const ask = (fault: 'channel' | 'none') =>
        chooser.begin({ channel, model: 'm' } as unknown as Parameters<typeof chooser.begin>[0])({
          fault,
          ...(fault === 'none' && { firstByteMs: 1 }),
        })
      return { ask, close }
    }
    const [one, other] = [machine(), machine()]
    for (let time = 0; time < 5; time++) for (const { ask } of [one, other]) ask('channel')
    await Promise.all([one.close(), other.close()])
    await waits(1)
    now = 10_000
    one.ask('none')
    await one.close()
    expect(await queued('channel.closed')).toBe(0)
    other.ask('none')
    await waits(2)
    expect(told()).toMatchObject([
      { type: 'channel.opened', data: { of: { kind: 'channel', id: channelId } } },
      { type: 'channel.closed', data: { of: { kind: 'channel', id: channelId } } },
    ])
  },
)
