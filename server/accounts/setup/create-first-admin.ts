import type { FirstAdmin } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import type { Visit } from '../login/device.ts'
import { type Login, startLogin } from '../login/login-session.ts'
import { hashPassword } from '../login/password.ts'
import { giveMembership } from '../members/give-membership.ts'
import { findToken, spendToken } from '../one-time-tokens.ts'
import { ensureOrganization } from './ensure-organization.ts'

/** Uses the one-time link of the start: makes the first admin a person, who administers the platform and its organization. */
export async function createFirstAdmin(ctx: Context, input: FirstAdmin, visit?: Visit): Promise<Login> {
  const { id: tokenId, user_id: userId } = await findToken(ctx, 'first-admin', input.token)
  if (userId === null) throw new Error('A first-admin token names its user')
  const passwordHash = await hashPassword(input.password)
  const acting: Context = { ...ctx, actor: { kind: 'member', userId, platformAdmin: true } }
  await transact(acting, acting.control, async (ctx, tx) => {
    await spendToken(ctx, tx, tokenId)
    if (await belongsToAnother(tx, input.email, userId))
      throw new ProblemError('conflict', 'This e-mail address is taken.', 'Use another.', { field: 'email' })
    await tx.db
      .updateTable('users')
      .set({ email: input.email, display_name: input.displayName, password_hash: passwordHash })
      .where('id', '=', userId)
      .execute()
    await audit(ctx, tx, { action: 'platform-admin.named', target: { kind: 'member', id: userId } })
    const organization = await ensureOrganization(ctx)
    await giveMembership(ctx, tx, { userId, organizationId: organization.id, projectId: null, role: 'owner' })
  })
  return startLogin(acting, userId, { ...visit, expected: true })
}

async function belongsToAnother(tx: Tx, email: string, userId: string): Promise<boolean> {
  const user = await tx.db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst()
  return user !== undefined && user.id !== userId
}
