import type { RelayKey } from '@vitrine/protocol'
import type { AuthorizedOrganization } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { toRelayKey } from './to-relay-key.ts'

const most = 5_000

/** The keys of an organization, newest first; also those that have ended, as long as they are kept. */
export async function listKeys(
  ctx: Context,
  { organization }: { readonly organization: AuthorizedOrganization },
): Promise<RelayKey[]> {
  const rows = await ctx.control.db
    .selectFrom('api_keys')
    .selectAll()
    .where('organization_id', '=', organization.id)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map(toRelayKey)
}
