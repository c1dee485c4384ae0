import type { Context } from '../../context.ts'
import { randomToken } from '../../platform/crypto/random-token.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { loginSessions, memberLogins } from '../tables.ts'
import { endLogin, fingerprint, type Login, LoginSession, sealAccess } from './login-session.ts'

/** Two tabs may send the same token at once; later than this, an old token is a stolen one. */
const harmlessMs = 10_000

const ended = () => new ProblemError('sign-in-required', 'Your sign-in has ended.', 'Sign in again.')

/**
 * Trades a refresh token for a new one and a new access token. A token that was traded before ends the sign-in for
 * whoever holds any of its tokens; only within ten seconds is its twin taken for another tab and given access alone.
 */
export async function refreshLogin(ctx: Context, input: { readonly refresh: string }): Promise<Login> {
  const [family, secret, ...more] = input.refresh.split('.')
  if (!family || !secret || more.length > 0 || !/^[0-9a-f-]{36}$/.test(family)) throw ended()
  return trade(ctx, family, fingerprint(secret))
}

async function trade(ctx: Context, family: string, shown: string): Promise<Login> {
  const key = loginSessions.key({ family })
  const kept = await ctx.control.ephemeral.get(key)
  if (kept === undefined) throw ended()
  const login = LoginSession.parse(JSON.parse(kept))
  const now = ctx.now().getTime()
  const access = () => sealAccess(ctx, { userId: login.userId, family })
  if (shown === login.previous && now - login.rotatedAt < harmlessMs) return { userId: login.userId, access: access() }
  if (shown !== login.current) return reused(ctx, login.userId, family)
  if (!(await userExists(ctx, login.userId))) {
    await endLogin(ctx, login.userId, family)
    throw ended()
  }
  const secret = randomToken()
  const next: LoginSession = { ...login, previous: shown, current: fingerprint(secret), rotatedAt: now }
  // Lost against another tab: what that one left decides.
  if (!(await ctx.control.ephemeral.compareAndSet(key, kept, JSON.stringify(next)))) return trade(ctx, family, shown)
  await ctx.control.ephemeral.addToSet(memberLogins.key({ id: login.userId }), family)
  return { userId: login.userId, access: access(), refresh: `${family}.${secret}` }
}

async function reused(ctx: Context, userId: string, family: string): Promise<never> {
  await endLogin(ctx, userId, family)
  await transact(ctx, ctx.control, (ctx, tx) =>
    audit(ctx, tx, { action: 'login.reuse-refused', target: { kind: 'member', id: userId } }),
  )
  throw ended()
}

async function userExists(ctx: Context, userId: string): Promise<boolean> {
  const user = await ctx.control.db.selectFrom('users').select('id').where('id', '=', userId).executeTakeFirst()
  return user !== undefined
}
