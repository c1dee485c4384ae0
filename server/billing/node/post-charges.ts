import { sql } from 'kysely'
import type { Context, Tx } from '../../context.ts'
import { transact } from '../../transact.ts'
import type { Entry } from '../journal/line.ts'
import { warnIfLow } from '../warn-if-low.ts'

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
    const spent = await enter(ctx, tx, entries)
    if (spent.length === 0) return
    for (const { organization_id, cost } of spent) await spend(tx, node, organization_id, cost)
    await warnIfLow(ctx, tx, organizations)
  })
}

type Spent = { readonly organization_id: string; readonly cost: string }

/**
 * Claims and both entries of each charge in one statement: our process writes each charge once, in short, and reads only
 * what the fresh ones cost each organization. Booked at the database's time: by a clock that is wrong a month that is
 * closed would change.
 */
async function enter(ctx: Context, tx: Tx, entries: readonly Entry[]): Promise<readonly Spent[]> {
  const { rows } = await sql<Spent>`
    with given as materialized (
      select distinct on (request_id) request_id, organization_id, cost, project_id, key_id, model
      from jsonb_array_elements(${JSON.stringify(entries.map(inShort))}::jsonb) with ordinality as g (e, place)
      cross join lateral (
        select (e->>0)::uuid, (e->>1)::uuid, (e->>2)::numeric, (e->>3)::uuid, (e->>4)::uuid, e->>5
      ) as charge (request_id, organization_id, cost, project_id, key_id, model)
      order by request_id, place desc
    ), claimed as (
      insert into balance_requests (request_id, at)
      select request_id, ${ctx.now()}::timestamptz from given order by request_id
      on conflict do nothing returning request_id
    ), fresh as materialized (
      select given.* from given join claimed using (request_id)
    ), entered as (
      insert into balance_transactions (at, movement, kind, account, organization_id, amount, project_id, key_id, model)
      select now(), request_id, 'charge', account, organization_id, amount, project_id, key_id, model
      from fresh cross join lateral (values ('customer', -cost), ('revenue', cost)) as side (account, amount)
    )
    select organization_id, sum(cost)::text as cost from fresh group by 1 order by 1`.execute(tx.db)
  return rows
}

const inShort = ({ requestId, organizationId, cost, projectId, keyId, model }: Entry) =>
  [requestId, organizationId, String(cost), projectId, keyId, model] as const

/** Out of the node's slice where it still has one; else out of what is left of the balance. */
async function spend(tx: Tx, node: string, organizationId: string, cost: string): Promise<void> {
  const slice = await tx.db
    .updateTable('balance_leases')
    .set({ amount: sql<string>`amount - ${cost}` })
    .where('node', '=', node)
    .where('organization_id', '=', organizationId)
    .returning('node')
    .executeTakeFirst()
  await tx.db
    .updateTable('balances')
    .set({
      amount: sql<string>`amount - ${cost}`,
      leased: sql<string>`leased - ${slice ? cost : '0'}`,
    })
    .where('organization_id', '=', organizationId)
    .execute()
}
