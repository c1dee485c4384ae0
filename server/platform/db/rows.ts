import { type Kysely, sql } from 'kysely'

type Db = Kysely<any>

/** Ids of the rows of `table` whose `column` is one of `values`. */
export async function idsWhere(db: Db, table: string, column: string, values: readonly string[]): Promise<string[]> {
  if (values.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where ${sql.ref(column)} = any(${values}::uuid[])`.execute(db)
  return rows.map((row) => row.id)
}

/** Some columns of the rows with these ids, as text. */
export async function columnsOf(
  db: Db,
  table: string,
  columns: readonly string[],
  ids: readonly string[],
): Promise<Record<string, string>[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Record<string, string>>`
    select ${sql.join(columns.map((column) => sql`${sql.ref(column)}::text as ${sql.ref(column)}`))}
    from ${sql.table(table)} where id = any(${ids}::uuid[])`.execute(db)
  return rows
}

/** Some columns of the rows whose `by` is one of `values`, as the driver reads them. */
export async function rowsWhere(
  db: Db,
  table: string,
  columns: readonly string[],
  by: string,
  values: readonly string[],
): Promise<Record<string, unknown>[]> {
  if (values.length === 0) return []
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(table)}
    where ${sql.ref(by)} = any(${values}::uuid[])`.execute(db)
  return rows
}

/** Distinct values of a column of ids, in order, after one of them. */
export async function columnPage(
  db: Db,
  table: string,
  column: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ value: string }>`
    select distinct ${sql.ref(column)} as value from ${sql.table(table)}
    where ${sql.ref(column)} ${after === undefined ? sql`is not null` : sql`> ${after}::uuid`}
    order by 1 limit ${limit}`.execute(db)
  return rows.map(({ value }) => value)
}

export async function countWhere(db: Db, table: string, column: string, values: readonly string[]): Promise<number> {
  if (values.length === 0) return 0
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)} where ${sql.ref(column)} = any(${values}::uuid[])`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** Rows for which any of these columns holds one of its values. */
export async function countWhereAny(
  db: Db,
  table: string,
  any: readonly { readonly column: string; readonly values: readonly string[] }[],
): Promise<number> {
  const given = any.filter(({ values }) => values.length > 0)
  if (given.length === 0) return 0
  const terms = given.map(({ column, values }) => sql`${sql.ref(column)} = any(${values}::uuid[])`)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)} where ${sql.join(terms, sql` or `)}`.execute(db)
  return rows[0]?.count ?? 0
}

export async function deleteWhere(db: Db, table: string, column: string, values: readonly string[]): Promise<number> {
  if (values.length === 0) return 0
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where ${sql.ref(column)} = any(${values}::uuid[])`.execute(db)
  return Number(numAffectedRows ?? 0)
}

export async function clearWhere(db: Db, table: string, column: string, values: readonly string[]): Promise<number> {
  if (values.length === 0) return 0
  const { numAffectedRows } = await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = null
    where ${sql.ref(column)} = any(${values}::uuid[])`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Until the transaction ends, nobody else gets past this with the same name. */
export async function lockName(db: Db, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(db)
}

/** Distinct ids that `column` holds in the rows with these ids. */
export async function idsIn(db: Db, table: string, column: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select distinct ${sql.ref(column)} as id from ${sql.table(table)}
    where id = any(${ids}::uuid[]) and ${sql.ref(column)} is not null`.execute(db)
  return rows.map((row) => row.id)
}

/** A column of another table that keeps a row alive. */
export type KeptBy = { table: string; column: string }

const isReferred = (table: string, by: KeptBy, except: readonly string[]) => sql`exists (
  select 1 from ${sql.table(by.table)} as referring
  where referring.${sql.ref(by.column)} = ${sql.table(table)}.id and not referring.id = any(${except}::uuid[]))`

/** Of these rows, those that others than the rows `except` refer to, or those that only they do. */
export async function countReferred(
  db: Db,
  table: string,
  by: KeptBy,
  { ids, except, referred }: { ids: readonly string[]; except: readonly string[]; referred: boolean },
): Promise<number> {
  if (ids.length === 0) return 0
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)}
    where id = any(${ids}::uuid[]) and ${isReferred(table, by, except)} = ${referred}`.execute(db)
  return rows[0]?.count ?? 0
}

/** Ids of rows that nothing refers to. */
export async function unreferredIds(db: Db, table: string, by: KeptBy, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where not ${isReferred(table, by, [])} limit ${limit}`.execute(db)
  return rows.map((row) => row.id)
}

/**
 * Deletes those of these rows that nothing refers to. Each is locked first and looked at again then: who is about to refer
 * to it holds its lock and comes before, who comes later waits and finds it gone. One at a time, so that nobody who holds
 * another of them can be waited for in a circle.
 */
export async function deleteUnreferred(db: Db, table: string, by: KeptBy, ids: readonly string[]): Promise<number> {
  let count = 0
  for (const id of ids)
    count += await db.transaction().execute(async (tx) => {
      await sql`select 1 from ${sql.table(table)} where id = ${id} for update`.execute(tx)
      const { numAffectedRows } = await sql`
        delete from ${sql.table(table)} where id = ${id} and not ${isReferred(table, by, [])}`.execute(tx)
      return Number(numAffectedRows ?? 0)
    })
  return count
}

/** What is past its time: rows whose `column` lies before `before`; of one project or organization, or with another column empty, if given. */
export type Due = {
  table: string
  column: string
  before: Date
  of?: { column: string; id: string }
  empty?: string
}

export const isDue = ({ column, before, of, empty }: Due) => sql`${sql.ref(column)} < ${before}
  ${of ? sql`and ${sql.ref(of.column)} = ${of.id}` : sql``}
  ${empty ? sql`and ${sql.ref(empty)} is null` : sql``}`

export async function oldestDue(db: Db, due: Due): Promise<Date | undefined> {
  const { rows } = await sql<{ oldest: Date | null }>`
    select min(${sql.ref(due.column)}) as oldest from ${sql.table(due.table)} where ${isDue(due)}`.execute(db)
  return rows[0]?.oldest ?? undefined
}

export async function dueIds(db: Db, due: Due, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(due.table)} where ${isDue(due)}
    order by ${sql.ref(due.column)} limit ${limit}`.execute(db)
  return rows.map((row) => row.id)
}

/**
 * For tables that nothing refers to: one bounded batch, by physical address, whatever their key is. Parts of a table have the
 * same addresses, so what lies there must be due itself.
 */
export async function deleteDue(db: Db, due: Due, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from ${sql.table(due.table)} where ctid = any(array(
      select ctid from ${sql.table(due.table)} where ${isDue(due)} limit ${limit})) and ${isDue(due)}`.execute(db)
  return Number(numAffectedRows ?? 0)
}
