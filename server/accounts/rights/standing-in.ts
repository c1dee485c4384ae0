import type { OrganizationRole, ProjectRole } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { projectRole } from './membership-role.ts'
import { highest } from './rights.ts'

/** Where a user stands now; read from the database each time, so that a removed member loses access at once. */
export type Standing = {
  readonly platformAdmin: boolean
  /** In the project asked for: the highest that memberships of it or of its organization give. */
  readonly role: ProjectRole | undefined
  readonly organizationRole: OrganizationRole | undefined
}

type Place = { readonly organizationId: string; readonly projectId: string | null }

export async function standingIn(ctx: Context, userId: string, place: Place): Promise<Standing> {
  const rows = await ctx.control.db
    .selectFrom('users')
    .leftJoin('agent_memberships', (join) =>
      join
        .onRef('agent_memberships.user_id', '=', 'users.id')
        .on('agent_memberships.organization_id', '=', place.organizationId)
        .on((on) => on.or([on('project_id', 'is', null), on('project_id', '=', place.projectId)])),
    )
    .select(['users.platform_admin', 'agent_memberships.role', 'agent_memberships.project_id'])
    .where('users.id', '=', userId)
    .execute()
  const memberships = rows.flatMap(({ role, project_id }) => (role ? [{ role, project_id }] : []))
  return {
    platformAdmin: rows[0]?.platform_admin ?? false,
    role: highest(memberships.flatMap((membership) => projectRole(membership) ?? [])),
    organizationRole: memberships.find(({ project_id }) => project_id === null)?.role as OrganizationRole | undefined,
  }
}

/** The role of a user in a project, for example to decide whether a report can be assigned to them. */
export const roleIn = async (
  ctx: Context,
  project: { readonly id: string; readonly organization_id: string },
  userId: string,
): Promise<ProjectRole | undefined> =>
  (await standingIn(ctx, userId, { organizationId: project.organization_id, projectId: project.id })).role
