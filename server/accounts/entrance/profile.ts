import type { ChangeEmail, ChangeProfile } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { checkPassword } from '../login/check-password.ts'
import type { Visit } from '../login/device.ts'
import { mailToken } from '../mail/mail-member.ts'
import { findToken, prepareToken, spendToken } from '../one-time-tokens.ts'
import { signInRequired } from '../rights/authorize-project.ts'
import { mailRate } from '../tables.ts'
import { mayMail } from './may-mail.ts'

function own(ctx: Context): string {
  if (ctx.actor.kind !== 'member') throw signInRequired()
  return ctx.actor.userId
}

/** The name that colleagues see, and the language in which we write. */
export async function changeProfile(ctx: Context, { displayName, language }: ChangeProfile): Promise<void> {
  const id = own(ctx)
  const columns = { ...(displayName !== undefined && { display_name: displayName }), ...(language && { language }) }
  if (Object.keys(columns).length === 0) return
  await transact(ctx, ctx.control, async (ctx, tx) => {
    await tx.db.updateTable('users').set(columns).where('id', '=', id).execute()
    await audit(ctx, tx, { action: 'member.changed', target: { kind: 'member', id } })
  })
}

/** Sends a link to the new address; until it is used everything stays. Whether the address is somebody's is not said. */
export async function askEmail(ctx: Context, input: ChangeEmail, visit?: Visit): Promise<void> {
  const id = own(ctx)
  if (!ctx.mail) throw new ProblemError('unavailable', 'This installation sends no e-mails.', 'Ask an admin.')
  const user = await ctx.control.db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()
  if (!user) throw signInRequired()
  await checkPassword(ctx, user.email, input.password, visit?.device)
  if (!(await mayMail(ctx, input.email)))
    throw new ProblemError('too-many-requests', 'This address has been sent too much.', 'Try again in an hour.', {
      retryAfterSeconds: mailRate.ttl.seconds,
    })
  await transact(ctx, ctx.control, async (ctx, tx) => {
    await tx.db
      .deleteFrom('password_reset_tokens')
      .where('purpose', '=', 'change-email')
      .where('user_id', '=', id)
      .execute()
    const about = { user_id: id, email: input.email, display_name: user.display_name, language: user.language }
    await mailToken(tx, (await prepareToken(ctx, tx, 'change-email', about)).id)
  })
}

/** Makes the address to which the link was sent the member's own; the old one is told. */
export async function confirmEmail(ctx: Context, { token }: { readonly token: string }): Promise<void> {
  const { id: tokenId, user_id: id, email, display_name, language } = await findToken(ctx, 'change-email', token)
  if (id === null || email === null) throw new Error('Such a link names a member and their new address')
  const acting: Context = { ...ctx, actor: { kind: 'member', userId: id, platformAdmin: false } }
  await transact(acting, acting.control, async (ctx, tx) => {
    await spendToken(ctx, tx, tokenId)
    const user = await tx.db.selectFrom('users').select('email').where('id', '=', id).forUpdate().executeTakeFirst()
    const taken = await tx.db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst()
    if (!user || taken) throw new ProblemError('conflict', 'This address can’t be used.', 'Try another.')
    await tx.db.updateTable('users').set({ email }).where('id', '=', id).execute()
    // Links that went to the old address must not open the account any more.
    await tx.db
      .deleteFrom('password_reset_tokens')
      .where('purpose', '=', 'reset')
      .where('email', '=', user.email)
      .execute()
    const notice = { user_id: id, email: user.email, display_name, language }
    await mailToken(tx, (await prepareToken(ctx, tx, 'notice', notice)).id)
    await audit(ctx, tx, { action: 'member.email-changed', target: { kind: 'member', id } })
  })
}
