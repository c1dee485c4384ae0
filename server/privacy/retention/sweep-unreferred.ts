import { sharedBy } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { deleteUnreferred, unreferredIds } from '../../platform/db/rows.ts'
import { storesOf } from '../erasure/scope.ts'

const batch = 500

/** Rows that are kept while something refers to them and that nothing refers to. What rests under their names is then an orphan. */
export async function sweepUnreferred(ctx: Context): Promise<Record<string, number>> {
  const erased: Record<string, number> = {}
  for (const shared of ctx.declarations.tables.flatMap((table) => sharedBy(ctx.declarations, table)))
    for (const { db } of storesOf(ctx, ctx.regions, shared.of)) {
      const { of, table, column } = shared
      const by = { table: table.name, column }
      const ids = await unreferredIds(db, of.name, by, batch)
      const count = await deleteUnreferred(db, of.name, by, ids)
      if (count > 0) erased[of.name] = (erased[of.name] ?? 0) + count
    }
  return erased
}
