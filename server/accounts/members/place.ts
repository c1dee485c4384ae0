import type { OrganizationRole, Role } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import type { AuthorizedOrganization } from '../rights/authorize-organization.ts'
import type { AuthorizedProject } from '../rights/authorize-project.ts'
import { covers } from '../rights/rights.ts'
import { standingIn } from '../rights/standing-in.ts'

/** What somebody may be a member of: one project, or a whole organization. */
export type Where =
  | { readonly project: AuthorizedProject<'administer'> }
  | { readonly organization: AuthorizedOrganization<'administer'> }

/** The same as the columns of a membership say it. */
export type Place = { readonly organizationId: string; readonly projectId: string | null }

export const placeOf = (where: Where): Place =>
  'project' in where
    ? { organizationId: where.project.organization_id, projectId: where.project.id }
    : { organizationId: where.organization.id, projectId: null }

/** Changes to the members of a place follow one another. */
export async function lockPlace(tx: Tx, { organizationId, projectId }: Place): Promise<void> {
  const lock = projectId
    ? tx.db.selectFrom('projects').select('id').where('id', '=', projectId)
    : tx.db.selectFrom('organizations').select('id').where('id', '=', organizationId)
  await lock.forUpdate().execute()
}

/** Nobody gives, changes or takes a role above their own. In a project nobody is above its admins. */
export async function refuseAbove(ctx: Context, place: Place, roles: readonly Role[]): Promise<void> {
  if (place.projectId !== null || ctx.actor.kind !== 'member') return
  const { platformAdmin, organizationRole } = await standingIn(ctx, ctx.actor.userId, place)
  const may = (role: Role) => organizationRole !== undefined && covers(organizationRole, role as OrganizationRole)
  if (platformAdmin || roles.every(may)) return
  throw new ProblemError('not-allowed', 'This role is above your own.', 'Ask an owner of the organization.', {
    field: 'role',
  })
}
