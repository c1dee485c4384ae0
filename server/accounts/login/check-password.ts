import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { countTry, type Try } from './count-try.ts'
import { passwordMatches } from './password.ts'
import { tellLockedOut } from './tell-locked-out.ts'

export type Given = { readonly email: string; readonly password: string; readonly device?: string | undefined }

/**
 * The user whose e-mail and password these are, and the try, which the caller settles once nothing more is asked for.
 * Else 401, or 429 after ten failures; answer and time say nothing about whether the user exists.
 */
export async function tryPassword(ctx: Context, given: Given): Promise<Try & { readonly userId: string }> {
  const email = given.email.toLowerCase()
  const counted = await countTry(ctx, email, given.device)
  const user = await ctx.control.db
    .selectFrom('users')
    .select(['id', 'password_hash'])
    .where('email', '=', email)
    .executeTakeFirst()
  const matches = await passwordMatches(given.password, user?.password_hash)
  if (!user || !matches) {
    await tellLockedOut(ctx, email, counted)
    throw new ProblemError('wrong-credentials', 'E-mail address or password is wrong.', 'Check both and try again.')
  }
  return { ...counted, userId: user.id }
}

/** For whoever only proves once more who they are. */
export async function checkPassword(ctx: Context, email: string, password: string, device?: string): Promise<string> {
  const { userId, settle } = await tryPassword(ctx, { email, password, device })
  await settle()
  return userId
}
