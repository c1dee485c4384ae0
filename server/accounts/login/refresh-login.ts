import type { Context } from '../../context.ts'
import { randomToken } from '../../platform/crypto/random-token.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { dropLogin, findLogin, type LoginPlace, swapLogin } from './kept-logins.ts'
import { fingerprint, type Login, refreshToken, sealAccess } from './login-session.ts'

/** Two tabs may send the same token at once; later than this, an old token is a stolen one. */
const harmlessMs = 10_000

const uuid = String.raw`[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}`
const form = new RegExp(String.raw`^(${uuid})\.([\w-]{43})\.(${uuid})(?:\.(${uuid}))?$`)

const ended = () => new ProblemError('sign-in-required', 'Your sign-in has ended.', 'Sign in again.')

type Shown = { readonly place: LoginPlace; readonly family: string; readonly current: string }

/**
 * Trades a refresh token for a new one and a new access token. A token that was traded before ends the sign-in for
 * whoever holds any of its tokens; only within ten seconds is its twin taken for another tab and given access alone.
 */
export async function refreshLogin(ctx: Context, input: { readonly refresh: string }): Promise<Login> {
  const [, family, secret, userId, organizationId] = form.exec(input.refresh) ?? []
  if (!family || !secret || !userId) throw ended()
  return trade(ctx, { place: { userId, organizationId }, family, current: fingerprint(secret) })
}

async function trade(ctx: Context, shown: Shown): Promise<Login> {
  const { place, family } = shown
  const { userId } = place
  const kept = await findLogin(ctx.control, place, family)
  if (!kept || !(await exists(ctx, userId))) throw ended()
  const { text, login } = kept
  const now = ctx.now()
  const access = sealAccess(ctx, { ...place, family })
  const isTwin = login.previous === shown.current && now.getTime() - Date.parse(login.rotatedAt) < harmlessMs
  if (isTwin) return { userId, access }
  if (login.current !== shown.current) return reused(ctx, shown)
  const secret = randomToken()
  const next = { ...login, previous: login.current, current: fingerprint(secret), rotatedAt: now.toISOString() }
  const rotated = await transact(ctx, ctx.control, (_, tx) => swapLogin(tx, place, family, text, next)).catch(wasErased)
  // Lost against another tab, or ended: what is there now decides.
  if (!rotated) return trade(ctx, shown)
  return { userId, access, refresh: refreshToken(family, secret, place) }
}

const exists = ({ control }: Context, userId: string) =>
  control.db.selectFrom('users').select('id').where('id', '=', userId).executeTakeFirst()

function wasErased(error: unknown): never {
  throw error instanceof ProblemError && error.code === 'gone' ? ended() : error
}

async function reused(ctx: Context, { place, family }: Shown): Promise<never> {
  await transact(ctx, ctx.control, async (ctx, tx) => {
    await audit(ctx, tx, { action: 'login.reuse-refused', target: { kind: 'member', id: place.userId } })
    // Two that come at once are one reuse: the entry of who was second goes with its transaction.
    if (!(await dropLogin(tx, place, family))) throw ended()
  })
  throw ended()
}
