import type { MadeRelayKey } from '@vitrine/protocol'
import { type AuthorizedOrganization, audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { announce } from '../webhooks/announce.ts'
import { insertKey } from './insert-key.ts'
import { publishKeyNews } from './key-news.ts'
import { noSuchKey } from './of-organization.ts'

const hour = 3_600_000

type In = {
  readonly organization: AuthorizedOrganization<'develop'>
  readonly keyId: string
  /** For how long the old one goes on working; never for longer than it would have. */
  readonly overlapHours: number
}

/** A new key that may what the old one may, for as long as that was made for. Shown once. */
export async function rotateKey(ctx: Context, { organization, keyId, overlapHours }: In): Promise<MadeRelayKey> {
  return transact(ctx, ctx.control, async (ctx, tx) => {
    const now = ctx.now().getTime()
    const old = await tx.db
      .selectFrom('api_keys')
      .selectAll()
      .where('id', '=', keyId)
      .where('organization_id', '=', organization.id)
      .forUpdate()
      .executeTakeFirst()
    if (!old) throw noSuchKey()
    const endsAt = old.ends_at?.getTime() ?? Number.POSITIVE_INFINITY
    if (endsAt <= now) throw new ProblemError('conflict', 'This key has ended.', 'Make a new one.')
    if (old.member_id !== null && !(ctx.actor.kind === 'member' && ctx.actor.userId === old.member_id))
      throw new ProblemError('not-allowed', 'This key is a member’s own.', 'Revoke it; they make a new one.')
    const lifetime = endsAt - old.created_at.getTime()
    const made = await insertKey(ctx, tx, {
      ...old,
      ends_at: old.ends_at && new Date(now + lifetime),
      rotated_from: old.id,
    })
    await tx.db
      .updateTable('api_keys')
      .set({ ends_at: new Date(Math.min(endsAt, now + overlapHours * hour)) })
      .where('id', '=', keyId)
      .execute()
    await announce(ctx, { organizationId: organization.id, event: 'key.rotated', of: { kind: 'key', id: keyId } })
    const target = { kind: 'relay-key', id: keyId }
    await audit(ctx, tx, { action: 'relay-key.rotated', organizationId: organization.id, target })
    ctx.afterCommit(() => publishKeyNews(ctx, { keyId }))
    return made
  })
}
