import type { ChangeWebhook, Webhook } from '@vitrine/protocol'
import { audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { endpointOf, type Organization, toWebhook } from './endpoint.ts'

type Named = { readonly organization: Organization; readonly endpointId: string }

/** Changes what an address hears of, or whether it is called at all. */
export const changeWebhook = (
  ctx: Context,
  { organization, endpointId, change }: Named & { readonly change: ChangeWebhook },
): Promise<Webhook> =>
  transact(ctx, ctx.control, async (ctx, tx) => {
    const before = await endpointOf(ctx, organization, endpointId)
    const row = await tx.db
      .updateTable('webhook_endpoints')
      .set({
        events: change.events ? [...new Set(change.events)] : before.events,
        enabled: change.enabled ?? before.enabled,
        failing_since: change.enabled ? null : before.failing_since,
      })
      .where('id', '=', endpointId)
      .returningAll()
      .executeTakeFirstOrThrow()
    const target = { kind: 'webhook', id: endpointId }
    await audit(ctx, tx, { action: 'webhook.changed', organizationId: organization.id, target })
    return toWebhook(ctx, row)
  })
