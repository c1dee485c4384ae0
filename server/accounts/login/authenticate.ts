import type { z } from 'zod'
import type { Actor, Context } from '../../context.ts'
import { sha256 } from '../../platform/crypto/random-token.ts'
import { openToken } from '../../platform/crypto/token.ts'
import type { Credentials } from '../../platform/http/credentials.ts'
import { outageOf } from '../../platform/outage.ts'
import { transact } from '../../transact.ts'
import { asPlatformAdmin } from '../rights/limits.ts'
import { findLogin } from './kept-logins.ts'
import { AccessClaims } from './login-session.ts'

type Member = Extract<Actor, { kind: 'member' }>

/**
 * On whose behalf a request acts. A bearer token counts alone, so that a cookie never stands in for one that is wrong.
 * Users, tokens and sign-ins are looked up each time: who was removed, or signed out elsewhere, is out at once.
 */
export async function authenticate(ctx: Context, credentials: Credentials): Promise<Actor> {
  const { bearer, access } = credentials
  const member = bearer ? await byApiToken(ctx, bearer) : access ? await byAccessCookie(ctx, access) : undefined
  if (!member) return { kind: 'anyone' }
  return { ...member, platformAdmin: member.platformAdmin && asPlatformAdmin(member) }
}

async function byApiToken(ctx: Context, token: string): Promise<Member | undefined> {
  if (!/^vt_[\w-]{43}$/.test(token)) return undefined
  const row = await ctx.control.db
    .selectFrom('api_tokens')
    .innerJoin('users', 'users.id', 'api_tokens.user_id')
    .select(['users.id as userId', 'users.platform_admin'])
    .select(['api_tokens.id', 'scopes', 'organization_id', 'project_id', 'expires_at', 'last_used_on'])
    .where('sha256', '=', sha256(token))
    .executeTakeFirst()
  if (!row || (row.expires_at && row.expires_at <= ctx.now())) return undefined
  await noteUse(ctx, row.id, row.last_used_on)
  const { scopes, organization_id: organizationId, project_id: projectId } = row
  const limits = { token: row.id, scopes, organizationId, projectId }
  return { kind: 'member', userId: row.userId, platformAdmin: row.platform_admin, limits }
}

/** The day is all that is kept, and all that is written. */
async function noteUse(ctx: Context, id: string, last: Date | null): Promise<void> {
  const today = new Date(ctx.now().toISOString().slice(0, 10))
  if (last && last >= today) return
  await transact(ctx, ctx.control, (_, tx) =>
    tx.db.updateTable('api_tokens').set({ last_used_on: today }).where('id', '=', id).execute(),
  )
}

async function byAccessCookie(ctx: Context, access: string): Promise<Member | undefined> {
  const claims = openToken(ctx.envelope, 'access', access, AccessClaims, ctx.now())
  if (!claims) return undefined
  const { userId, family, organizationId } = claims
  const user = await ctx.control.db
    .selectFrom('users')
    .select(['id', 'platform_admin'])
    .where('id', '=', userId)
    .executeTakeFirst()
  if (!user || !(await isSignedIn(ctx, claims))) return undefined
  const member: Member = { kind: 'member', userId, platformAdmin: user.platform_admin, login: family }
  return organizationId === undefined ? member : { ...member, limits: { organizationId, projectId: null } }
}

/** A store that does not answer signs nobody out: until it does, the ten minutes of the token count alone. */
async function isSignedIn(ctx: Context, { family, ...place }: z.infer<typeof AccessClaims>): Promise<boolean> {
  try {
    return (await findLogin(ctx.control, place, family)) !== undefined
  } catch (error) {
    if (outageOf(error)) return true
    throw error
  }
}
