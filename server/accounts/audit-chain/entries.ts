import type { Table } from '@vitrine/ledger'
import { sql } from 'kysely'
import type { Context, Stores } from '../../context.ts'
import { canonical } from './chain.ts'

/** An entry as it is sealed: the canonical text of its row and of the log it stands in. */
export type Entry = {
  readonly log: string
  readonly id: string
  readonly organizationId: string | null
  readonly line: string
}

type Found = { readonly log: string; readonly row: Readonly<Record<string, unknown>> & { readonly id: string } }

export const chainedTables = ({ declarations }: Context): readonly Table[] =>
  declarations.tables.filter(({ chained }) => chained)

/** Rows as JSON, moments in UTC to the microsecond whatever the session's time zone is. */
function rowsOf(table: Table, ids: readonly string[]) {
  const columns = Object.entries(table.columns).map(([name, { sql: type }]) =>
    type === 'timestamp with time zone'
      ? sql`to_char(${sql.ref(name)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ${sql.ref(name)}`
      : sql.ref(name),
  )
  return sql<Found>`select ${sql.lit(table.name)} as log, to_json(entry) as row
    from (select ${sql.join(columns)} from ${sql.table(table.name)} where id = any(${ids}::uuid[])) as entry`
}

const toEntry = ({ log, row }: Found): Entry => ({
  log,
  id: row.id,
  organizationId: typeof row['organization_id'] === 'string' ? row['organization_id'] : null,
  line: canonical({ log, ...row }),
})

/**
 * The oldest entries that no seal covers, as `log/id`. They are found by what waits, which is written together with them,
 * so one whose transaction was long in committing is merely sealed later.
 */
export async function readWaiting(ctx: Context, { db }: Stores, limit: number): Promise<string[]> {
  const each = chainedTables(ctx).map(
    ({ name }) => sql`select ${sql.lit(name)} as log, entry.id, entry.at from audit_waiting
      join ${sql.table(name)} as entry on entry.id = audit_waiting.id where log = ${name}`,
  )
  if (each.length === 0) return []
  const { rows } = await sql<Pick<Entry, 'log' | 'id'>>`
    ${sql.join(each, sql` union all `)} order by at, log, id limit ${limit}`.execute(db)
  return rows.map(nameOf)
}

/** The entries that a seal names as `log/id`, in its order; those that are gone are missing. */
export async function readEntries(ctx: Context, { db }: Stores, names: readonly string[]): Promise<Entry[]> {
  const found = new Map<string, Entry>()
  for (const table of chainedTables(ctx)) {
    const ids = names
      .filter((name) => name.startsWith(`${table.name}/`))
      .map((name) => name.slice(table.name.length + 1))
    if (ids.length === 0) continue
    const { rows } = await rowsOf(table, ids).execute(db)
    for (const entry of rows.map(toEntry)) found.set(nameOf(entry), entry)
  }
  return names.flatMap((name) => found.get(name) ?? [])
}

export const nameOf = ({ log, id }: Pick<Entry, 'log' | 'id'>): string => `${log}/${id}`
