import { randomUUID } from 'node:crypto'
import type { WebhookEvent } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { transact } from '../../transact.ts'
import { deliverWebhook } from './tables.ts'

/** Something that an organization's own systems may want to hear of. Ids and amounts only. */
export type Announcement = {
  readonly organizationId: string
  readonly event: WebhookEvent
  /** To what it happened. */
  readonly of?: { readonly kind: 'key' | 'member' | 'project' | 'organization' | 'channel'; readonly id: string }
  /** The balance or budget that it is about, in 10⁻¹² US dollars. */
  readonly amount?: bigint
}

/** Has the addresses called that want to hear of it; in the transaction that is open, so that it is told exactly if it is so. */
export const announce = (ctx: Context, what: Announcement): Promise<void> =>
  transact(ctx, ctx.control, async (ctx, tx) => {
    const endpoints = await tx.db
      .selectFrom('webhook_endpoints')
      .select(['id', 'events'])
      .where('organization_id', '=', what.organizationId)
      .where('enabled', '=', true)
      .execute()
    const eventId = randomUUID()
    for (const { id, events } of endpoints)
      if (events.includes(what.event)) await queueDelivery(ctx, tx, { ...what, endpointId: id, eventId })
  })

type Queued = Omit<Announcement, 'event'> & {
  readonly event: string
  readonly endpointId: string
  readonly eventId: string
}

export async function queueDelivery(ctx: Context, tx: Tx, what: Queued): Promise<string> {
  const id = randomUUID()
  await tx.db
    .insertInto('webhook_deliveries')
    .values({
      id,
      endpoint_id: what.endpointId,
      organization_id: what.organizationId,
      event_id: what.eventId,
      event: what.event,
      of_kind: what.of?.kind ?? null,
      of_id: what.of?.id ?? null,
      amount: what.amount?.toString() ?? null,
      happened_at: ctx.now(),
      state: 'waiting',
      attempts: 0,
      next_at: ctx.now(),
    })
    .execute()
  await tx.jobs.enqueue(deliverWebhook, { delivery_id: id, attempt: 1 })
  return id
}
