import type { ErasurePlan, ExportPlan, ExportTable } from '@vitrine/ledger'
import type { Stores } from '../../context.ts'
import { idsIn, idsWhere, rowsWhere } from '../../platform/db/rows.ts'
import type { Found } from '../erasure/find.ts'
import { batches } from '../erasure/scope.ts'
import type { Reach } from './reach.ts'

export type Rows = Record<string, unknown>[]

const plainBatch = 500
/** What is sealed may be large once it is open. */
const sealedBatch = 10

/** Ids of the rows of each table of the copy: those that an erasure finds, and those that it would leave or only clear. */
export async function idsToHandOut(
  reach: Reach,
  { tables }: ExportPlan,
  erasure: ErasurePlan,
  found: Found,
): Promise<Map<string, string[]>> {
  const ids = new Map<string, string[]>()
  for (const { table, why, links } of tables) {
    if (!table.columns['id'] || (why === 'own' && !found.rows[table.name])) continue
    const known = new Set(why === 'own' ? found.rows[table.name] : [])
    for (const { db } of reach.storesOf(table)) {
      if (why === 'named' || why === 'kept')
        for (const { column, parent } of links)
          for (const id of await idsWhere(db, table.name, column, found.rows[parent] ?? [])) known.add(id)
      if (why === 'shared')
        for (const shared of erasure.shared.filter(({ of }) => of === table))
          for (const id of await idsIn(db, shared.table.name, shared.column, found.rows[shared.table.name] ?? []))
            known.add(id)
    }
    ids.set(table.name, [...known])
  }
  return ids
}

/** The rows themselves, some at a time, so that a large table needs no more memory than a small one. */
export async function* readInBatches(
  { db }: Stores,
  { table, columns, links }: ExportTable,
  ids: ReadonlyMap<string, string[]>,
): AsyncGenerator<Rows> {
  const size = Object.values(table.columns).some(({ sealed }) => sealed) ? sealedBatch : plainBatch
  const own = ids.get(table.name)
  const wanted = [...new Set([...columns, ...referring(table)])]
  if (own) {
    for (const some of batches(own, size)) yield await rowsWhere(db, table.name, wanted, 'id', some)
    return
  }
  for (const [place, { column, parent }] of links.entries())
    for (const some of batches(ids.get(parent) ?? [], sealedBatch)) {
      const rows = await rowsWhere(db, table.name, wanted, column, some)
      yield rows.filter((row) => !links.slice(0, place).some((before) => isIn(ids, before.parent, row[before.column])))
    }
}

const isIn = (ids: ReadonlyMap<string, string[]>, table: string, id: unknown): boolean =>
  ids.get(table)?.includes(String(id)) ?? false

/** Columns that lead to the key of what is sealed, and that it is bound to. */
const referring = ({ columns }: ExportTable['table']): string[] =>
  Object.entries(columns).flatMap(([name, { refers, sealed }]) => [
    ...(refers || name === 'id' ? [name] : []),
    ...(sealed ? [sealed.boundTo] : []),
  ])
