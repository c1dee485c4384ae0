import { randomUUID } from 'node:crypto'
import { ensureOrganization } from '../../accounts/index.ts'
import { bookPayment } from '../../billing/index.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { ensureRelayKey } from '../keys/index.ts'
import { ensureSimulatedSupply } from '../supply/index.ts'

/** Ten dollars, for a provider that costs nobody anything. */
const playMoney = 10n * 10n ** 12n

/** Something to spend, once, for the organization that the installation began with. */
async function ensureBalance(ctx: Context): Promise<void> {
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const { id: organizationId } = await ensureOrganization(ctx)
    // Two processes that start together book it once.
    await tx.db.selectFrom('organizations').select('id').where('id', '=', organizationId).forUpdate().execute()
    const found = await tx.db
      .selectFrom('balances')
      .select('organization_id')
      .where('organization_id', '=', organizationId)
      .executeTakeFirst()
    if (!found) await bookPayment(ctx, tx, { id: randomUUID(), organizationId, kind: 'correction', amount: playMoney })
  })
}

/** Makes the relay answer on a fresh installation: from a provider without a model. Answers a key, shown once. */
export async function ensureDemoRelay(ctx: Context, input: { readonly simulatorUrl: string }): Promise<string> {
  await ensureSimulatedSupply(ctx, { url: input.simulatorUrl })
  await ensureBalance(ctx)
  return ensureRelayKey(ctx)
}
