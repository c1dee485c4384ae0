import type { Actor, Context } from '../../context.ts'
import { sha256 } from '../../platform/crypto/random-token.ts'
import { openToken } from '../../platform/crypto/token.ts'
import type { Credentials } from '../../platform/http/credentials.ts'
import { loginSessions } from '../tables.ts'
import { AccessClaims } from './login-session.ts'

type User = { readonly id: string; readonly platform_admin: boolean }

/**
 * On whose behalf a request acts. A bearer token counts alone, so that a cookie never stands in for one that is wrong.
 * Users and sign-ins are looked up each time: who was removed, or signed out elsewhere, is out at once.
 */
export async function authenticate(ctx: Context, credentials: Credentials): Promise<Actor> {
  const { bearer, access } = credentials
  const user = bearer ? await byApiToken(ctx, bearer) : access ? await byAccessCookie(ctx, access) : undefined
  return user ? { kind: 'member', userId: user.id, platformAdmin: user.platform_admin } : { kind: 'anyone' }
}

async function byApiToken(ctx: Context, token: string): Promise<User | undefined> {
  if (!/^vt_[\w-]{43}$/.test(token)) return undefined
  return ctx.control.db
    .selectFrom('api_tokens')
    .innerJoin('users', 'users.id', 'api_tokens.user_id')
    .select(['users.id', 'users.platform_admin'])
    .where('sha256', '=', sha256(token))
    .executeTakeFirst()
}

async function byAccessCookie(ctx: Context, access: string): Promise<User | undefined> {
  const claims = openToken(ctx.envelope, 'access', access, AccessClaims, ctx.now())
  if (!claims) return undefined
  const [login, user] = await Promise.all([
    ctx.control.ephemeral.get(loginSessions.key({ family: claims.family })),
    ctx.control.db
      .selectFrom('users')
      .select(['id', 'platform_admin'])
      .where('id', '=', claims.userId)
      .executeTakeFirst(),
  ])
  return login === undefined ? undefined : user
}
