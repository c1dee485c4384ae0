import { type AuthorizedOrganization, audit, signInRequired } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { announce } from '../webhooks/announce.ts'
import { publishKeyNews } from './key-news.ts'
import { noSuchKey } from './of-organization.ts'

async function revoke(ctx: Context, organizationId: string, keyId: string, memberId?: string): Promise<void> {
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const now = ctx.now()
    const { numUpdatedRows } = await tx.db
      .updateTable('api_keys')
      .set({ revoked_at: now, ends_at: now })
      .where('id', '=', keyId)
      .where('organization_id', '=', organizationId)
      .where('revoked_at', 'is', null)
      .$if(memberId !== undefined, (where) => where.where('member_id', '=', memberId ?? ''))
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw noSuchKey()
    await announce(ctx, { organizationId, event: 'key.revoked', of: { kind: 'key', id: keyId } })
    const target = { kind: 'relay-key', id: keyId }
    await audit(ctx, tx, { action: 'relay-key.revoked', organizationId, target })
    ctx.afterCommit(() => publishKeyNews(ctx, { keyId }))
  })
}

/** Ends a key, from this moment and on every node. */
export const revokeKey = (
  ctx: Context,
  { organization, keyId }: { readonly organization: AuthorizedOrganization<'develop'>; readonly keyId: string },
): Promise<void> => revoke(ctx, organization.id, keyId)

/** Ends a key of the member's own. */
export async function revokeOwnKey(
  ctx: Context,
  { organization, keyId }: { readonly organization: AuthorizedOrganization; readonly keyId: string },
): Promise<void> {
  if (ctx.actor.kind !== 'member') throw signInRequired()
  await revoke(ctx, organization.id, keyId, ctx.actor.userId)
}
