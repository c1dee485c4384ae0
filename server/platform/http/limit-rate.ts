import type { EphemeralKey } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { ProblemError } from '../errors.ts'

/** Counts one more for `key`; beyond `max` within the key's time to live, `too-many-requests`. */
export async function limitRate(ctx: Context, key: EphemeralKey<'counter'>, max: number): Promise<void> {
  if ((await ctx.control.ephemeral.increment(key)) <= max) return
  const retryAfterSeconds = key.space.ttl.seconds
  throw new ProblemError('too-many-requests', 'Too many requests.', `Try again in ${retryAfterSeconds} seconds.`, {
    retryAfterSeconds,
  })
}
