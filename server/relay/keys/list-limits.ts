import type { RelayLimitsOf } from '@vitrine/protocol'
import type { AuthorizedOrganization } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { toLimits } from './limit-columns.ts'

/** What is set for an organization, its projects and its members. */
export async function listLimits(
  ctx: Context,
  { organization }: { readonly organization: AuthorizedOrganization },
): Promise<RelayLimitsOf[]> {
  const rows = await ctx.control.db
    .selectFrom('relay_limits')
    .selectAll()
    .where('organization_id', '=', organization.id)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    projectId: row.project_id,
    memberId: row.member_id,
    limits: toLimits(row),
    ownKeys: row.own_keys,
  }))
}
