import { audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { endpointOf, type Organization } from './endpoint.ts'
import { deliverWebhook } from './tables.ts'

type Named = { readonly organization: Organization; readonly endpointId: string; readonly deliveryId: string }

/** Sends what was sent before once more, under the same id, so that the receiver can tell that it had it. */
export const replayDelivery = (ctx: Context, { organization, endpointId, deliveryId }: Named): Promise<void> =>
  transact(ctx, ctx.control, async (ctx, tx) => {
    const { enabled } = await endpointOf(ctx, organization, endpointId)
    const row = await tx.db
      .selectFrom('webhook_deliveries')
      .select(['id', 'state'])
      .where('id', '=', deliveryId)
      .where('endpoint_id', '=', endpointId)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw new ProblemError('not-found', 'There is no such delivery.', 'It may be older than 30 days.')
    if (!enabled) throw new ProblemError('conflict', 'The webhook is switched off.', 'Switch it on first.')
    if (row.state === 'waiting') return
    await tx.db
      .updateTable('webhook_deliveries')
      .set({ state: 'waiting', attempts: 0, next_at: ctx.now(), done_at: null })
      .where('id', '=', deliveryId)
      .execute()
    await tx.jobs.enqueue(deliverWebhook, { delivery_id: deliveryId, attempt: 1 })
    const target = { kind: 'webhook', id: endpointId }
    await audit(ctx, tx, { action: 'webhook.replayed', organizationId: organization.id, target })
  })
