import type { ResetLink } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { issueToken } from '../one-time-tokens.ts'
import type { AuthorizedOrganization } from '../rights/authorize-organization.ts'
import { signInRequired } from '../rights/authorize-project.ts'
import { governs } from '../rights/governs.ts'

type Input = { readonly organization: AuthorizedOrganization<'own'>; readonly userId: string }

/**
 * A link by which a member chooses a new password, to be handed over: for where no e-mails are sent. Whoever holds it
 * becomes that member, so it is had only by who governs all that the member can reach, in a browser, and never for oneself.
 */
export async function makeResetLink(ctx: Context, { organization, userId }: Input): Promise<ResetLink> {
  const { actor } = ctx
  if (actor.kind !== 'member') throw signInRequired()
  if (actor.limits?.token)
    throw new ProblemError('not-allowed', 'No token may make such a link.', 'Sign in in a browser.')
  if (ctx.mail)
    throw new ProblemError('conflict', 'This installation sends e-mails.', 'Let them use “Forgot your password?”.')
  if (actor.userId === userId)
    throw new ProblemError('not-allowed', 'This is yourself.', 'Change your password on your account page.')
  return transact(ctx, ctx.control, async (ctx, tx) => {
    const user = await tx.db
      .selectFrom('users')
      .innerJoin('agent_memberships', 'agent_memberships.user_id', 'users.id')
      .select(['email', 'password_hash'])
      .where('users.id', '=', userId)
      .where('organization_id', '=', organization.id)
      .executeTakeFirst()
    if (!user) throw new ProblemError('not-found', 'There is no such member.', 'Reload the list of members.')
    if (!(await governs(tx, actor.userId, userId, actor.limits)))
      throw new ProblemError(
        'not-allowed',
        'You do not govern all that this person has access to.',
        'Ask an admin of the installation.',
      )
    if (user.password_hash === null)
      throw new ProblemError('conflict', 'This person has no password.', 'Their organization’s sign-on lets them in.')
    // One link at a time: the latest.
    await tx.db
      .deleteFrom('password_reset_tokens')
      .where('purpose', '=', 'reset')
      .where('email', '=', user.email)
      .execute()
    const about = { email: user.email, user_id: userId, invited_by: actor.userId }
    const { token, expiresAt } = await issueToken(ctx, tx, 'reset', about)
    const target = { kind: 'member', id: userId }
    await audit(ctx, tx, { action: 'member.reset-link-made', organizationId: organization.id, target })
    return { link: `${ctx.config.publicUrl}/reset-password#token=${token}`, expiresAt: expiresAt.toISOString() }
  })
}
