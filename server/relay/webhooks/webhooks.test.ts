import type { ChangeWebhook } from '@vitrine/protocol'
import { Webhook } from 'standardwebhooks'
import { expect, test, vi } from 'vitest'
import { authorizeOrganization } from '../../accounts/index.ts'
import { warnIfLow } from '../../billing/warn-if-low.ts'
import type { Context } from '../../context.ts'
import { atEnd } from '../../testing/cleanup.ts'
import { testConfig } from '../../testing/config.ts'
import { asMember, testContext } from '../../testing/context.ts'
import { seedProject } from '../../testing/seed.ts'
import { transact } from '../../transact.ts'
import { announce } from './announce.ts'
import { announceBalances } from './announce-balances.ts'
import { changeWebhook } from './change-webhook.ts'
import { createWebhook } from './create-webhook.ts'
import { deliver, pauses } from './deliver.ts'
import { startWebhookWork } from './jobs.ts'
import { listDeliveries, listWebhooks } from './list-webhooks.ts'
import { removeWebhook } from './remove-webhook.ts'
import { replayDelivery } from './replay-delivery.ts'
import { rotateWebhookSecret } from './rotate-webhook-secret.ts'
import { type Got, receiver } from './testing/receiver.ts'

const patient = { timeout: 60_000 }
const soon = { timeout: 30_000, interval: 50 }

async function start(how: { inside?: boolean } = {}) {
  const ctx = await testContext({ config: { ...testConfig('/nowhere'), privateWebhooks: how.inside ?? true } })
  const { organizationId, userId } = await seedProject(ctx)
  const owner = asMember(ctx, userId)
  const organization = await authorizeOrganization(owner, organizationId, 'develop')
  return { ctx, owner, organization, organizationId }
}

const verified = (secret: string, { body, headers }: Got) =>
  new Webhook(secret).verify(body, headers as Record<string, string>)

