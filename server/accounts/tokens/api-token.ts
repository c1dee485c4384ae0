import type { ApiToken } from '@vitrine/protocol'
import type { Context } from '../../context.ts'

/** `vt_` and five characters: enough to tell one's own apart, too little to guess the other 38. */
export const tokenPrefix = 8

/** A member's tokens that still work, newest first. */
export async function tokensOf(ctx: Context, userId: string): Promise<ApiToken[]> {
  const rows = await ctx.control.db
    .selectFrom('api_tokens as token')
    .leftJoin('organizations as organization', 'organization.id', 'token.organization_id')
    .leftJoin('projects as project', 'project.id', 'token.project_id')
    .select(['token.id', 'label', 'prefix', 'scopes', 'token.created_at', 'expires_at', 'last_used_on'])
    .select(['organization.id as organizationId', 'organization.name as organizationName'])
    .select(['project.id as projectId', 'project.name as projectName'])
    .where('user_id', '=', userId)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', ctx.now())]))
    .orderBy('token.created_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    prefix: row.prefix,
    scopes: row.scopes,
    organization: named(row.organizationId, row.organizationName),
    project: named(row.projectId, row.projectName),
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedOn: row.last_used_on?.toISOString().slice(0, 10) ?? null,
  }))
}

const named = (id: string | null, name: string | null) => (id === null || name === null ? null : { id, name })
