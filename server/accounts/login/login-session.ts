import { accessCookie } from '@vitrine/protocol'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { randomToken, sha256 } from '../../platform/crypto/random-token.ts'
import { sealToken } from '../../platform/crypto/token.ts'
import { loginSessions, memberLogins } from '../tables.ts'

/** What a browser gets: `refresh` is missing when it has a newer one already. */
export type Login = { readonly userId: string; readonly access: string; readonly refresh?: string }

/** What is kept of it. Refresh tokens as SHA-256 in hexadecimal; times in milliseconds since the epoch. */
export const LoginSession = z.object({
  userId: z.string(),
  current: z.string(),
  previous: z.string().optional(),
  rotatedAt: z.number(),
})
export type LoginSession = z.infer<typeof LoginSession>

export const AccessClaims = z.object({ userId: z.string(), family: z.string() })

export const fingerprint = (secret: string): string => sha256(secret).toString('hex')

export function sealAccess(ctx: Context, claims: z.infer<typeof AccessClaims>): string {
  const expiresAt = new Date(ctx.now().getTime() + accessCookie.ttl.seconds * 1_000)
  return sealToken(ctx.envelope, 'access', claims, expiresAt)
}

/** Signs a user in: a new family of refresh tokens, each of which works once. */
export async function startLogin(ctx: Context, userId: string): Promise<Login> {
  const family = crypto.randomUUID()
  const secret = randomToken()
  const login: LoginSession = { userId, current: fingerprint(secret), rotatedAt: ctx.now().getTime() }
  await forgetLapsed(ctx, userId)
  await ctx.control.ephemeral.addToSet(memberLogins.key({ id: userId }), family)
  await ctx.control.ephemeral.set(loginSessions.key({ family }), JSON.stringify(login))
  return { userId, access: sealAccess(ctx, { userId, family }), refresh: `${family}.${secret}` }
}

export async function endLogin(ctx: Context, userId: string, family: string): Promise<void> {
  await ctx.control.ephemeral.delete(loginSessions.key({ family }))
  await ctx.control.ephemeral.removeFromSet(memberLogins.key({ id: userId }), family)
}

export async function endAllLogins(ctx: Context, userId: string): Promise<void> {
  const families = await ctx.control.ephemeral.readSet(memberLogins.key({ id: userId }))
  for (const family of families) await endLogin(ctx, userId, family)
}

async function forgetLapsed(ctx: Context, userId: string): Promise<void> {
  const logins = memberLogins.key({ id: userId })
  for (const family of await ctx.control.ephemeral.readSet(logins)) {
    const login = await ctx.control.ephemeral.get(loginSessions.key({ family }))
    if (login === undefined) await ctx.control.ephemeral.removeFromSet(logins, family)
  }
}
