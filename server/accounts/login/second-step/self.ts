import type { Context } from '../../../context.ts'
import { ProblemError } from '../../../platform/errors.ts'
import { signInRequired } from '../../rights/authorize-project.ts'
import { checkPassword } from '../check-password.ts'

/** Whoever asks, with what they have set up. */
export async function self(ctx: Context) {
  if (ctx.actor.kind !== 'member') throw signInRequired()
  const user = await ctx.control.db
    .selectFrom('users')
    .leftJoin('second_factors', 'second_factors.user_id', 'users.id')
    .select(['users.id', 'email', 'password_hash', 'second_factors.confirmed_at'])
    .where('users.id', '=', ctx.actor.userId)
    .executeTakeFirst()
  if (!user) throw signInRequired()
  return user
}

/** The same, having given the password again: what follows must not be had by sitting down at an open browser. */
export async function provenSelf(ctx: Context, password: string, device: string | undefined) {
  const user = await self(ctx)
  if (ctx.actor.kind === 'member' && ctx.actor.limits)
    throw new ProblemError(
      'not-allowed',
      'Your organization’s identity provider signs you in.',
      'The second step is up to it; sign in with your password to change this.',
    )
  await checkPassword(ctx, user.email, password, device).catch((error) => {
    throw error instanceof ProblemError && error.code === 'wrong-credentials'
      ? new ProblemError('wrong-credentials', 'This password is wrong.', 'Try again.', { field: 'password' })
      : error
  })
  return user
}
