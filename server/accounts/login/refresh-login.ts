import type { Row } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { randomToken, sha256 } from '../../platform/crypto/random-token.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { endLogin, type Login, lapses, sealAccess } from './login-session.ts'
import type { loginSessions } from './tables.ts'

/** Two tabs may send the same token at once; later than this, an old token is a stolen one. */
const harmlessMs = 10_000

const ended = () => new ProblemError('sign-in-required', 'Your sign-in has ended.', 'Sign in again.')

/**
 * Trades a refresh token for a new one and a new access token. A token that was traded before ends the sign-in for
 * whoever holds any of its tokens; only within ten seconds is its twin taken for another tab and given access alone.
 */
export async function refreshLogin(ctx: Context, input: { readonly refresh: string }): Promise<Login> {
  const [family, secret, ...more] = input.refresh.split('.')
  if (!family || !secret || more.length > 0 || !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(family)) throw ended()
  return trade(ctx, family, sha256(secret))
}

async function trade(ctx: Context, family: string, shown: Buffer): Promise<Login> {
  const now = ctx.now()
  const kept = await ctx.control.db.selectFrom('login_sessions').selectAll().where('id', '=', family).executeTakeFirst()
  if (!kept || kept.expires_at <= now) throw ended()
  const userId = kept.user_id
  const access = sealAccess(ctx, { userId, family })
  if (kept.previous?.equals(shown) && now.getTime() - kept.rotated_at.getTime() < harmlessMs) return { userId, access }
  if (!kept.current.equals(shown)) return reused(ctx, userId, family)
  const secret = randomToken()
  // Lost against another tab: what that one left decides.
  if (!(await rotate(ctx, kept, sha256(secret)))) return trade(ctx, family, shown)
  return { userId, access, refresh: `${family}.${secret}` }
}

/** Answers whether nobody else did it first. */
async function rotate(ctx: Context, kept: Row<typeof loginSessions>, next: Buffer): Promise<boolean> {
  const now = ctx.now()
  const rotated = await transact(ctx, ctx.control, (_, tx) =>
    tx.db
      .updateTable('login_sessions')
      .set({ previous: kept.current, current: next, rotated_at: now, expires_at: lapses(now) })
      .where('id', '=', kept.id)
      .where('current', '=', kept.current)
      .returning('id')
      .executeTakeFirst(),
  )
  return rotated !== undefined
}

async function reused(ctx: Context, userId: string, family: string): Promise<never> {
  await transact(ctx, ctx.control, async (ctx, tx) => {
    // Two that come at once are one reuse.
    if (await endLogin(ctx, userId, family))
      await audit(ctx, tx, { action: 'login.reuse-refused', target: { kind: 'member', id: userId } })
  })
  throw ended()
}
