import type { Row } from '@vitrine/ledger'
import type { Authorized, Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import type { organizations } from '../tables.ts'
import { signInRequired } from './authorize-project.ts'
import { standingIn } from './standing-in.ts'

export type OrganizationRow = Row<typeof organizations>
export type AuthorizedOrganization = Authorized<OrganizationRow, 'administer'>

const absent = () => new ProblemError('not-found', 'There is no such organization.', 'Check the address.')

async function belongsTo(ctx: Context, userId: string, organizationId: string): Promise<boolean> {
  const row = await ctx.control.db
    .selectFrom('agent_memberships')
    .select('id')
    .where('user_id', '=', userId)
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  return row !== undefined
}

/** The organization, if the member administers all of it. 404 for outsiders, 403 for its other members. */
export async function authorizeOrganization(
  ctx: Context,
  organizationId: string,
  _right: 'administer',
): Promise<AuthorizedOrganization> {
  if (ctx.actor.kind !== 'member') throw signInRequired()
  const { userId } = ctx.actor
  const { platformAdmin, role } = await standingIn(ctx, userId, { organizationId, projectId: null })
  const mayAdminister = platformAdmin || role === 'admin'
  if (!mayAdminister && !(await belongsTo(ctx, userId, organizationId))) throw absent()
  if (!mayAdminister)
    throw new ProblemError('not-allowed', 'Only admins of the whole organization may do this.', 'Ask one of them.')
  const organization = await ctx.control.db
    .selectFrom('organizations')
    .selectAll()
    .where('id', '=', organizationId)
    .executeTakeFirst()
  if (!organization) throw absent()
  return organization as AuthorizedOrganization
}
