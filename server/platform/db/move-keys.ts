import { type Kysely, sql, type Transaction } from 'kysely'

const batch = 1_000

type Db = Kysely<any>

/**
 * Copies what installations before migration 0017 held in their main database into the key store, within the migration that
 * then drops it there: broken off anywhere, the next start does it again. What was erased meanwhile is not brought back.
 */
export async function moveKeys(main: Transaction<any>, keys: Db): Promise<void> {
  await sql`lock table data_keys, tombstones in exclusive mode`.execute(main)
  await keys.transaction().execute(async (into) => {
    await copy(main, into, 'tombstones', ['id', 'erased_at'])
    await copy(main, into, 'data_keys', ['id', 'project_id', 'recording_id', 'wrapped', 'created_at'])
    await sql`delete from data_keys where recording_id in (select id from tombstones)`.execute(into)
    await sql`delete from data_keys where project_id in (select id from tombstones)`.execute(into)
  })
}

async function copy(from: Db, into: Db, table: string, columns: readonly string[]): Promise<void> {
  for (let last: string | undefined; ; ) {
    const rows = await from
      .selectFrom(table)
      .select(columns)
      .$if(last !== undefined, (query) => query.where('id', '>', last))
      .orderBy('id')
      .limit(batch)
      .execute()
    if (rows.length > 0)
      await into
        .insertInto(table)
        .values(rows)
        .onConflict((on) => on.doNothing())
        .execute()
    if (rows.length < batch) return
    last = String(rows.at(-1)?.['id'])
  }
}
