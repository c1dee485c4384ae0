import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { deletionRequested } from '../mail/letters/deletion-requested.ts'
import { mailPlatformAdmins } from '../mail/mail-member.ts'
import type { AuthorizedOrganization } from '../rights/authorize-organization.ts'

type Input = { readonly organization: AuthorizedOrganization<'own'> }

/** Asks those who run the installation to delete the organization. Nothing is deleted by asking. */
export async function requestDeletion(ctx: Context, { organization: { id } }: Input): Promise<void> {
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const { numUpdatedRows } = await tx.db
      .updateTable('organizations')
      .set({ deletion_requested_at: ctx.now() })
      .where('id', '=', id)
      .where('deletion_requested_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    await audit(ctx, tx, {
      action: 'organization.deletion-requested',
      organizationId: id,
      target: { kind: 'organization', id },
    })
    await mailPlatformAdmins(tx, { template: deletionRequested, data: { organizationId: id } })
  })
}

export async function withdrawDeletion(ctx: Context, { organization: { id } }: Input): Promise<void> {
  await transact(ctx, ctx.control, async (ctx, tx) => {
    await tx.db.updateTable('organizations').set({ deletion_requested_at: null }).where('id', '=', id).execute()
    await audit(ctx, tx, {
      action: 'organization.deletion-withdrawn',
      organizationId: id,
      target: { kind: 'organization', id },
    })
  })
}
