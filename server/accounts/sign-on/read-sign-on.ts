import type { Row } from '@vitrine/ledger'
import type { SignOn, SignOnDomain } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import type { AuthorizedOrganization } from '../rights/authorize-organization.ts'
import { redirectUri } from './client.ts'
import { providerOf } from './provider.ts'
import type { signOnDomains } from './tables.ts'

export const toDomain = (row: Row<typeof signOnDomains>): SignOnDomain => ({
  id: row.id,
  domain: row.domain,
  record: { name: `_vitrine.${row.domain}`, value: `vitrine-domain=${row.challenge}` },
  provenAt: row.proven_at?.toISOString() ?? null,
})

/** How the members of an organization get in, as its admins see it. The client's secret is never shown again. */
export async function readSignOn(ctx: Context, organization: AuthorizedOrganization<'administer'>): Promise<SignOn> {
  const provider = await providerOf(ctx, organization.id)
  const domains = await ctx.control.db
    .selectFrom('sign_on_domains')
    .selectAll()
    .where('organization_id', '=', organization.id)
    .orderBy('domain')
    .execute()
  return {
    provider: provider?.row.checked_at
      ? {
          issuer: provider.issuer,
          clientId: provider.clientId,
          defaultRole: provider.row.default_role,
          onlySignOn: provider.row.only_sign_on,
          hosts: provider.row.hosts,
        }
      : null,
    redirectUri: redirectUri(ctx),
    domains: domains.map(toDomain),
    secondStepRequired: organization.second_step_required,
  }
}
