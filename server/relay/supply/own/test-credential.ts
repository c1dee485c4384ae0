import type { ProviderCredential } from '@vitrine/protocol'
import { type AuthorizedOrganization, audit } from '../../../accounts/index.ts'
import type { Context } from '../../../context.ts'
import { transact } from '../../../transact.ts'
import { openCredential } from '../access/credential.ts'
import { knownProvider } from '../access/read-access.ts'
import { tryAccess } from '../access/try-access.ts'
import { announceSupply } from '../announce.ts'
import { findCredential, toCredential } from './to-credential.ts'

/** Asks the provider whether the credential is still good. */
export async function testCredential(
  ctx: Context,
  input: { readonly organization: AuthorizedOrganization<'develop'>; readonly credentialId: string },
): Promise<ProviderCredential> {
  const { organization, credentialId } = input
  const row = await findCredential(ctx.control, organization.id, credentialId)
  const fields = openCredential(ctx, 'own', row)
  await tryAccess(ctx, { provider: knownProvider(row.provider), baseUrl: row.base_url, fields })
  return transact(ctx, ctx.control, async (ctx, tx) => {
    await tx.db.updateTable('provider_credentials').set({ tested_at: ctx.now() }).where('id', '=', row.id).execute()
    await audit(ctx, tx, {
      action: 'provider-credential.tested',
      organizationId: organization.id,
      target: { kind: 'provider-credential', id: row.id },
    })
    announceSupply(ctx)
    return toCredential(await findCredential(tx, organization.id, row.id))
  })
}
