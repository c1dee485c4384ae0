import { sql } from 'kysely'
import type { Context, Tx } from '../../context.ts'
import { transact } from '../../transact.ts'
import type { Entry } from '../journal/line.ts'
import type { Pico } from '../price.ts'
import { warnIfLow } from '../warn-if-low.ts'
import { movementOf, writeMovements } from '../write-movements.ts'

/** Enters charges of a node, each once however often it is asked. */
export async function postCharges(ctx: Context, node: string, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const organizations = [...new Set(entries.map(({ organizationId }) => organizationId))].toSorted()
    await tx.db
      .selectFrom('balances')
      .select('organization_id')
      .where('organization_id', 'in', organizations)
      .orderBy('organization_id')
      .forUpdate()
      .execute()
    const byId = new Map(entries.map((entry) => [entry.requestId, entry]))
    const fresh = (await claimRequests(ctx, tx, [...byId.keys()])).flatMap((id) => byId.get(id) ?? [])
    if (fresh.length === 0) return
    await writeMovements(
      tx,
      fresh.map((entry) =>
        movementOf({
          movement: entry.requestId,
          kind: 'charge',
          from: 'revenue',
          organizationId: entry.organizationId,
          amount: -entry.cost,
          projectId: entry.projectId,
          keyId: entry.keyId,
          model: entry.model,
        }),
      ),
    )
    for (const [organizationId, those] of Map.groupBy(fresh, (entry) => entry.organizationId))
      await spend(
        tx,
        node,
        organizationId,
        those.reduce((sum, { cost }) => sum + cost, 0n),
      )
    await warnIfLow(ctx, tx, organizations)
  })
}

/** Which of these were not known before; from now on they are. */
export async function claimRequests(ctx: Context, tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.db
    .insertInto('balance_requests')
    .columns(['request_id', 'at'])
    .expression((from) =>
      from
        .selectFrom(sql<{ id: string }>`unnest(${ids.toSorted()}::uuid[])`.as<'ids'>(sql`ids (id)`))
        .select(['ids.id', sql<Date>`${ctx.now()}::timestamptz`.as('at')]),
    )
    .onConflict((on) => on.doNothing())
    .returning('request_id')
    .execute()
  return rows.map(({ request_id }) => request_id)
}

/** Out of the node's slice where it still has one; else out of what is left of the balance. */
async function spend(tx: Tx, node: string, organizationId: string, cost: Pico): Promise<void> {
  const slice = await tx.db
    .updateTable('balance_leases')
    .set({ amount: sql<string>`amount - ${String(cost)}` })
    .where('node', '=', node)
    .where('organization_id', '=', organizationId)
    .returning('node')
    .executeTakeFirst()
  await tx.db
    .updateTable('balances')
    .set({
      amount: sql<string>`amount - ${String(cost)}`,
      leased: sql<string>`leased - ${String(slice ? cost : 0n)}`,
    })
    .where('organization_id', '=', organizationId)
    .execute()
}
