import { secondStepCookie } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { sealToken } from '../../platform/crypto/token.ts'
import { refuseWhereSignOnOnly } from '../sign-on/only-sign-on.ts'
import { type Login, type LoginFrom, startLogin } from './login-session.ts'

/** Somebody who has taken the first step and owes the second; `pending` lets them take it. */
export type Pending = { readonly userId: string; readonly pending: string; readonly access?: undefined }
export type Admission = Login | Pending

type Settle = () => Promise<void>

/**
 * What a right password or a link from the member's mail leads to: into the dashboard, or to the second step. Until that
 * is taken, the try stays counted as a failure, so that whoever knows the password can't guess codes for ever.
 */
export async function admit(ctx: Context, userId: string, from?: LoginFrom, settle?: Settle): Promise<Admission> {
  await refuseWhereSignOnOnly(ctx, userId)
  const factor = await ctx.control.db
    .selectFrom('second_factors')
    .select('id')
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  if (factor) {
    const until = new Date(ctx.now().getTime() + secondStepCookie.ttl.seconds * 1_000)
    return { userId, pending: sealToken(ctx.envelope, 'second-step', { userId }, until) }
  }
  await settle?.()
  return startLogin(ctx, userId, from)
}
