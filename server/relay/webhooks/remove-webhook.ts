import { audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { endpointOf, type Organization } from './endpoint.ts'

/** Calls an address no more; what was delivered to it is forgotten with it. */
export const removeWebhook = (
  ctx: Context,
  { organization, endpointId }: { readonly organization: Organization; readonly endpointId: string },
): Promise<void> =>
  transact(ctx, ctx.control, async (ctx, tx) => {
    await endpointOf(ctx, organization, endpointId)
    await tx.db.deleteFrom('webhook_endpoints').where('id', '=', endpointId).execute()
    const target = { kind: 'webhook', id: endpointId }
    await audit(ctx, tx, { action: 'webhook.removed', organizationId: organization.id, target })
  })
