import type { Row } from '@vitrine/ledger'
import type { Authorized, Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import type { organizations } from '../tables.ts'
import { signInRequired } from './authorize-project.ts'
import { asPlatformAdmin, reaches, requireScope } from './limits.ts'
import { givesInOrganization, type IncludingInOrganization, type OrganizationRight } from './rights.ts'
import { refuseWithoutSecondStep } from './second-step.ts'
import { standingIn } from './standing-in.ts'

export type OrganizationRow = Row<typeof organizations>
export type AuthorizedOrganization<Right extends OrganizationRight = 'view'> = Authorized<
  OrganizationRow,
  IncludingInOrganization[Right]
>

const absent = () => new ProblemError('not-found', 'There is no such organization.', 'Check the address.')

const refusals: Record<OrganizationRight, string> = {
  view: 'Only members of the organization may see this.',
  bill: 'Only those who look after its bills may do this.',
  develop: 'Only developers and admins of the organization may do this.',
  administer: 'Only admins of the whole organization may do this.',
  own: 'Only owners of the organization may do this.',
}

async function belongsTo(ctx: Context, userId: string, organizationId: string): Promise<boolean> {
  const row = await ctx.control.db
    .selectFrom('agent_memberships')
    .select('id')
    .where('user_id', '=', userId)
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * The organization, if the member who asks has the right in all of it. 404 for outsiders; 403 for its other members, also
 * those of one of its projects only.
 */
export async function authorizeOrganization<Right extends OrganizationRight>(
  ctx: Context,
  organizationId: string,
  right: Right,
): Promise<AuthorizedOrganization<Right>> {
  if (ctx.actor.kind !== 'member') throw signInRequired()
  const { userId } = ctx.actor
  const place = { organizationId, projectId: null }
  if (!reaches(ctx.actor, place)) throw absent()
  const { platformAdmin, organizationRole } = await standingIn(ctx, userId, place)
  const may = (platformAdmin && asPlatformAdmin(ctx.actor)) || givesInOrganization(organizationRole, right)
  if (!may && !(await belongsTo(ctx, userId, organizationId))) throw absent()
  if (!may) throw new ProblemError('not-allowed', refusals[right], 'Ask one of them.')
  await refuseWithoutSecondStep(ctx, ctx.actor, organizationId)
  requireScope(ctx.actor, right)
  const organization = await ctx.control.db
    .selectFrom('organizations')
    .selectAll()
    .where('id', '=', organizationId)
    .executeTakeFirst()
  if (!organization) throw absent()
  return organization as AuthorizedOrganization<Right>
}
