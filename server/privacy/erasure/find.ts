import { type ErasurePlan, fill, placeholders, type Table } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { columnsOf, idsIn, idsWhere } from '../../platform/db/rows.ts'
import { type Scope, storesOf } from './scope.ts'

/** Everything that one erasure will touch, in a form that survives a restart: ids and names, no content. */
export type Found = {
  /** Table → ids of the rows that go, where others hang on them. All other tables go by their links alone. */
  rows: Record<string, string[]>
  prefixes: { pattern: string; prefix: string }[]
  keys: { pattern: string; name: string }[]
  /** What the rows share with others: goes if nothing else refers to it by then. */
  shared?: { table: string; id: string; prefixes: { pattern: string; prefix: string }[] }[]
  /** Keyed hashes by which late arrivals are told. */
  hashes?: string[]
}

export const nothing: Found = { rows: {}, prefixes: [], keys: [], shared: [], hashes: [] }

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
  hashes: union(a.hashes ?? [], b.hashes ?? [], (hash) => hash),
})

/** Tables whose rows have to be known one by one: others hang on them, or their ids name objects, keys and the dead. */
function namedTables(plan: ErasurePlan): Set<string | undefined> {
  const parents = [...plan.links, ...plan.cleared, ...plan.exempt].map(({ parent }) => parent)
  const places = [...plan.buckets, ...plan.keyspaces].map(({ of }) => of)
  const subjects = plan.tables.filter(({ subject }) => subject).map(({ name }) => name)
  return new Set([...parents, ...places, ...subjects, ...plan.shared.map(({ table }) => table.name)])
}

/** Looks, from the root's rows down, for all that belongs to them in every declared place of the scope. */
export async function find(ctx: Context, scope: Scope, plan: ErasurePlan, rootIds: readonly string[]): Promise<Found> {
  const rows: Record<string, string[]> = { [plan.root.name]: [...rootIds] }
  const named = namedTables(plan)
  for (const table of plan.tables.toReversed()) {
    if (table === plan.root || !table.columns['id'] || !named.has(table.name)) continue
    const ids = new Set<string>()
    for (const { db } of storesOf(ctx, scope, table))
      for (const link of plan.links.filter((link) => link.table === table))
        for (const id of await idsWhere(db, table.name, link.column, rows[link.parent] ?? [])) ids.add(id)
    rows[table.name] = [...ids]
  }
  const prefixes = (await names(ctx, scope, plan, rows, plan.buckets)).map(({ pattern, name }) => ({
    pattern,
    prefix: name,
  }))
  return {
    rows,
    prefixes,
    keys: await names(ctx, scope, plan, rows, plan.keyspaces),
    shared: await findShared(ctx, scope, plan, rows),
    hashes: await findHashes(ctx, scope, plan, rows),
  }
}

async function names(
  ctx: Context,
  scope: Scope,
  plan: ErasurePlan,
  rows: Found['rows'],
  places: readonly { readonly pattern: string; readonly of?: string }[],
) {
  const found: { pattern: string; name: string }[] = []
  for (const { pattern, of } of places) {
    const table = plan.tables.find(({ name }) => name === of) as Table
    for (const { db } of storesOf(ctx, scope, table))
      for (const row of await columnsOf(db, table.name, placeholders(pattern), rows[table.name] ?? []))
        found.push({ pattern, name: fill(pattern, row) })
  }
  return found
}

async function findHashes(ctx: Context, scope: Scope, plan: ErasurePlan, rows: Found['rows']): Promise<string[]> {
  const hashes: string[] = []
  for (const table of plan.tables) {
    const column = table.recognisedBy
    if (column === undefined) continue
    for (const { db } of storesOf(ctx, scope, table))
      for (const row of await columnsOf(db, table.name, [column], rows[table.name] ?? []))
        hashes.push(row[column] ?? '')
  }
  return hashes
}

async function findShared(ctx: Context, scope: Scope, plan: ErasurePlan, rows: Found['rows']) {
  const found: NonNullable<Found['shared']> = []
  for (const { table, column, of, buckets } of plan.shared) {
    const columns = [...new Set(['id', ...buckets.flatMap(({ pattern }) => placeholders(pattern))])]
    for (const { db } of storesOf(ctx, scope, of)) {
      const ids = await idsIn(db, table.name, column, rows[table.name] ?? [])
      for (const row of await columnsOf(db, of.name, columns, ids)) {
        const prefixes = buckets.map(({ pattern }) => ({ pattern, prefix: fill(pattern, row) }))
        found.push({ table: of.name, id: row['id'] ?? '', prefixes })
      }
    }
  }
  return found
}
