import type { AcceptInvite } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { type Admission, admit } from '../login/admit.ts'
import { checkPassword } from '../login/check-password.ts'
import type { Visit } from '../login/device.ts'
import { hashPassword } from '../login/password.ts'
import { findToken, spendToken } from '../one-time-tokens.ts'
import { createUser } from './create-user.ts'
import { giveMembership } from './give-membership.ts'

/**
 * Joins a project by a link. Whoever has an account proves it by its password, which stays as it is: an invitation is
 * written by somebody else, so it opens no existing account.
 */
export async function acceptInvite(ctx: Context, input: AcceptInvite, visit?: Visit): Promise<Admission> {
  const { id: tokenId, email } = await findToken(ctx, 'invite', input.token)
  if (email === null) throw new Error('An invitation names an address')
  const existing = await ctx.control.db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst()
  const userId = existing ? await checkPassword(ctx, email, input.password, visit?.device) : tokenId
  const passwordHash = existing ? undefined : await hashPassword(input.password)
  const acting: Context = { ...ctx, actor: { kind: 'member', userId, platformAdmin: false } }
  await transact(acting, acting.control, async (ctx, tx) => {
    const {
      organization_id: organizationId,
      project_id: projectId,
      role,
      language,
    } = await spendToken(ctx, tx, tokenId)
    if (organizationId === null || role === null) throw new Error('An invitation says to what and as what')
    const user = { id: userId, email, display_name: input.displayName, language }
    if (passwordHash) await createUser(ctx, tx, { ...user, password_hash: passwordHash })
    if (projectId === null) await refuseSecondRole(tx, userId, organizationId)
    await giveMembership(ctx, tx, { userId, organizationId, projectId, role })
  })
  return admit(acting, userId, { ...visit, expected: !existing })
}

/** An invitation to an organization never takes a role away: its last owner may have accepted one long ago. */
async function refuseSecondRole(tx: Tx, userId: string, organizationId: string): Promise<void> {
  const held = await tx.db
    .selectFrom('agent_memberships')
    .select('id')
    .where('user_id', '=', userId)
    .where('organization_id', '=', organizationId)
    .where('project_id', 'is', null)
    .executeTakeFirst()
  if (held) throw new ProblemError('conflict', 'You are a member of this organization already.', 'Sign in instead.')
}
