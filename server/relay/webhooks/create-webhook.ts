import { randomUUID } from 'node:crypto'
import type { NewWebhook, Webhook } from '@vitrine/protocol'
import { audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { plainHost } from '../../platform/egress/hosts.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { checkAddress } from './check-address.ts'
import { newSecret, type Organization, sealFor, toWebhook } from './endpoint.ts'

const most = 20

/** Has an address called from now on. The secret that it answers is shown this once. */
export async function createWebhook(
  ctx: Context,
  { organization, url: address, events }: NewWebhook & { readonly organization: Organization },
): Promise<Webhook & { readonly secret: string }> {
  const url = checkAddress(ctx, address)
  const [id, secret] = [randomUUID(), newSecret()]
  return transact(ctx, ctx.control, async (ctx, tx) => {
    // Whoever comes at the same time waits here, and is counted.
    await tx.db.selectFrom('organizations').select('id').where('id', '=', organization.id).forUpdate().execute()
    const there = await tx.db
      .selectFrom('webhook_endpoints')
      .select('id')
      .where('organization_id', '=', organization.id)
      .execute()
    if (there.length >= most)
      throw new ProblemError('conflict', `There are ${most} webhooks already.`, 'Remove one that is not needed.')
    const row = await tx.db
      .insertInto('webhook_endpoints')
      .values({
        id,
        organization_id: organization.id,
        url: sealFor(ctx, id, 'url', url.href),
        hosts: [plainHost(url.hostname)],
        secret: sealFor(ctx, id, 'secret', secret),
        events: [...new Set(events)],
        enabled: true,
        created_at: ctx.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await audit(ctx, tx, {
      action: 'webhook.created',
      organizationId: organization.id,
      target: { kind: 'webhook', id },
    })
    return { ...toWebhook(ctx, row), secret }
  })
}
