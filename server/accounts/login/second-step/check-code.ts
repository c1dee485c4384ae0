import { sealedPlace } from '@vitrine/ledger'
import { Secret, TOTP } from 'otpauth'
import type { Context } from '../../../context.ts'
import { sha256 } from '../../../platform/crypto/random-token.ts'
import { transact } from '../../../transact.ts'
import { audit } from '../../audit.ts'
import { secondFactors } from '../tables.ts'

const stepSeconds = 30

/** What the app is told, and what its codes are checked against: what every authenticator app understands. */
export const authenticator = (secret: Secret, label = '', issuer = '') =>
  new TOTP({ issuer, label, secret, algorithm: 'SHA1', digits: 6, period: stepSeconds })

export const secretPlace = (id: string): string => sealedPlace(secondFactors, 'secret', id)

/** Whether this is a code of the member's app or one of their recovery codes, unused so far. Uses it up. */
export async function checkCode(ctx: Context, userId: string, given: string): Promise<boolean> {
  const code = given.replaceAll(/[\s-]/g, '').toLowerCase()
  return /^\d{6}$/.test(code) ? checkAppCode(ctx, userId, code) : spendRecoveryCode(ctx, userId, code)
}

/** `confirm`: the app is new, and this is the code by which it shows that it works. */
export async function checkAppCode(ctx: Context, userId: string, code: string, confirm = false): Promise<boolean> {
  const factor = await ctx.control.db
    .selectFrom('second_factors')
    .select(['id', 'secret'])
    .where('user_id', '=', userId)
    .where('confirmed_at', confirm ? 'is' : 'is not', null)
    .executeTakeFirst()
  if (!factor) return false
  const now = ctx.now()
  const bytes = ctx.envelope.master.open(factor.secret, secretPlace(factor.id))
  const totp = authenticator(new Secret({ buffer: Uint8Array.from(bytes).buffer }))
  // Clocks of phones go wrong: one step early or late is taken, each step once.
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: 1 })
  if (delta === null) return false
  const step = Math.floor(now.getTime() / 1_000 / stepSeconds) + delta
  const used = await transact(ctx, ctx.control, (_, tx) =>
    tx.db
      .updateTable('second_factors')
      .set({ last_step: step, ...(confirm && { confirmed_at: now }) })
      .where('id', '=', factor.id)
      .where((where) => where.or([where('last_step', 'is', null), where('last_step', '<', step)]))
      .returning('id')
      .executeTakeFirst(),
  )
  return used !== undefined
}

async function spendRecoveryCode(ctx: Context, userId: string, code: string): Promise<boolean> {
  return transact(ctx, ctx.control, async (ctx, tx) => {
    const spent = await tx.db
      .deleteFrom('recovery_codes')
      .where('user_id', '=', userId)
      .where('sha256', '=', sha256(code))
      .returning('id')
      .executeTakeFirst()
    if (spent) await audit(ctx, tx, { action: 'member.recovery-code-used', target: { kind: 'member', id: userId } })
    return spent !== undefined
  })
}
