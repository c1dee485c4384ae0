import type { Context } from '../../context.ts'
import { signInRequired } from '../rights/authorize-project.ts'
import { endLogin } from './login-session.ts'

/** Ends the sign-in that asks; its cookies are worthless from then on. */
export async function signOut(ctx: Context): Promise<void> {
  if (ctx.actor.kind !== 'member') throw signInRequired()
  if (ctx.actor.login) await endLogin(ctx.control, ctx.actor.userId, ctx.actor.login)
}
