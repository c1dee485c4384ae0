import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import type { AuthorizedOrganization } from '../rights/authorize-organization.ts'
import { endSignOnLogins } from './only-sign-on.ts'

/** Nobody signs on through the provider any more; whoever did so is signed out. Accounts and domains stay. */
export async function removeSignOn(ctx: Context, organization: AuthorizedOrganization<'administer'>): Promise<void> {
  const { id } = organization
  await transact(ctx, ctx.control, async (ctx, tx) => {
    await tx.db.deleteFrom('sign_on_providers').where('organization_id', '=', id).execute()
    await audit(ctx, tx, { action: 'sign-on.removed', organizationId: id, target: { kind: 'organization', id } })
    await endSignOnLogins(tx, id)
  })
}
