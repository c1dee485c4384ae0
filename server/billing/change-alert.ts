import type { Balance } from '@vitrine/protocol'
import { type AuthorizedOrganization, audit } from '../accounts/index.ts'
import type { Context } from '../context.ts'
import { transact } from '../transact.ts'
import { fromUsd } from './amount.ts'
import { readBalance } from './read-balance.ts'
import { warnIfLow } from './warn-if-low.ts'

/** Sets below which balance an organization is warned; `null`: never. */
export async function changeAlert(
  ctx: Context,
  { organization, below }: { readonly organization: AuthorizedOrganization<'bill'>; readonly below: string | null },
): Promise<Balance> {
  const limit = below === null ? null : String(fromUsd(below) ?? 0n)
  return transact(ctx, ctx.control, async (ctx, tx) => {
    await tx.db
      .insertInto('balances')
      .values({ organization_id: organization.id, alert_below: limit })
      .onConflict((on) => on.column('organization_id').doUpdateSet({ alert_below: limit, alerted_at: null }))
      .execute()
    await audit(ctx, tx, {
      action: 'balance.alert-changed',
      organizationId: organization.id,
      target: { kind: 'balance' },
    })
    await warnIfLow(ctx, tx, [organization.id])
    return readBalance(ctx, { organization })
  })
}
