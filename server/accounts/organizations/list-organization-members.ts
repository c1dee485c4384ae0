import type { OrganizationMember, OrganizationRole } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { openInvitations } from '../members/invitations.ts'
import { tokenLifetimeMs } from '../one-time-tokens.ts'
import type { AuthorizedOrganization } from '../rights/authorize-organization.ts'

/** Everybody with a role in the whole organization, then the open invitations to it. */
export async function listOrganizationMembers(
  ctx: Context,
  { organization }: { readonly organization: AuthorizedOrganization },
): Promise<OrganizationMember[]> {
  const members = await ctx.control.db
    .selectFrom('agent_memberships as membership')
    .innerJoin('users', 'users.id', 'membership.user_id')
    .select(['users.id', 'email', 'display_name', 'role', 'membership.created_at'])
    .where('organization_id', '=', organization.id)
    .where('project_id', 'is', null)
    .orderBy('display_name')
    .orderBy('users.id')
    .execute()
  const place = { organizationId: organization.id, projectId: null }
  const invited = await openInvitations(ctx, ctx.control, place).orderBy('display_name').execute()
  return [
    ...members.map((row) => ({
      userId: row.id,
      email: row.email,
      displayName: row.display_name,
      role: row.role as OrganizationRole,
      invitation: null,
      since: row.created_at.toISOString(),
    })),
    ...invited.map((row) => ({
      userId: row.id,
      email: row.email ?? '',
      displayName: row.display_name ?? '',
      role: row.role as OrganizationRole,
      invitation: row.delivery,
      since: new Date(row.expires_at.getTime() - tokenLifetimeMs).toISOString(),
    })),
  ]
}
