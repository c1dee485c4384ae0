import { type Kysely, sql } from 'kysely'
import { type Due, isDue, type KeptBy } from './rows.ts'

type Db = Kysely<any>

export async function countDue(db: Db, due: Due): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(due.table)} where ${isDue(due)}`.execute(db)
  return rows[0]?.count ?? 0
}

/** How many rows of another table go with what is due, and the sum of some of their columns. */
export async function countWithDue(
  db: Db,
  by: KeptBy,
  sums: readonly string[],
  due: Due,
): Promise<{ count: number; sum: number }> {
  const amounts = sums.map((column) => sql`coalesce(child.${sql.ref(column)}, 0)`)
  const amount = amounts.length > 0 ? sql.join(amounts, sql` + `) : sql`0`
  const { rows } = await sql<{ count: number; sum: number }>`
    select count(*)::int as count, coalesce(sum(${amount}), 0)::float8 as sum
    from ${sql.table(by.table)} as child
    where child.${sql.ref(by.column)} in (select id from ${sql.table(due.table)} where ${isDue(due)})`.execute(db)
  return rows[0] ?? { count: 0, sum: 0 }
}

/** How many of the rows that are due lie on which day (UTC). */
export async function dueByDay(db: Db, due: Due): Promise<{ day: string; count: number }[]> {
  const { rows } = await sql<{ day: string; count: number }>`
    select to_char(${sql.ref(due.column)} at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as count
    from ${sql.table(due.table)} where ${isDue(due)} group by 1 order by 1`.execute(db)
  return rows
}
