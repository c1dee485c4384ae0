import { z } from 'zod'
import type { Context } from '../../../context.ts'
import { openToken } from '../../../platform/crypto/token.ts'
import { ProblemError } from '../../../platform/errors.ts'
import { countTry, lockedOut } from '../count-try.ts'
import type { Visit } from '../device.ts'
import { type Login, startLogin } from '../login-session.ts'
import { failedCodes } from '../tables.ts'
import { tellLockedOut } from '../tell-locked-out.ts'
import { checkCode } from './check-code.ts'

/** In a day and from browsers not used before. A code is one of a million, and three are good at any time. */
const wrongCodesAllowed = 30

const Claims = z.object({ userId: z.uuid() })

/** Takes whoever gave the right password in, if the code is right too. Both steps are counted together. */
export async function takeSecondStep(
  ctx: Context,
  input: { readonly pending: string; readonly code: string },
  visit?: Visit,
): Promise<Login> {
  const claims = openToken(ctx.envelope, 'second-step', input.pending, Claims, ctx.now())
  const user = claims && (await emailOf(ctx, claims.userId))
  if (!user) throw new ProblemError('sign-in-required', 'Too much time has passed.', 'Start again with your password.')
  const counted = await countTry(ctx, user.email, visit?.device)
  const failures = failedCodes.key({ id: user.id })
  if (!counted.known && (await ctx.control.ephemeral.increment(failures)) > wrongCodesAllowed)
    throw lockedOut(failures.space.ttl.seconds)
  if (!(await checkCode(ctx, user.id, input.code))) {
    await tellLockedOut(ctx, user.email, counted)
    throw new ProblemError('wrong-credentials', 'This code is wrong or was used before.', 'Wait for the next one.', {
      field: 'code',
    })
  }
  await counted.settle()
  await ctx.control.ephemeral.delete(failures)
  return startLogin(ctx, user.id, visit)
}

const emailOf = (ctx: Context, userId: string) =>
  ctx.control.db.selectFrom('users').select(['id', 'email']).where('id', '=', userId).executeTakeFirst()
