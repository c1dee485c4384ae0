import { type ErasurePlan, fill, placeholders, type Table } from '@vitrine/ledger'
import type { Context, Stores } from '../../context.ts'
import { databaseOf } from '../../platform/db/database-of.ts'
import { columnsOf, idsIn, idsWhere } from '../../platform/db/rows.ts'

/** Everything that one erasure will touch, in a form that survives a restart: ids and names, no content. */
export type Found = {
  /** Table → ids of the rows that go. Tables without ids of their own go by their links. */
  rows: Record<string, string[]>
  prefixes: { pattern: string; prefix: string }[]
  keys: { pattern: string; name: string }[]
  /** What the rows share with others: goes if nothing else refers to it by then. */
  shared?: { table: string; id: string; prefixes: { pattern: string; prefix: string }[] }[]
}

export const storesOf = (ctx: Context, region: string, place: { readonly region: 'control' | 'home' }): Stores =>
  place.region === 'control' ? ctx.control : ctx.region({ region })

/** The database that holds a table of that region. */
export const databaseIn = (ctx: Context, region: string, table: Table): Stores['db'] =>
  databaseOf(storesOf(ctx, region, table), table)

const union = <T>(a: readonly T[], b: readonly T[], key: (item: T) => string): T[] => [
  ...new Map([...a, ...b].map((item) => [key(item), item])).values(),
]

/** Adds what `b` found to what `a` found. */
export const merge = (a: Found, b: Found): Found => ({
  rows: Object.fromEntries(
    [...new Set([...Object.keys(a.rows), ...Object.keys(b.rows)])].map((table) => [
      table,
      union(a.rows[table] ?? [], b.rows[table] ?? [], (id) => id),
    ]),
  ),
  prefixes: union(a.prefixes, b.prefixes, ({ prefix }) => prefix),
  keys: union(a.keys, b.keys, ({ name }) => name),
  shared: union(a.shared ?? [], b.shared ?? [], ({ id }) => id),
})

/** Looks, from the root's rows down, for all that belongs to them in every declared place of the region. */
export async function find(
  ctx: Context,
  region: string,
  plan: ErasurePlan,
  rootIds: readonly string[],
): Promise<Found> {
  const rows: Record<string, string[]> = { [plan.root.name]: [...rootIds] }
  for (const table of plan.tables.toReversed()) {
    if (table === plan.root || !table.columns['id']) continue
    const db = databaseIn(ctx, region, table)
    const ids = new Set<string>()
    for (const link of plan.links.filter((link) => link.table === table))
      for (const id of await idsWhere(db, table.name, link.column, rows[link.parent] ?? [])) ids.add(id)
    rows[table.name] = [...ids]
  }
  const filled = async <P extends { pattern: string; of?: string }>(places: readonly P[]) => {
    const names: { pattern: string; name: string }[] = []
    for (const { pattern, of } of places) {
      const table = plan.tables.find(({ name }) => name === of) as Table
      const db = databaseIn(ctx, region, table)
      for (const row of await columnsOf(db, table.name, placeholders(pattern), rows[table.name] ?? []))
        names.push({ pattern, name: fill(pattern, row) })
    }
    return names
  }
  const prefixes = (await filled(plan.buckets)).map(({ pattern, name }) => ({ pattern, prefix: name }))
  return { rows, prefixes, keys: await filled(plan.keyspaces), shared: await findShared(ctx, region, plan, rows) }
}

async function findShared(ctx: Context, region: string, plan: ErasurePlan, rows: Found['rows']) {
  const found: NonNullable<Found['shared']> = []
  for (const { table, column, of, buckets } of plan.shared) {
    const db = databaseIn(ctx, region, of)
    const columns = [...new Set(['id', ...buckets.flatMap(({ pattern }) => placeholders(pattern))])]
    const ids = await idsIn(db, table.name, column, rows[table.name] ?? [])
    for (const row of await columnsOf(db, of.name, columns, ids)) {
      const prefixes = buckets.map(({ pattern }) => ({ pattern, prefix: fill(pattern, row) }))
      found.push({ table: of.name, id: row['id'] ?? '', prefixes })
    }
  }
  return found
}
