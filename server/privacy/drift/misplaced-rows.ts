import type { Difference } from '@vitrine/ledger'
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { allStores } from '../../platform/all-stores.ts'
import { databaseOf } from '../../platform/db/database-of.ts'

/** Tables of the accounts that are not empty in a region that has none: every database has all tables. */
export async function misplacedRows(ctx: Context): Promise<Difference[]> {
  const found: Difference[] = []
  const ofAccounts = ctx.declarations.tables.filter(({ region }) => region === 'control')
  for (const stores of allStores(ctx).filter((one) => one !== ctx.control))
    for (const table of ofAccounts) {
      const { rows } = await sql`select from ${sql.table(table.name)} limit 1`.execute(databaseOf(stores, table))
      if (rows.length > 0) found.push(misplaced(table.name, stores.name))
    }
  return found
}

const misplaced = (table: string, region: string): Difference => ({
  code: 'misplaced-rows',
  place: `${table} in ${region}`,
  what: `Table ${table} has rows in region ${region}, and is declared to be with the accounts alone.`,
  write: `Find what writes them, and let it write to ctx.control, or declare ${table} as region: 'each'. Move what is there, or delete it.`,
})
