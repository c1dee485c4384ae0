import type { Me, OrganizationRole, Role } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { signInRequired } from '../rights/authorize-project.ts'
import { asPlatformAdmin, reaches } from '../rights/limits.ts'
import { projectRole } from '../rights/membership-role.ts'
import { highest } from '../rights/rights.ts'

type Membership = { readonly organization_id: string; readonly project_id: string | null; readonly role: Role }

async function placesOf(ctx: Context, platformAdmin: boolean, memberships: readonly Membership[]) {
  const { db } = ctx.control
  const ids = memberships.map((membership) => membership.organization_id)
  const visible = platformAdmin || ids.length > 0
  if (!visible) return { organizations: [], projects: [] }
  const organizations = await db
    .selectFrom('organizations')
    .select(['id', 'name', 'code'])
    .$if(!platformAdmin, (query) => query.where('id', 'in', ids))
    .orderBy('name')
    .execute()
  const projects = await db
    .selectFrom('projects')
    .select(['id', 'name', 'organization_id'])
    .$if(!platformAdmin, (query) => query.where('organization_id', 'in', ids))
    .orderBy('name')
    .execute()
  return { organizations, projects }
}

/** The member themselves, and every organization and project that they can see by what they showed. */
export async function whoAmI(ctx: Context): Promise<Me> {
  const { actor } = ctx
  if (actor.kind !== 'member') throw signInRequired()
  const { db } = ctx.control
  const user = await db.selectFrom('users').selectAll().where('id', '=', actor.userId).executeTakeFirst()
  if (!user) throw signInRequired()
  const platformAdmin = user.platform_admin && asPlatformAdmin(actor)
  const memberships = await db
    .selectFrom('agent_memberships')
    .select(['organization_id', 'project_id', 'role'])
    .where('user_id', '=', user.id)
    .execute()
  const { organizations, projects } = await placesOf(ctx, platformAdmin, memberships)
  const ofOrganization = (id: string) =>
    memberships.find((one) => one.organization_id === id && one.project_id === null)?.role as
      | OrganizationRole
      | undefined
  const inProject = (organizationId: string, projectId: string) =>
    highest(
      memberships
        .filter((one) => one.organization_id === organizationId)
        .filter((one) => one.project_id === null || one.project_id === projectId)
        .flatMap((one) => projectRole(one) ?? []),
    )
  return {
    userId: user.id,
    email: user.email,
    displayName: user.display_name,
    language: user.language,
    platformAdmin,
    organizations: organizations
      .filter(({ id }) => reaches(actor, { organizationId: id, projectId: actor.limits?.projectId ?? null }))
      .map(({ id, name, code }) => ({ id, name, code, role: ofOrganization(id) ?? null })),
    projects: projects.flatMap(({ id, name, organization_id: organizationId }) => {
      const role = platformAdmin ? 'admin' : inProject(organizationId, id)
      return role && reaches(actor, { organizationId, projectId: id }) ? [{ id, name, organizationId, role }] : []
    }),
    regions: [...ctx.regions],
  }
}
