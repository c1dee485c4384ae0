import type { Column, Table } from '@vitrine/ledger'
import { type Kysely, sql } from 'kysely'
import { lockName } from './rows.ts'

/** What a person wrote or is called; of mere moments and numbers the planner may know how they are spread. */
const wordy = new Set(['text', 'text[]', 'jsonb'])

/**
 * Whether PostgreSQL's statistics would hold copies of what is said about people, which outlive the rows. Where such a
 * column is searched by, it is a part of a unique key, of which the planner knows enough without.
 */
const isTelling = ({ meaning, sealed, wrapped, sql }: Column): boolean =>
  !sealed && !wrapped && (meaning.class === 'personal' || (meaning.class === 'telemetry' && wordy.has(sql)))

type Kept = { readonly table: string; readonly column: string; readonly type: string; readonly isPart: boolean }

/** Columns of these tables, and of their months, of which statistics are kept. */
async function columnsWithStatistics(db: Kysely<any>, tables: readonly Table[]): Promise<Kept[]> {
  const telling = tables.flatMap(({ name, columns }) =>
    Object.entries(columns).flatMap(([column, one]) => (isTelling(one) ? [{ name, column }] : [])),
  )
  const { rows } = await sql<Kept>`
    select c.oid::regclass::text as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type,
      c.relispartition as "isPart"
    from jsonb_to_recordset(${JSON.stringify(telling)}::jsonb) as telling(name text, "column" text)
      join pg_class c on c.oid = to_regclass(telling.name)
        or c.oid in (select inhrelid from pg_inherits where inhparent = to_regclass(telling.name))
      join pg_attribute a on a.attrelid = c.oid and a.attname = telling."column"
    where a.attstattarget is distinct from 0
    order by c.relispartition, 1, 2`.execute(db)
  return rows
}

/** From here on PostgreSQL keeps no statistics of what is said about people, and forgets those that it has. */
export async function keepNoStatistics(db: Kysely<any>, tables: readonly Table[]): Promise<void> {
  if ((await columnsWithStatistics(db, tables)).length === 0) return
  await db.transaction().execute(async (tx) => {
    await lockName(tx, 'statistics')
    for (const { table, column, type, isPart } of await columnsWithStatistics(tx, tables)) {
      const alter = sql`alter table ${sql.raw(table)} alter column ${sql.ref(column)}`
      await sql`${alter} set statistics 0`.execute(tx)
      // Giving a column the type that it has makes PostgreSQL forget its statistics, and does nothing else; months follow.
      if (!isPart) await sql`${alter} type ${sql.raw(type)}`.execute(tx)
    }
  })
}
