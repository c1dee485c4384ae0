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
  // Where nothing was compared, because too many sign in at once, nobody has failed.
  const userId = await compare(ctx, email, given.password).catch(async (error: unknown) => {
    await counted.takeBack()
    throw error
  })
  if (userId === undefined) {
    await tellLockedOut(ctx, email, counted)
    throw new ProblemError('wrong-credentials', 'E-mail address or password is wrong.', 'Check both and try again.')
  }
  return { ...counted, userId }
}

async function compare(ctx: Context, email: string, password: string): Promise<string | undefined> {
  const user = await ctx.control.db
    .selectFrom('users')
    .select(['id', 'password_hash'])
    .where('email', '=', email)
    .executeTakeFirst()
  return (await passwordMatches(password, user?.password_hash)) ? user?.id : undefined
}

/** For whoever only proves once more who they are. */
export async function checkPassword(ctx: Context, email: string, password: string, device?: string): Promise<string> {
  const { userId, settle } = await tryPassword(ctx, { email, password, device })
  await settle()
  return userId
}
