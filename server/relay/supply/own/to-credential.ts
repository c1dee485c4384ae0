import type { Row } from '@vitrine/ledger'
import type { ProviderCredential } from '@vitrine/protocol'
import type { Stores } from '../../../context.ts'
import { ProblemError } from '../../../platform/errors.ts'
import type { providerCredentials } from '../tables.ts'

export type CredentialRow = Row<typeof providerCredentials>

/** Its secrets are never shown again. */
export const toCredential = (row: CredentialRow): ProviderCredential => ({
  id: row.id,
  provider: row.provider,
  name: row.name,
  baseUrl: row.base_url,
  testedAt: row.tested_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
})

export async function findCredential(
  { db }: Pick<Stores, 'db'>,
  organizationId: string,
  id: string,
): Promise<CredentialRow> {
  const row = await db
    .selectFrom('provider_credentials')
    .selectAll()
    .where('id', '=', id)
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  if (!row) throw new ProblemError('not-found', 'There is no such credential.', 'Look at the list of them.')
  return row
}
