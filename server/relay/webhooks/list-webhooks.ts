import type { Webhook, WebhookDelivery } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { endpointOf, type Organization, toWebhook } from './endpoint.ts'

const most = 200

export async function listWebhooks(ctx: Context, { id }: Organization): Promise<Webhook[]> {
  const rows = await ctx.control.db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('organization_id', '=', id)
    .orderBy('created_at')
    .execute()
  return rows.map((row) => toWebhook(ctx, row))
}

/** The last calls of an address, newest first: how they went, not what was said. */
export async function listDeliveries(
  ctx: Context,
  { organization, endpointId }: { readonly organization: Organization; readonly endpointId: string },
): Promise<WebhookDelivery[]> {
  await endpointOf(ctx, organization, endpointId)
  const rows = await ctx.control.db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('endpoint_id', '=', endpointId)
    .orderBy('happened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    eventId: row.event_id,
    event: row.event,
    happenedAt: row.happened_at.toISOString(),
    state: row.state,
    attempts: row.attempts,
    status: row.status,
    failure: row.failure,
    nextAt: row.next_at?.toISOString() ?? null,
    doneAt: row.done_at?.toISOString() ?? null,
  }))
}
