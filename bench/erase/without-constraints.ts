import { type Kysely, sql } from 'kysely'

/**
 * Fills a table while nothing is checked row by row, and makes its keys and references again afterwards, all at once: the
 * same table in a small part of the time.
 */
export async function withoutConstraints<T>(db: Kysely<T>, table: string, fill: () => Promise<void>): Promise<void> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = ${table}::regclass and contype in ('p', 'u', 'f') order by contype desc`.execute(db)
  for (const { name } of rows) await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(db)
  await fill()
  await db.connection().execute(async (connection) => {
    await sql`set maintenance_work_mem = '512MB'`.execute(connection)
    for (const { name, definition } of rows)
      await sql`alter table ${sql.table(table)} add constraint ${sql.ref(name)} ${sql.raw(definition)}`.execute(
        connection,
      )
    await sql`reset maintenance_work_mem`.execute(connection)
  })
}
