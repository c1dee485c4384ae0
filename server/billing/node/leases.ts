import { sql } from 'kysely'
import type { Context, Tx } from '../../context.ts'
import { transact } from '../../transact.ts'
import type { Pico } from '../price.ts'

/** After so long without a word from it, what a node had set aside goes back to the balances. */
export const lapseMs = 3_600_000

/** Sets part of a balance aside for a node; `undefined`: there is not so much left. Answers what is left then. */
export async function lease(
  ctx: Context,
  node: string,
  organizationId: string,
  amount: Pico,
): Promise<Pico | undefined> {
  return transact(ctx, ctx.control, async (_, tx) => {
    const taken = await tx.db
      .updateTable('balances')
      .set({ leased: sql<string>`leased + ${String(amount)}` })
      .where('organization_id', '=', organizationId)
      .where(sql<boolean>`amount - leased >= ${String(amount)}`)
      .returning(sql<string>`amount - leased`.as('left'))
      .executeTakeFirst()
    if (!taken) return undefined
    const row = { node, organization_id: organizationId, amount, renewed_at: sql<Date>`now()` }
    await tx.db
      .insertInto('balance_leases')
      .values(row)
      .onConflict((on) =>
        on.columns(['node', 'organization_id']).doUpdateSet({
          amount: sql<string>`balance_leases.amount + excluded.amount`,
          renewed_at: sql<Date>`now()`,
        }),
      )
      .execute()
    return BigInt(taken.left)
  })
}

/** What nobody has set aside, and whether others than the one who has `own` have anything. */
export async function leftOf(
  ctx: Context,
  organizationId: string,
  own: Pico,
): Promise<{ readonly left: Pico; readonly others: boolean }> {
  const row = await ctx.control.db
    .selectFrom('balances')
    .select([sql<string>`amount - leased`.as('left'), sql<boolean>`leased > ${String(own)}`.as('others')])
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  return row ? { left: BigInt(row.left), others: row.others } : { left: 0n, others: false }
}

const lockBalances = (tx: Tx, organizations: readonly string[]) =>
  tx.db
    .selectFrom('balances')
    .select('organization_id')
    .where('organization_id', 'in', organizations)
    .orderBy('organization_id')
    .forUpdate()
    .execute()

const addLeased = (tx: Tx, organizationId: string, amount: Pico) =>
  tx.db
    .updateTable('balances')
    .set({ leased: sql<string>`leased + ${String(amount)}` })
    .where('organization_id', '=', organizationId)
    .execute()

/** Gives part of a slice back. One that lapsed meanwhile has been given back already. */
export async function giveBack(ctx: Context, node: string, organizationId: string, amount: Pico): Promise<void> {
  await transact(ctx, ctx.control, async (_, tx) => {
    await lockBalances(tx, [organizationId])
    const given = await tx.db
      .updateTable('balance_leases')
      .set({ amount: sql<string>`amount - ${String(amount)}` })
      .where('node', '=', node)
      .where('organization_id', '=', organizationId)
      .returning('node')
      .executeTakeFirst()
    if (given) await addLeased(tx, organizationId, -amount)
  })
}

/** Says that the node is there. Answers the organizations of which it still has a slice. */
export async function renew(ctx: Context, node: string): Promise<ReadonlySet<string>> {
  const rows = await transact(ctx, ctx.control, (_, tx) =>
    tx.db
      .updateTable('balance_leases')
      .set({ renewed_at: sql<Date>`now()` })
      .where('node', '=', node)
      .returning('organization_id')
      .execute(),
  )
  return new Set(rows.map(({ organization_id }) => organization_id))
}

/** Takes slices back: all of a node that has ended, or those of nodes that were not heard of for too long. */
export async function endLeases(ctx: Context, whose: { readonly node: string } | 'lapsed'): Promise<number> {
  const due =
    whose === 'lapsed'
      ? sql<boolean>`renewed_at < now() - ${lapseMs} * interval '1 ms'`
      : sql<boolean>`node = ${whose.node}`
  return transact(ctx, ctx.control, async (_, tx) => {
    const found = await tx.db.selectFrom('balance_leases').select('organization_id').where(due).distinct().execute()
    if (found.length === 0) return 0
    const organizations = found.map(({ organization_id }) => organization_id)
    await lockBalances(tx, organizations)
    const gone = await tx.db
      .deleteFrom('balance_leases')
      .where(due)
      .where('organization_id', 'in', organizations)
      .returning(['organization_id', 'amount'])
      .execute()
    for (const { organization_id, amount } of gone) await addLeased(tx, organization_id, -BigInt(amount))
    return gone.length
  })
}
