import { accessCookie } from '@vitrine/protocol'
import { z } from 'zod'
import type { Context, Stores } from '../../context.ts'
import { randomToken, sha256 } from '../../platform/crypto/random-token.ts'
import { sealToken } from '../../platform/crypto/token.ts'
import { transact } from '../../transact.ts'
import { newBrowser } from '../mail/letters/new-browser.ts'
import { mailMember } from '../mail/mail-member.ts'
import { knownDevice, sealDevice, type Visit } from './device.ts'
import {
  dropLogin,
  dropLogins,
  type KeptLogin,
  type LoginPlace,
  loginPlaces,
  loginsAt,
  swapLogin,
} from './kept-logins.ts'

/** What a browser gets: `refresh` is missing when it has a newer one already. */
export type Login = {
  readonly userId: string
  readonly access: string
  readonly refresh?: string
  /** Tells the browser from strangers' next time. */
  readonly device?: string
}

export const AccessClaims = z.object({ userId: z.uuid(), family: z.uuid(), organizationId: z.uuid().optional() })

export function sealAccess(ctx: Context, claims: z.infer<typeof AccessClaims>): string {
  const expiresAt = new Date(ctx.now().getTime() + accessCookie.ttl.seconds * 1_000)
  return sealToken(ctx.envelope, 'access', claims, expiresAt)
}

export const fingerprint = (secret: string): string => sha256(secret).toString('hex')

/** Which sign-in it renews, and the secret that does. */
export const refreshToken = (family: string, secret: string, { userId, organizationId }: LoginPlace): string =>
  [family, secret, userId, ...(organizationId === undefined ? [] : [organizationId])].join('.')

export type LoginFrom = Partial<Visit> & {
  /** The organization whose identity provider vouches for the member: all that this sign-in reaches. */
  readonly organizationId?: string
  /** The member has just shown in another way that it is their browser: no letter says so. */
  readonly expected?: boolean
}

/** Signs a user in: a new family of refresh tokens, each of which works once. */
export async function startLogin(ctx: Context, userId: string, from: LoginFrom = {}): Promise<Login> {
  const family = crypto.randomUUID()
  const secret = randomToken()
  const now = ctx.now().toISOString()
  const { email } = await ctx.control.db
    .selectFrom('users')
    .select('email')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const { browser, organizationId } = from
  const place = { userId, organizationId }
  const next: KeptLogin = {
    browser: browser ?? 'Unknown browser',
    current: fingerprint(secret),
    startedAt: now,
    rotatedAt: now,
  }
  const known = knownDevice(ctx, email, from.device)
  await transact(ctx, ctx.control, async (_, tx) => {
    if (!known && !from.expected && browser !== undefined) {
      const data = { login: family, userId, organizationId: organizationId ?? '' }
      await mailMember(tx, { template: newBrowser, userId, data })
    }
    // Last, because no failure after it takes it back.
    await swapLogin(tx, place, family, undefined, next)
  })
  const device = sealDevice(ctx, email, known)
  return { userId, access: sealAccess(ctx, { ...place, family }), refresh: refreshToken(family, secret, place), device }
}

/** Answers whether there was such a sign-in of theirs. Whoever renews it at this moment doesn't bring it back. */
export async function endLogin(stores: Stores, userId: string, family: string): Promise<boolean> {
  for (const place of await loginPlaces(stores, userId)) if (await dropLogin(stores, place, family)) return true
  return false
}

/** Whatever the member is signed in with, or all but one. */
export async function endAllLogins(stores: Stores, userId: string, except?: string): Promise<void> {
  for (const place of await loginPlaces(stores, userId)) {
    if (except === undefined) await dropLogins(stores, place)
    else
      for (const [family] of await loginsAt(stores, place))
        if (family !== except) await dropLogin(stores, place, family)
  }
}
