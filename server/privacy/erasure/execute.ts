import type { ErasurePlan, Table } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { type Buried, bury } from '../../platform/db/journal.ts'
import { clearWhere, deleteWhere } from '../../platform/db/rows.ts'
import { eraseShared } from './erase-shared.ts'
import { databaseIn, type Found, storesOf } from './find.ts'
import { objectPlace, tablePlace } from './places.ts'

/** How many went, by place. */
export type Erased = Record<string, number>

const batch = 1_000
const batches = (ids: readonly string[]) =>
  Array.from({ length: Math.ceil(ids.length / batch) }, (_, n) => ids.slice(n * batch, (n + 1) * batch))

async function deleteRows(
  ctx: Context,
  region: string,
  plan: ErasurePlan,
  found: Found,
  table: Table,
): Promise<number> {
  const db = databaseIn(ctx, region, table)
  let count = 0
  for (const ids of batches(found.rows[table.name] ?? [])) count += await deleteWhere(db, table.name, 'id', ids)
  for (const link of plan.links.filter((link) => link.table === table))
    for (const ids of batches(found.rows[link.parent] ?? []))
      count += await deleteWhere(db, table.name, link.column, ids)
  return count
}

/** Everything that can arrive late: in the region's journal, where it would arrive. */
const buriedOf = (plan: ErasurePlan, found: Found): Buried[] =>
  plan.tables.flatMap(({ name, subject }) =>
    subject ? (found.rows[name] ?? []).map((id) => ({ id, kind: subject })) : [],
  )

/**
 * Deletes what was found. Their ids are remembered, so that nothing is sent anew under them. Keys go first, so that whatever happens next the content is unreadable from that moment;
 * rows go children first, so that an interrupted run finds its way again from the root. Repeating it is harmless.
 */
export async function execute(ctx: Context, region: string, plan: ErasurePlan, found: Found): Promise<Erased> {
  const erased: Erased = {}
  const add = (place: string, count: number) => {
    erased[place] = (erased[place] ?? 0) + count
  }
  await bury(ctx.region({ region }), buriedOf(plan, found), ctx.now())
  for (const table of plan.tables.filter((table) => table.holdsKeys))
    add(tablePlace(table.name), await deleteRows(ctx, region, plan, found, table))
  for (const { pattern, prefix } of found.prefixes) {
    const bucket = plan.buckets.find((bucket) => bucket.pattern === pattern)
    if (bucket) add(objectPlace(pattern), await storesOf(ctx, region, bucket).objects.deleteAll({ prefix, bucket }))
  }
  for (const { pattern, name } of found.keys) {
    const space = plan.keyspaces.find((space) => space.pattern === pattern)
    if (space) await storesOf(ctx, region, space).ephemeral.delete({ name, space })
  }
  for (const link of plan.cleared)
    for (const ids of batches(found.rows[link.parent] ?? []))
      add(
        tablePlace(link.table.name),
        await clearWhere(databaseIn(ctx, region, link.table), link.table.name, link.column, ids),
      )
  for (const table of plan.tables.filter((table) => !table.holdsKeys))
    add(tablePlace(table.name), await deleteRows(ctx, region, plan, found, table))
  await eraseShared(ctx, region, plan, found, add)
  return erased
}
