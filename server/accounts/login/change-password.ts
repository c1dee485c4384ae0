import type { ChangePassword } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { signInRequired } from '../rights/authorize-project.ts'
import { checkPassword } from './check-password.ts'
import type { Visit } from './device.ts'
import { endAllLogins, type Login, startLogin } from './login-session.ts'
import { hashPassword } from './password.ts'

/** Ends every sign-in of the member, and answers a new one for the browser that asks. */
export async function changePassword(ctx: Context, input: ChangePassword, visit?: Visit): Promise<Login> {
  if (ctx.actor.kind !== 'member') throw signInRequired()
  const { userId } = ctx.actor
  const user = await ctx.control.db.selectFrom('users').select('email').where('id', '=', userId).executeTakeFirst()
  if (!user) throw signInRequired()
  await checkPassword(ctx, user.email, input.current, visit?.device)
  const passwordHash = await hashPassword(input.next)
  await transact(ctx, ctx.control, async (ctx, tx) => {
    await tx.db.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', userId).execute()
    await audit(ctx, tx, { action: 'member.password-changed', target: { kind: 'member', id: userId } })
    await endAllLogins(tx, userId)
  })
  return startLogin(ctx, userId, { ...visit, expected: true })
}
