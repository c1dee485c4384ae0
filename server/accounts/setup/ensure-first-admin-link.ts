import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { issueToken } from '../one-time-tokens.ts'
import { ensureOrganization } from './ensure-organization.ts'
import { firstAdmin } from './first-admin.ts'

/** The link with which the first admin signs up: new at each start, valid for an hour; none once somebody has. */
export async function ensureFirstAdminLink(ctx: Context): Promise<string | undefined> {
  const token = await transact(ctx, ctx.control, async (ctx, tx) => {
    await ensureOrganization(ctx)
    const { id, signedUp } = await firstAdmin(tx)
    if (signedUp) return undefined
    await tx.db.deleteFrom('password_reset_tokens').where('purpose', '=', 'first-admin').execute()
    return (await issueToken(ctx, tx, 'first-admin', { user_id: id })).token
  })
  return token && `${ctx.config.publicUrl}/first-admin?token=${token}`
}
