import { type AuthorizedOrganization, audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'

/** Sets for how many days the organization's requests are logged; the next sweep deletes what is older. */
export const keepRequests = (
  ctx: Context,
  { organization, days }: { readonly organization: AuthorizedOrganization<'administer'>; readonly days: number },
): Promise<void> =>
  transact(ctx, ctx.control, async (ctx, tx) => {
    const { request_log_days: before } = await tx.db
      .selectFrom('organizations')
      .select('request_log_days')
      .where('id', '=', organization.id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (before === days) return
    await tx.db.updateTable('organizations').set({ request_log_days: days }).where('id', '=', organization.id).execute()
    await audit(ctx, tx, {
      action: days < before ? 'organization.request-log-shortened' : 'organization.changed',
      organizationId: organization.id,
      target: { kind: 'organization', id: organization.id },
    })
  })
