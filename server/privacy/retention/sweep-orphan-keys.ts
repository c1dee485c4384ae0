import type { Table } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { withoutWriters } from '../../platform/db/journal.ts'
import { columnPage, deleteWhere, idsWhere } from '../../platform/db/rows.ts'
import { databaseIn } from '../erasure/scope.ts'

const batch = 500

type Reference = { readonly table: Table; readonly column: string; readonly parent: Table }

const referencesFrom = (ctx: Context): Reference[] =>
  ctx.declarations.tables
    .filter(({ store }) => store === 'keys')
    .flatMap((table) =>
      Object.entries(table.columns).flatMap(([column, { refers }]) => {
        const parent = ctx.declarations.tables.find(({ name }) => name === refers?.table)
        return parent && refers?.onErase === 'delete' ? [{ table, column, parent }] : []
      }),
    )

/**
 * Rows of the key store whose owner is not in the main database: of writes that were given up after their key was made, and
 * of key stores that come from a backup.
 */
export async function sweepOrphanKeys(ctx: Context): Promise<Record<string, number>> {
  const erased: Record<string, number> = {}
  for (const reference of referencesFrom(ctx))
    for (const region of ctx.regions) {
      const count = await orphansOf(ctx, region, reference)
      if (count > 0) erased[reference.table.name] = (erased[reference.table.name] ?? 0) + count
    }
  return erased
}

async function orphansOf(ctx: Context, region: string, { table, column, parent }: Reference): Promise<number> {
  const keys = databaseIn(ctx, region, table)
  const living = async (owners: string[]) =>
    new Set(await idsWhere(databaseIn(ctx, region, parent), parent.name, 'id', owners))
  let count = 0
  for (let after: string | undefined; ; ) {
    const owners = await columnPage(keys, table.name, column, { after, limit: batch })
    const known = await living(owners)
    const dead = owners.filter((id) => !known.has(id))
    // Whoever makes a key holds its owner's id until the owner is there, so that now it is or never will be.
    await withoutWriters(ctx.region({ region }), dead, async (ids) => {
      const late = await living(ids)
      count += await deleteWhere(
        keys,
        table.name,
        column,
        ids.filter((id) => !late.has(id)),
      )
    })
    after = owners.at(-1)
    if (owners.length < batch) return count
  }
}
