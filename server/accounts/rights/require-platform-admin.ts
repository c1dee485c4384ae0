import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { signInRequired } from './authorize-project.ts'
import { asPlatformAdmin } from './limits.ts'

/** The id of the platform admin who asks, as the database says; everybody else is refused. */
export async function requirePlatformAdmin(ctx: Context): Promise<string> {
  if (ctx.actor.kind !== 'member') throw signInRequired()
  const user = await ctx.control.db
    .selectFrom('users')
    .select('platform_admin')
    .where('id', '=', ctx.actor.userId)
    .executeTakeFirst()
  if (!user?.platform_admin || !asPlatformAdmin(ctx.actor))
    throw new ProblemError('not-allowed', 'Only admins of the installation may do this.')
  return ctx.actor.userId
}
