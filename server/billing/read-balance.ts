import type { Balance } from '@vitrine/protocol'
import type { AuthorizedOrganization } from '../accounts/index.ts'
import type { Context } from '../context.ts'
import { toUsd } from './amount.ts'

/** What an organization has left. */
export async function readBalance(
  ctx: Context,
  { organization }: { readonly organization: Pick<AuthorizedOrganization, 'id'> },
): Promise<Balance> {
  const row = await ctx.control.db
    .selectFrom('balances')
    .selectAll()
    .where('organization_id', '=', organization.id)
    .executeTakeFirst()
  return {
    amount: toUsd(BigInt(row?.amount ?? 0)),
    setAside: toUsd(BigInt(row?.leased ?? 0)),
    alertBelow: row?.alert_below == null ? null : toUsd(BigInt(row.alert_below)),
    alertedAt: row?.alerted_at?.toISOString() ?? null,
  }
}
