import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { allStores } from '../all-stores.ts'
import { databaseOf } from '../db/database-of.ts'
import { placesUnderRoot } from './places-under-root.ts'

/** How many values of a place are under which root key; `older`: from before seals named theirs. */
export type UnderRoot = { readonly place: string; readonly what: string; readonly root: string; readonly count: number }

export async function readUnderRoots(ctx: Context): Promise<UnderRoot[]> {
  const all: UnderRoot[] = []
  for (const { table, column, empty } of placesUnderRoot(ctx.declarations))
    for (const stores of allStores(ctx)) {
      const where = [sql`${sql.ref(column)} is not null`, ...empty.map((name) => sql`${sql.ref(name)} is null`)]
      const { rows } = await sql<{ root: string; count: number }>`
        select case get_byte(${sql.ref(column)}, 0) when 2 then encode(substring(${sql.ref(column)} from 2 for 4), 'hex')
          else 'older' end as root, count(*) as count
        from ${sql.table(table.name)} where ${sql.join(where, sql` and `)} group by 1`.execute(
        databaseOf(stores, table),
      )
      for (const { root, count } of rows) all.push({ place: `${table.name}.${column}`, what: table.what, root, count })
    }
  return all
}

/** Every root key there was, the newest first. */
export const readRootKeys = ({ control }: Context) =>
  control.keys
    .selectFrom('root_keys')
    .select(['id', 'state', 'created_at', 'current_since', 'retire_after', 'retired_at'])
    .orderBy('created_at', 'desc')
    .execute()

/** The processes that run, with the key that each encrypts with. */
export const readHolders = ({ control }: Context) =>
  control.keys
    .selectFrom('key_holders')
    .select(['name', 'seals_with'])
    .where('seen_at', '>', sql<Date>`now() - interval '15 seconds'`)
    .orderBy('name')
    .execute()
