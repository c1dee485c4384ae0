import type { Webhook } from '@vitrine/protocol'
import { audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { endpointOf, newSecret, type Organization, openFor, sealFor, toWebhook } from './endpoint.ts'

const overlap = 86_400_000

/** A new secret. For a day calls are signed with the one before as well, so that the receiver can change over in peace. */
export const rotateWebhookSecret = (
  ctx: Context,
  { organization, endpointId }: { readonly organization: Organization; readonly endpointId: string },
): Promise<Webhook & { readonly secret: string }> =>
  transact(ctx, ctx.control, async (ctx, tx) => {
    const before = await endpointOf(ctx, organization, endpointId)
    const secret = newSecret()
    const previous = openFor(ctx, endpointId, 'secret', before.secret)
    const row = await tx.db
      .updateTable('webhook_endpoints')
      .set({
        secret: sealFor(ctx, endpointId, 'secret', secret),
        previous_secret: sealFor(ctx, endpointId, 'previous_secret', previous),
        previous_until: new Date(ctx.now().getTime() + overlap),
      })
      .where('id', '=', endpointId)
      .returningAll()
      .executeTakeFirstOrThrow()
    const target = { kind: 'webhook', id: endpointId }
    await audit(ctx, tx, { action: 'webhook.secret-rotated', organizationId: organization.id, target })
    return { ...toWebhook(ctx, row), secret }
  })