test('what happens is told, signed, to who wants to hear of it, if it is so', patient, async () => {
  const { ctx, owner, organization, organizationId } = await start()
  const [one, other] = [await receiver(), await receiver()]
  const made = await createWebhook(owner, { organization, url: one.url, events: ['balance.low', 'key.created'] })
  await createWebhook(owner, { organization, url: other.url, events: ['key.created'] })
  await startWebhookWork(ctx)
  const undone = transact(ctx, ctx.control, async (ctx) => {
    await announce(ctx, { organizationId, event: 'key.created' })
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  await announce(ctx, { organizationId, event: 'balance.low', amount: 5_000_000_000_000_000_000_000n })
  await vi.waitFor(() => expect(one.got).toHaveLength(1), soon)
  const [got] = one.got
  if (!got) throw new Error('nothing came')
  expect(verified(made.secret, got)).toEqual({
    type: 'balance.low',
    timestamp: expect.stringMatching(/Z$/),
    data: { organizationId, amount: '5000000000.00' },
  })
  expect(() => verified(made.secret, { ...got, body: got.body.replace('low', 'big') })).toThrow('signature')
  expect(other.got).toEqual([])
  await vi.waitFor(async () => {
    const deliveries = await listDeliveries(owner, { organization, endpointId: made.id })
    expect(deliveries).toMatchObject([{ state: 'delivered', attempts: 1, status: 204, failure: null }])
  }, soon)
})

test('a balance that billing finds low is told', patient, async () => {
  const { ctx, owner, organization, organizationId } = await start()
  const { got, url } = await receiver()
  await createWebhook(owner, { organization, url, events: ['balance.low'] })
  atEnd(announceBalances())
  await ctx.control.db
    .insertInto('balances')
    .values({ organization_id: organizationId, amount: '5', alert_below: '6' })
    .execute()
  await transact(ctx, ctx.control, (ctx, tx) => warnIfLow(ctx, tx, [organizationId]))
  await deliverWaiting(ctx)
  expect(JSON.parse(got[0]?.body ?? '{}')).toMatchObject({ type: 'balance.low', data: { amount: '0.000000000005' } })
})

test('a rotated secret counts beside the one before for a day, then alone', patient, async () => {
  const { ctx, owner, organization, organizationId } = await start()
  const { got, url } = await receiver()
  const { id, secret: first } = await createWebhook(owner, { organization, url, events: ['key.rotated'] })
  const { secret: second } = await rotateWebhookSecret(owner, { organization, endpointId: id })
  const send = async (at: Date) => {
    await announce(ctx, { organizationId, event: 'key.rotated' })
    await deliverWaiting({ ...ctx, now: () => at })
  }
  await send(new Date())
  for (const secret of [first, second]) expect(got[0] && verified(secret, got[0])).toBeTruthy()
  await send(new Date(Date.now() + 86_400_001))
  const signatures = String(got[1]?.headers['webhook-signature'])
  expect(signatures.split(' ')).toHaveLength(1)
  const stored = await ctx.control.db.selectFrom('webhook_endpoints').selectAll().executeTakeFirstOrThrow()
  for (const secret of [first, second, url])
    expect(Buffer.concat([stored.url, stored.secret, stored.previous_secret ?? Buffer.of()]).includes(secret)).toBe(
      false,
    )
})

async function deliverWaiting(ctx: Context) {
  const waiting = ctx.control.db
    .selectFrom('webhook_deliveries')
    .select(['id', 'attempts'])
    .where('state', '=', 'waiting')
  for (const { id, attempts } of await waiting.execute()) await deliver(ctx, { delivery_id: id, attempt: attempts + 1 })
}

test('who does not answer well is called again later and later, then given up and switched off', patient, async () => {
  const { ctx, owner, organization, organizationId } = await start()
  const { got, url } = await receiver(500, 302, 404)
  const { id: endpointId } = await createWebhook(owner, { organization, url, events: ['key.revoked'] })
  await announce(ctx, { organizationId, event: 'key.revoked' })
  let now = Date.now()
  const seen: (number | null)[] = []
  for (let attempt = 0; attempt <= pauses.length; attempt++) {
    await deliverWaiting({ ...ctx, now: () => new Date(now) })
    const [one] = await listDeliveries(owner, { organization, endpointId })
    seen.push(one?.status ?? null)
    if (!one?.nextAt) break
    const pause = Date.parse(one.nextAt) - now
    expect(pause / (pauses[attempt] ?? 0)).toBeGreaterThan(0.89)
    expect(pause / (pauses[attempt] ?? 0)).toBeLessThan(1.11)
    now = Date.parse(one.nextAt) + (attempt > 6 ? 86_400_000 : 0)
  }
  expect(seen).toEqual([500, 302, 404, 404, 404, 404, 404, 404, 404, 404])
  expect(new Set(got.map(({ path }) => path))).toEqual(new Set(['/hook']))
  expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  expect(await listWebhooks(owner, organization)).toMatchObject([{ enabled: false }])
  const on: ChangeWebhook = { enabled: true }
  await changeWebhook(owner, { organization, endpointId, change: on })
  const [failed] = await listDeliveries(owner, { organization, endpointId })
  expect(failed).toMatchObject({ state: 'failed', attempts: 10, failure: 'refused' })
  await replayDelivery(owner, { organization, endpointId, deliveryId: failed?.id ?? '' })
  await deliverWaiting(ctx)
  expect(got).toHaveLength(11)
  expect(got[10]?.body).toBe(got[0]?.body)
})

test('a try is made once, however often its job comes', patient, async () => {
  const { ctx, owner, organization, organizationId } = await start()
  const { got, url } = await receiver(500)
  const { id: endpointId } = await createWebhook(owner, { organization, url, events: ['key.revoked'] })
  await announce(ctx, { organizationId, event: 'key.revoked' })
  const [one] = await listDeliveries(owner, { organization, endpointId })
  for (let time = 0; time < 3; time++) await deliver(ctx, { delivery_id: one?.id ?? '', attempt: 1 })
  expect(got).toHaveLength(1)
  await removeWebhook(owner, { organization, endpointId })
  await deliver(ctx, { delivery_id: one?.id ?? '', attempt: 2 })
  expect(got).toHaveLength(1)
})

test.each([
  ['http://hooks.example.com/', 'encrypted only'],
  ['https://127.0.0.1/', 'private address'],
  ['https://[::ffff:10.0.0.1]/', 'private address'],
  ['https://169.254.169.254/latest', 'private address'],
  ['https://localhost/', 'private address'],
  ['https://user:pass@hooks.example.com/', 'name or password'],
])('%s is refused', patient, async (url, why) => {
  const { owner, organization } = await start({ inside: false })
  await expect(createWebhook(owner, { organization, url, events: ['key.created'] })).rejects.toThrow(why)
})

test('a name that leads to a private address is not called', patient, async () => {
  const { ctx, owner, organization, organizationId } = await start({ inside: false })
  const made = { organization, url: 'https://localhost.localdomain:1/', events: ['key.created'] as const }
  const { id: endpointId } = await createWebhook(owner, { ...made, events: ['key.created'] })
  await announce(ctx, { organizationId, event: 'key.created' })
  await deliverWaiting(ctx)
  const [one] = await listDeliveries(owner, { organization, endpointId })
  expect(one).toMatchObject({ state: 'waiting', status: null })
  expect(['not-allowed', 'unreachable']).toContain(one?.failure)
})
