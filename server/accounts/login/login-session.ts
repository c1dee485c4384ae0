import { accessCookie, refreshCookie } from '@vitrine/protocol'
import { z } from 'zod'
import type { Context, Tx } from '../../context.ts'
import { randomToken, sha256 } from '../../platform/crypto/random-token.ts'
import { sealToken } from '../../platform/crypto/token.ts'
import { transact } from '../../transact.ts'
import { newBrowser } from '../mail/letters/new-browser.ts'
import { mailMember } from '../mail/mail-member.ts'
import { knownDevice, sealDevice, type Visit } from './device.ts'

/** What a browser gets: `refresh` is missing when it has a newer one already. */
export type Login = {
  readonly userId: string
  readonly access: string
  readonly refresh?: string
  /** Tells the browser from strangers' next time. */
  readonly device?: string
}

export const AccessClaims = z.object({ userId: z.string(), family: z.string() })

export function sealAccess(ctx: Context, claims: z.infer<typeof AccessClaims>): string {
  const expiresAt = new Date(ctx.now().getTime() + accessCookie.ttl.seconds * 1_000)
  return sealToken(ctx.envelope, 'access', claims, expiresAt)
}

/** When a sign-in lapses that is used now. */
export const lapses = (now: Date): Date => new Date(now.getTime() + refreshCookie.ttl.seconds * 1_000)

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
  const now = ctx.now()
  const { email } = await ctx.control.db
    .selectFrom('users')
    .select('email')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const row = {
    id: family,
    user_id: userId,
    organization_id: from.organizationId ?? null,
    browser: from.browser ?? 'Unknown browser',
    current: sha256(secret),
    started_at: now,
    rotated_at: now,
    expires_at: lapses(now),
  }
  const known = knownDevice(ctx, email, from.device)
  await transact(ctx, ctx.control, async (_, tx) => {
    await tx.db.insertInto('login_sessions').values(row).execute()
    if (!known && !from.expected && from.browser !== undefined)
      await mailMember(tx, { template: newBrowser, userId, data: { login: family } })
  })
  const device = sealDevice(ctx, email, known)
  return { userId, access: sealAccess(ctx, { userId, family }), refresh: `${family}.${secret}`, device }
}

export async function endLogin(ctx: Context, userId: string, family: string): Promise<boolean> {
  const ended = await transact(ctx, ctx.control, (_, tx) =>
    tx.db
      .deleteFrom('login_sessions')
      .where('id', '=', family)
      .where('user_id', '=', userId)
      .returning('id')
      .executeTakeFirst(),
  )
  return ended !== undefined
}

/** Whatever the member is signed in with, or all but one. */
export async function endAllLogins(tx: Tx, userId: string, except?: string): Promise<void> {
  await tx.db
    .deleteFrom('login_sessions')
    .where('user_id', '=', userId)
    .$if(except !== undefined, (query) => query.where('id', '!=', except ?? ''))
    .execute()
}
