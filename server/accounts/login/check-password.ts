import type { Context } from '../../context.ts'
import { sha256 } from '../../platform/crypto/random-token.ts'
import { ProblemError } from '../../platform/errors.ts'
import { failedLogins } from '../tables.ts'
import { passwordMatches } from './password.ts'

const failuresAllowed = 10

const lockedOut = () =>
  new ProblemError('too-many-requests', 'Signing in failed too often.', 'Try again in 15 minutes.', {
    retryAfterSeconds: failedLogins.ttl.seconds,
  })

/**
 * The id of the user whose e-mail and password these are. Else 401, or 429 after ten failures until 15 minutes after the
 * last; answer and time say nothing about whether the user exists.
 */
export async function checkPassword(ctx: Context, email: string, password: string): Promise<string> {
  const { db, ephemeral } = ctx.control
  const failures = failedLogins.key({ email_sha256: sha256(email.toLowerCase()).toString('hex') })
  if ((await ephemeral.readCounter(failures)) >= failuresAllowed) throw lockedOut()
  // Counted before it is checked, so that many tries at once can't slip past the limit.
  if ((await ephemeral.increment(failures, 1, { extend: true })) > failuresAllowed) throw lockedOut()
  const user = await db
    .selectFrom('users')
    .select(['id', 'password_hash'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  const matches = await passwordMatches(password, user?.password_hash)
  if (!user || !matches)
    throw new ProblemError('wrong-credentials', 'E-mail address or password is wrong.', 'Check both and try again.')
  await ephemeral.delete(failures)
  return user.id
}
