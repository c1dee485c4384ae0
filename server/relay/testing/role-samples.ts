import { randomUUID } from 'node:crypto'
import type { Context } from '../../context.ts'
import { seedKey } from '../keys/testing/seed-key.ts'
import { sealFor } from '../webhooks/endpoint.ts'

type Sample = { readonly params?: Record<string, string>; readonly body?: object; readonly query?: string }
/** `userId`: who is going to ask. */
type Samples = Record<string, (userId?: string) => Promise<Sample>>

/** A webhook with one delivery that is done. */
export async function seedWebhook(ctx: Context, organizationId: string) {
  const [id, deliveryId] = [randomUUID(), randomUUID()]
  await ctx.control.db
    .insertInto('webhook_endpoints')
    .values({
      id,
      organization_id: organizationId,
      url: sealFor(ctx, id, 'url', 'https://hooks.example.com/'),
      hosts: ['hooks.example.com'],
      secret: sealFor(ctx, id, 'secret', 'whsec_c2VjcmV0'),
      previous_secret: sealFor(ctx, id, 'previous_secret', 'whsec_YmVmb3Jl'),
      events: ['key.created'],
      enabled: true,
      created_at: new Date(),
    })
    .execute()
  const event = { event_id: randomUUID(), event: 'key.created', happened_at: new Date() }
  const of = { endpoint_id: id, organization_id: organizationId }
  await ctx.control.db
    .insertInto('webhook_deliveries')
    .values({ id: deliveryId, ...of, ...event, state: 'delivered', attempts: 1 })
    .execute()
  return { endpointId: id, deliveryId }
}

/** What each route needs to succeed, besides the right. */
export const relaySamples = (ctx: Context, organizationId: string): Samples => ({
  ...keySamples(ctx, organizationId),
  ...moneySamples(),
  ...qualitySamples(),
  ...evidenceSamples(ctx, organizationId),
})

function evidenceSamples(ctx: Context, organizationId: string): Samples {
  const base = '/api/organizations/:organizationId/relay'
  const params = async () => ({ params: await seedWebhook(ctx, organizationId) })
  const hook = `${base}/webhooks/:endpointId`
  return {
    [`GET ${base}/requests`]: async () => ({}),
    [`PATCH ${base}/requests`]: async () => ({ body: { days: 20 } }),
    [`GET ${base}/health`]: async () => ({}),
    [`GET ${base}/usage`]: async () => ({}),
    [`GET ${base}/usage/export`]: async () => ({}),
    [`GET ${base}/webhooks`]: async () => ({}),
    [`POST ${base}/webhooks`]: async () => ({
      body: { url: 'https://hooks.example.com/', events: ['key.created'] },
    }),
    [`PATCH ${hook}`]: async () => ({ ...(await params()), body: { enabled: true } }),
    [`POST ${hook}/secret`]: params,
    [`DELETE ${hook}`]: params,
    [`GET ${hook}/deliveries`]: params,
    [`POST ${hook}/deliveries/:deliveryId/replay`]: params,
  }
}

function keySamples(ctx: Context, organizationId: string): Samples {
  const base = '/api/organizations/:organizationId/relay'
  const body = { name: 'A program' }
  const params = async (memberId: string | null = null) => {
    const { id } = await seedKey(ctx, { organization_id: organizationId, member_id: memberId })
    return { params: { apiKeyId: id } }
  }
  const allowOwnKeys = () =>
    ctx.control.db
      .insertInto('relay_limits')
      .values({ id: randomUUID(), organization_id: organizationId, own_keys: true })
      .onConflict((on) => on.columns(['organization_id', 'project_id', 'member_id']).doUpdateSet({ own_keys: true }))
      .execute()
  return {
    [`GET ${base}/keys`]: async () => ({}),
    [`GET ${base}/limits/use`]: async () => ({}),
    [`GET ${base}/prices`]: async () => ({}),
    'GET /api/relay/prices/offered': async () => ({}),
    'GET /api/relay/channels/health': async () => ({}),
    [`POST ${base}/keys`]: async () => ({ body }),
    [`PATCH ${base}/keys/:apiKeyId`]: async () => ({ ...(await params()), body }),
    [`POST ${base}/keys/:apiKeyId/rotation`]: async () => ({ ...(await params()), body: {} }),
    [`DELETE ${base}/keys/:apiKeyId`]: () => params(),
    [`POST ${base}/own-keys`]: async () => {
      await allowOwnKeys()
      return { body }
    },
    [`DELETE ${base}/own-keys/:apiKeyId`]: params,
    [`GET ${base}/limits`]: async () => ({}),
    [`PUT ${base}/limits`]: async () => ({ body: { limits: { concurrent: 9 } } }),
  }
}

function moneySamples(): Samples {
  const base = '/api/organizations/:organizationId/billing'
  const query = '?month=2026-07'
  return {
    [`GET ${base}/balance`]: async () => ({}),
    [`GET ${base}/statement`]: async () => ({ query }),
    [`GET ${base}/statement.csv`]: async () => ({ query }),
    [`PUT ${base}/alert`]: async () => ({ body: { below: '5' } }),
    [`POST ${base}/payments`]: async () => ({ body: { id: randomUUID(), kind: 'top-up', amount: '10' } }),
    'GET /api/relay/prices': async () => ({}),
    'POST /api/relay/prices': async () => ({
      body: { provider: 'openai', model: `model-${randomUUID()}`, side: 'buy', each: { input: '0.000001' } },
    }),
  }
}

function qualitySamples(): Samples {
  const check = {
    kind: 'eval',
    model: 'gpt-4o',
    provider: 'openai',
    status: 'pass',
    routeStatus: 'answered',
  }
  const base = '/api/relay/quality'
  return {
    'POST /v1/admin/model-quality/checks': async () => ({
      body: { checks: [{ ...check, idempotencyKey: randomUUID() }] },
    }),
    [`GET ${base}`]: async () => ({}),
    [`GET ${base}/checks`]: async () => ({}),
    [`PATCH ${base}/settings`]: async () => ({ body: { probing: 'off' } }),
    [`POST ${base}/rounds`]: async () => ({}),
    [`POST ${base}/accepted`]: async () => ({ body: { channel: randomUUID(), model: 'gpt-4o' } }),
  }
}
