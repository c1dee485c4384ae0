import { sql } from 'kysely'
import { mailAlerts } from '../accounts/index.ts'
import type { Context, Tx } from '../context.ts'
import { toUsd } from './amount.ts'
import { lowBalance } from './low-balance.ts'
import type { Pico } from './price.ts'

/** A balance has fallen below what its organization wants to be warned of. */
type BalanceLow = { readonly organizationId: string; readonly amount: Pico; readonly alertBelow: Pico }
type Hear = (ctx: Context, tx: Tx, low: BalanceLow) => Promise<void>

const hearing = new Set<Hear>()

/** Calls `hear` in the transaction that finds a balance low, once for each fall. Answers how to stop. */
export function onBalanceLow(hear: Hear): () => void {
  hearing.add(hear)
  return () => void hearing.delete(hear)
}

/** Warns those of these organizations whose balance has fallen below their limit since they were last warned. */
export async function warnIfLow(ctx: Context, tx: Tx, organizations: readonly string[]): Promise<void> {
  const low = await tx.db
    .updateTable('balances')
    .set({ alerted_at: ctx.now() })
    .where('organization_id', 'in', organizations)
    .where('alerted_at', 'is', null)
    .where(sql<boolean>`amount < alert_below`)
    .returning(['organization_id', 'amount', 'alert_below'])
    .execute()
  for (const { organization_id: organizationId, amount, alert_below } of low) {
    const found = { organizationId, amount: BigInt(amount), alertBelow: BigInt(alert_below ?? 0) }
    const data = { organizationId, amount: inCents(found.amount), limit: inCents(found.alertBelow) }
    await mailAlerts(tx, { template: lowBalance, organizationId, data })
    for (const hear of hearing) await hear(ctx, tx, found)
  }
}

/** Rounded down: what a letter says is there is there. */
const inCents = (amount: Pico): string => {
  const cent = 10_000_000_000n
  const below = amount < 0n && amount % cent !== 0n ? amount / cent - 1n : amount / cent
  return toUsd(below * cent)
}
