import type { Context } from '../../context.ts'
import { sha256 } from '../../platform/crypto/random-token.ts'
import { mailRate } from '../tables.ts'

const perHour = 5

/** Whether a stranger may cause one more e-mail to the address. Counts known and unknown ones alike. */
export async function mayMail(ctx: Context, email: string): Promise<boolean> {
  const key = mailRate.key({ email_sha256: sha256(email).toString('hex') })
  return (await ctx.control.ephemeral.increment(key)) <= perHour
}
