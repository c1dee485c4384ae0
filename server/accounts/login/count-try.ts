import type { Context } from '../../context.ts'
import { sha256 } from '../../platform/crypto/random-token.ts'
import { ProblemError } from '../../platform/errors.ts'
import { knownDevice } from './device.ts'
import { failedHere, failedLogins } from './tables.ts'

const failuresAllowed = 10

export const lockedOut = (seconds: number) =>
  new ProblemError('too-many-requests', 'Signing in failed too often.', 'Try again later, or ask for a new password.', {
    retryAfterSeconds: seconds,
  })

const failuresOf = (email: string) => failedLogins.key({ email_sha256: sha256(email.toLowerCase()).toString('hex') })

/** For whoever has shown otherwise that the account is theirs: the door is open again. */
export const forgetFailures = (ctx: Context, email: string): Promise<void> =>
  ctx.control.ephemeral.delete(failuresOf(email))

/** A try that counts as failed until it is settled; `takeBack` is for one that was never made. */
export type Try = {
  readonly known: boolean
  readonly last: boolean
  readonly settle: () => Promise<void>
  readonly takeBack: () => Promise<unknown>
}

/**
 * Counts a try to sign in before it is made, so that many at once can't slip past the limit; ten failures shut the door
 * until 15 minutes after the last. A browser that the member has used before has a count of its own: strangers who fail
 * on purpose lock out strangers only.
 */
export async function countTry(ctx: Context, email: string, device: string | undefined): Promise<Try> {
  const { ephemeral } = ctx.control
  const known = knownDevice(ctx, email, device)
  const key = known ? failedHere.key({ device: known }) : failuresOf(email)
  const refuse = () => lockedOut(key.space.ttl.seconds)
  if ((await ephemeral.readCounter(key)) >= failuresAllowed) throw refuse()
  const tries = await ephemeral.increment(key, 1, { extend: true })
  if (tries > failuresAllowed) throw refuse()
  return {
    known: known !== undefined,
    last: tries === failuresAllowed,
    settle: () => ephemeral.delete(key),
    takeBack: () => ephemeral.increment(key, -1),
  }
}
