import { type AuthorizedOrganization, audit } from '../../../accounts/index.ts'
import type { Context } from '../../../context.ts'
import { transact } from '../../../transact.ts'
import { announceSupply } from '../announce.ts'
import { findCredential } from './to-credential.ts'

/** Forgets a credential; requests that need it are refused from then on. */
export async function removeCredential(
  ctx: Context,
  input: { readonly organization: AuthorizedOrganization<'develop'>; readonly credentialId: string },
): Promise<void> {
  const { organization, credentialId } = input
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const { id } = await findCredential(tx, organization.id, credentialId)
    await tx.db.deleteFrom('provider_credentials').where('id', '=', id).execute()
    await audit(ctx, tx, {
      action: 'provider-credential.removed',
      organizationId: organization.id,
      target: { kind: 'provider-credential', id },
    })
    announceSupply(ctx)
  })
}
