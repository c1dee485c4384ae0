import type { Organization } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import type { AuthorizedOrganization } from '../rights/authorize-organization.ts'
import { givesInOrganization } from '../rights/rights.ts'
import { standingIn } from '../rights/standing-in.ts'
import { toOrganization, withContacts } from './to-organization.ts'

/** An organization; with the addresses that bills and warnings go to for those who may change them. */
export async function readOrganization(
  ctx: Context,
  { organization }: { readonly organization: AuthorizedOrganization },
): Promise<Organization> {
  if (ctx.actor.kind !== 'member') return toOrganization(organization)
  const place = { organizationId: organization.id, projectId: null }
  const { platformAdmin, organizationRole } = await standingIn(ctx, ctx.actor.userId, place)
  const may = platformAdmin || givesInOrganization(organizationRole, 'bill')
  return may ? withContacts(organization) : toOrganization(organization)
}
