import type { LoginSession } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { signInRequired } from '../rights/authorize-project.ts'

/** Where the member is signed in: this browser first, then the ones used last. */
export async function listLogins(ctx: Context): Promise<LoginSession[]> {
  const { actor } = ctx
  if (actor.kind !== 'member') throw signInRequired()
  const rows = await ctx.control.db
    .selectFrom('login_sessions as login')
    .leftJoin('organizations', 'organizations.id', 'login.organization_id')
    .select(['login.id', 'browser', 'started_at', 'rotated_at', 'organizations.name'])
    .where('user_id', '=', actor.userId)
    .where('expires_at', '>', ctx.now())
    .orderBy('rotated_at', 'desc')
    .execute()
  const logins = rows.map((row) => ({
    id: row.id,
    browser: row.browser,
    since: row.started_at.toISOString(),
    lastUsed: row.rotated_at.toISOString(),
    current: row.id === actor.login,
    signOn: row.name,
  }))
  return logins.toSorted((a, b) => Number(b.current) - Number(a.current))
}
