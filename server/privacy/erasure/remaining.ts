import type { ErasurePlan } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { countWhere } from '../../platform/db/rows.ts'
import { remainingShared } from './erase-shared.ts'
import { type Erased } from './execute.ts'
import { databaseIn, type Found, storesOf } from './find.ts'
import { keyPlace, objectPlace, tablePlace } from './places.ts'

/** Reads every declared place and counts what is there of what was found: before an erasure a preview, after it the proof. */
export async function remaining(ctx: Context, region: string, plan: ErasurePlan, found: Found): Promise<Erased> {
  const left: Erased = {}
  for (const table of plan.tables) {
    const db = databaseIn(ctx, region, table)
    const links = plan.links.filter((link) => link.table === table)
    const counts = table.columns['id']
      ? [await countWhere(db, table.name, 'id', found.rows[table.name] ?? [])]
      : await Promise.all(links.map((link) => countWhere(db, table.name, link.column, found.rows[link.parent] ?? [])))
    left[tablePlace(table.name)] = Math.max(0, ...counts)
  }
  for (const { table, column, parent } of plan.cleared) {
    const db = databaseIn(ctx, region, table)
    const count = await countWhere(db, table.name, column, found.rows[parent] ?? [])
    left[tablePlace(table.name)] = (left[tablePlace(table.name)] ?? 0) + count
  }
  for (const bucket of plan.buckets) {
    const { objects } = storesOf(ctx, region, bucket)
    let count = 0
    for (const { prefix } of found.prefixes.filter(({ pattern }) => pattern === bucket.pattern))
      for await (const _ of objects.list({ prefix, bucket })) count++
    left[objectPlace(bucket.pattern)] = count
  }
  for (const space of plan.keyspaces) {
    const wanted = new Set(found.keys.filter(({ pattern }) => pattern === space.pattern).map(({ name }) => name))
    let count = 0
    if (wanted.size > 0)
      for await (const name of storesOf(ctx, region, space).ephemeral.names()) if (wanted.has(name)) count++
    left[keyPlace(space.pattern)] = count
  }
  await remainingShared(ctx, region, plan, found, (place, count) => {
    left[place] = (left[place] ?? 0) + count
  })
  return left
}
