import type { ErasurePlan, KeyspaceDeclaration, Table } from '@vitrine/ledger'
import type { Context, Stores } from '../../context.ts'
import { countWhere, countWhereAny } from '../../platform/db/rows.ts'
import { eachAtOnce } from '../../platform/each-at-once.ts'
import { remainingShared } from './erase-shared.ts'
import type { Counts } from './execute.ts'
import type { Found } from './find.ts'
import { keyPlace, objectPlace, tablePlace } from './places.ts'
import { placesAtOnce, type Scope, storesOf, sumOver } from './scope.ts'

/** Reads every declared place and counts what is there of what was found: before an erasure a preview, after it the proof. */
export async function remaining(ctx: Context, scope: Scope, plan: ErasurePlan, found: Found): Promise<Counts> {
  const left: Counts = {}
  const add = (place: string, count: number) => {
    left[place] = (left[place] ?? 0) + count
  }
  for (const table of plan.tables)
    add(tablePlace(table.name), await sumOver(ctx, scope, table, (stores) => rowsLeft(stores, plan, found, table)))
  for (const { table, column, parent } of plan.cleared) {
    const ids = found.rows[parent] ?? []
    add(tablePlace(table.name), await sumOver(ctx, scope, table, ({ db }) => countWhere(db, table.name, column, ids)))
  }
  await eachAtOnce(found.prefixes, placesAtOnce, async ({ pattern, prefix }) => {
    const bucket = plan.buckets.find((bucket) => bucket.pattern === pattern)
    if (!bucket) return
    for (const { objects } of storesOf(ctx, scope, bucket))
      for await (const _ of objects.list({ prefix, bucket })) add(objectPlace(pattern), 1)
  })
  for (const space of plan.keyspaces) {
    const wanted = new Set(found.keys.filter(({ pattern }) => pattern === space.pattern).map(({ name }) => name))
    if (wanted.size === 0) continue
    for (const stores of storesOf(ctx, scope, space))
      add(keyPlace(space.pattern), await entriesLeft(stores, space, wanted))
  }
  await remainingShared(ctx, scope, plan, found, add)
  return left
}

/** Of maps every entry counts, of other keys each of them. */
async function entriesLeft({ ephemeral }: Stores, space: KeyspaceDeclaration, wanted: ReadonlySet<string>) {
  let count = 0
  if (space.kind === 'map')
    for (const name of wanted) count += (await ephemeral.readMap({ name, space: { ...space, kind: 'map' } })).size
  else for await (const name of ephemeral.names()) if (wanted.has(name)) count++
  return count
}

/** Rows that are there by their own ids, or because what they hang on is to go. */
function rowsLeft({ db }: Stores, plan: ErasurePlan, found: Found, table: Table): Promise<number> {
  const own = table.columns['id'] ? [{ column: 'id', values: found.rows[table.name] ?? [] }] : []
  const links = plan.links
    .filter((link) => link.table === table)
    .map(({ column, parent }) => ({ column, values: found.rows[parent] ?? [] }))
  return countWhereAny(db, table.name, [...own, ...links])
}
