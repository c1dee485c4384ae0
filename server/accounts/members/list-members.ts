import type { Member, ProjectRole } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { tokenLifetimeMs } from '../one-time-tokens.ts'
import type { AuthorizedProject } from '../rights/authorize-project.ts'
import { projectRole } from '../rights/membership-role.ts'
import { outranks } from '../rights/rights.ts'
import { openInvitations } from './invitations.ts'

/** Everybody with a role in the project, once each with the role that counts, then the open invitations. */
export async function listMembers(ctx: Context, input: { readonly project: AuthorizedProject }): Promise<Member[]> {
  const { project } = input
  return [...(await activeMembers(ctx, project)), ...(await invitedMembers(ctx, project))]
}

async function activeMembers(ctx: Context, project: AuthorizedProject): Promise<Member[]> {
  const rows = await ctx.control.db
    .selectFrom('agent_memberships as membership')
    .innerJoin('users', 'users.id', 'membership.user_id')
    .select(['users.id', 'email', 'display_name', 'project_id', 'role', 'membership.created_at'])
    .where('organization_id', '=', project.organization_id)
    .where((where) => where.or([where('project_id', 'is', null), where('project_id', '=', project.id)]))
    .orderBy('display_name')
    .orderBy('users.id')
    .orderBy('project_id', (order) => order.nullsFirst())
    .execute()
  const counting = new Map<string, (typeof rows)[number] & { here: ProjectRole }>()
  for (const row of rows) {
    const here = projectRole(row)
    const other = counting.get(row.id)?.here
    if (here && (!other || outranks(here, other))) counting.set(row.id, { ...row, here })
  }
  return [...counting.values()].map((row) => ({
    userId: row.id,
    email: row.email,
    displayName: row.display_name,
    role: row.here,
    scope: row.project_id === null ? 'organization' : 'project',
    pending: false,
    invitation: null,
    since: row.created_at.toISOString(),
  }))
}

async function invitedMembers(ctx: Context, project: AuthorizedProject): Promise<Member[]> {
  const place = { organizationId: project.organization_id, projectId: project.id }
  const invitations = await openInvitations(ctx, ctx.control, place).orderBy('display_name').execute()
  return invitations.map((row) => ({
    userId: row.id,
    email: row.email ?? '',
    displayName: row.display_name ?? '',
    role: projectRole({ role: row.role ?? 'viewer', project_id: project.id }) ?? 'viewer',
    scope: 'project',
    pending: true,
    invitation: row.delivery,
    since: new Date(row.expires_at.getTime() - tokenLifetimeMs).toISOString(),
  }))
}
