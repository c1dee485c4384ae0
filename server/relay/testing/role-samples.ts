import { randomUUID } from 'node:crypto'
import type { Context } from '../../context.ts'
import { sealFor } from '../webhooks/endpoint.ts'

type Sample = { readonly params?: Record<string, string>; readonly body?: object; readonly query?: string }

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
export function relaySamples(ctx: Context, organizationId: string): Record<string, () => Promise<Sample>> {
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
