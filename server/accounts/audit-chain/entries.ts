import type { Table } from '@vitrine/ledger'
import { type RawBuilder, sql } from 'kysely'
import type { Context, Stores } from '../../context.ts'

/** An entry as it is sealed: the canonical text of its row and of the log it stands in. */
export type Entry = {
  readonly log: string
  readonly id: string
  readonly organizationId: string | null
  readonly line: string
}

export const chainedTables = ({ declarations }: Context): readonly Table[] =>
  declarations.tables.filter(({ chained }) => chained)

/**
 * A row of `entry` as the canonical text that `canonical` of chain.ts would make: names in order, nothing for what is empty,
 * moments in UTC to the microsecond whatever the session's time zone is.
 */
function lineOf({ name: log, columns }: Table): RawBuilder<string> {
  const values = Object.entries(columns).map(([name, { sql: type }]) => {
    const value = sql.ref(`entry.${name}`)
    const moment = sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    return [name, type === 'timestamp with time zone' ? moment : value] as const
  })
  const inOrder = [...values, ['log', sql.lit(log)] as const].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const named = inOrder.map(([name, value]) => sql`${value} as ${sql.ref(name)}`)
  return sql`(select json_strip_nulls(row_to_json(line))::text from (select ${sql.join(named)}) as line)`
}

const columnsOf = (table: Table) =>
  sql`${sql.lit(table.name)} as log, entry.id, ${lineOf(table)} as line,
    ${table.columns['organization_id'] ? sql.ref('entry.organization_id') : sql`null::uuid`} as "organizationId"`

/**
 * The oldest entries that no seal covers, in order. They are found by what waits, which is written together with them,
 * so one whose transaction was long in committing is merely sealed later.
 */
export async function readWaiting(ctx: Context, { db }: Stores, limit: number): Promise<Entry[]> {
  const tables = chainedTables(ctx)
  if (tables.length === 0) return []
  const waiting = tables.map(
    ({ name }) => sql`select ${sql.lit(name)} as log, entry.id, entry.at from audit_waiting
      join ${sql.table(name)} as entry on entry.id = audit_waiting.id where log = ${name}`,
  )
  const entries = tables.map(
    (table) => sql`select oldest.place, ${columnsOf(table)} from oldest
      join ${sql.table(table.name)} as entry on entry.id = oldest.id where oldest.log = ${table.name}`,
  )
  const { rows } = await sql<Entry & { readonly place: number }>`
    with found as (${sql.join(waiting, sql` union all `)} order by at, log, id limit ${limit}),
      oldest as materialized (select log, id, row_number() over (order by at, log, id)::int as place from found)
    ${sql.join(entries, sql` union all `)}`.execute(db)
  return rows.toSorted((a, b) => a.place - b.place)
}

/** The entries that seals name as `log/id`, by that name; those that are gone are missing. */
export async function readEntries(
  ctx: Context,
  { db }: Stores,
  names: readonly string[],
): Promise<ReadonlyMap<string, Entry>> {
  const found = new Map<string, Entry>()
  for (const table of chainedTables(ctx)) {
    const ids = names
      .filter((name) => name.startsWith(`${table.name}/`))
      .map((name) => name.slice(table.name.length + 1))
    if (ids.length === 0) continue
    const { rows } = await sql<Entry>`select ${columnsOf(table)} from ${sql.table(table.name)} as entry
      where id = any(${ids}::uuid[])`.execute(db)
    for (const entry of rows) found.set(nameOf(entry), entry)
  }
  return found
}

export const nameOf = ({ log, id }: Pick<Entry, 'log' | 'id'>): string => `${log}/${id}`
