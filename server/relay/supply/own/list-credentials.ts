import type { ProviderCredential } from '@vitrine/protocol'
import type { AuthorizedOrganization } from '../../../accounts/index.ts'
import type { Context } from '../../../context.ts'
import { toCredential } from './to-credential.ts'

/** The organization's own credentials at model providers. */
export async function listCredentials(
  ctx: Context,
  organization: AuthorizedOrganization<'develop'>,
): Promise<ProviderCredential[]> {
  const rows = await ctx.control.db
    .selectFrom('provider_credentials')
    .selectAll()
    .where('organization_id', '=', organization.id)
    .orderBy('created_at')
    .execute()
  return rows.map(toCredential)
}
