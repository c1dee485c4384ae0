import type { OrganizationSummary } from '@vitrine/protocol'
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { requirePlatformAdmin } from '../rights/require-platform-admin.ts'
import { withContacts } from './to-organization.ts'

/** All organizations of the installation, by name. */
export async function listOrganizations(ctx: Context): Promise<OrganizationSummary[]> {
  await requirePlatformAdmin(ctx)
  const rows = await ctx.control.db
    .selectFrom('organizations as organization')
    .selectAll('organization')
    .select([
      sql<number>`(select count(*)::int from projects where organization_id = organization.id)`.as('projects'),
      sql<number>`(select count(distinct user_id)::int from agent_memberships where organization_id = organization.id)`.as(
        'members',
      ),
    ])
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...withContacts(row), projects: row.projects, members: row.members }))
}
