import type { ResetPassword } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { forgetFailures } from '../login/count-try.ts'
import { endAllLogins } from '../login/login-session.ts'
import { hashPassword } from '../login/password.ts'
import { passwordWasReset } from '../mail/letters/password-was-reset.ts'
import { mailMember } from '../mail/mail-member.ts'
import { findToken, spendToken } from '../one-time-tokens.ts'
import { governs } from '../rights/governs.ts'

/** Replaces the password by the link of an e-mail and ends every sign-in. A second step is still asked for afterwards. */
export async function resetPassword(ctx: Context, { token, password }: ResetPassword): Promise<void> {
  const { id: tokenId, email, user_id: madeFor, invited_by: madeBy } = await findToken(ctx, 'reset', token)
  const passwordHash = await hashPassword(password)
  await transact(ctx, ctx.control, async (ctx, tx) => {
    await spendToken(ctx, tx, tokenId)
    const user = await tx.db
      .updateTable('users')
      .set({ password_hash: passwordHash })
      .where('email', '=', email ?? '')
      .where('password_hash', 'is not', null)
      .returning('id')
      .executeTakeFirst()
    if (!user) throw new ProblemError('gone', 'This account is gone.', 'Ask an admin to invite you.')
    // Whom it is for may have risen since, or whoever made it fallen.
    if (madeFor !== null && (user.id !== madeFor || madeBy === null || !(await governs(tx, madeBy, madeFor))))
      throw new ProblemError('gone', 'This link counts no longer.', 'Ask for a new one.')
    await tx.db
      .deleteFrom('password_reset_tokens')
      .where('purpose', '=', 'reset')
      .where('email', '=', email)
      .where('id', '!=', tokenId)
      .execute()
    await endAllLogins(tx, user.id)
    // Who is locked out is told to ask for a new password.
    ctx.afterCommit(() => forgetFailures(ctx, email ?? ''))
    const acting: Context = { ...ctx, actor: { kind: 'member', userId: user.id, platformAdmin: false } }
    await audit(acting, tx, { action: 'member.password-reset', target: { kind: 'member', id: user.id } })
    await mailMember(tx, { template: passwordWasReset, userId: user.id, data: {} })
  })
}
