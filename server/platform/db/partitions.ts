import { type Month, monthFrom, monthOf, partitionName, type Table } from '@vitrine/ledger'
import { type Kysely, sql } from 'kysely'
import { keepNoStatistics } from './keep-no-statistics.ts'

type Db = Kysely<any>

/** Comment of a partition whose month is due: it is about to be dropped, also after a crash in between. */
export const leavingMark = 'vitrine: past its time'

// Any numbers of our own: two programs that do this at once take turns.
const turns = { make: 7_348_102, drop: 7_348_103 }
/** A transaction that reads the table for so long keeps its month until the next sweep. */
const patience = '60s'
/** Months made ahead: a program that stands still for so long finds a place for what it writes. */
const ahead = 2

const moment = (at: Date) => sql.lit(at.toISOString())

/** The months that rows may be written to now: clocks of several machines differ a little, so the last day counts too. */
function monthsAt(now: Date): Month[] {
  const first = monthOf(new Date(now.getTime() - 86_400_000))
  const last = monthOf(now, ahead)
  const months: Month[] = []
  for (let month = first; month.from <= last.from; month = monthOf(month.from, 1)) months.push(month)
  return months
}

/** Makes the months that are missing. Attached rather than made in place: readers and writers go on meanwhile. */
export async function makePartitions(db: Db, tables: readonly Table[], now: Date): Promise<void> {
  for (const table of tables.filter(({ partitions }) => partitions)) {
    const { name } = table
    const known = new Set((await readPartitions(db, name)).map((partition) => partition.name))
    const missing = monthsAt(now).filter((month) => !known.has(partitionName(name, month)))
    for (const month of missing) await make(db, name, month)
    if (missing.length > 0) await keepNoStatistics(db, [table])
  }
}

const make = (db: Db, table: string, month: Month): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const part = sql.table(partitionName(table, month))
    await sql`select pg_advisory_xact_lock(${turns.make})`.execute(tx)
    const { rows } = await sql<{ there: boolean }>`
      select to_regclass(${partitionName(table, month)}) is not null as there`.execute(tx)
    if (rows[0]?.there) return
    await sql`create table ${part} (like ${sql.table(table)} including all)`.execute(tx)
    await sql`alter table ${sql.table(table)} attach partition ${part}
      for values from (${moment(month.from)}) to (${moment(month.to)})`.execute(tx)
  })

type Partition = {
  readonly name: string
  readonly month: Month
  /** `leaving`: on its way out, by a statement that was interrupted. */
  readonly state: 'attached' | 'leaving' | 'detached'
  readonly marked: boolean
  /** As many as PostgreSQL believes: counting them would take longer than dropping them. */
  readonly rows: number
}

/** The months of a table, those that have been marked and detached included. */
export async function readPartitions(db: Db, table: string): Promise<Partition[]> {
  const { rows } = await sql<Omit<Partition, 'month'>>`
    select c.relname as name,
      case when i.inhrelid is null then 'detached' when i.inhdetachpending then 'leaving' else 'attached' end as state,
      coalesce(obj_description(c.oid, 'pg_class') = ${leavingMark}, false) as marked,
      coalesce(nullif(pg_stat_get_live_tuples(c.oid), 0), greatest(c.reltuples, 0)::bigint) as rows
    from pg_class c left join pg_inherits i on i.inhrelid = c.oid and i.inhparent = to_regclass(${table})
    where c.relkind = 'r' and c.relnamespace = (select relnamespace from pg_class where oid = to_regclass(${table}))
      and starts_with(c.relname, ${`${table}_`})
    order by 1`.execute(db)
  return rows.flatMap((row) => {
    const month = monthFrom(table, row.name)
    return month && (row.state !== 'detached' || row.marked) ? [{ ...row, month }] : []
  })
}

/**
 * Drops the months that are due, each at once however many rows it has, and whatever an interrupted run left half done.
 * Detached first, without keeping anybody waiting; nobody reads it any more by the time that it goes.
 */
export const dropPartitions = (
  db: Db,
  table: string,
  isDue: (month: Month) => boolean,
): Promise<{ readonly month: Month; readonly rows: number }[]> =>
  db.connection().execute(async (one) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${turns.drop}) as mine`.execute(one)
    if (!rows[0]?.mine) return []
    try {
      await sql`set statement_timeout = ${sql.lit(patience)}`.execute(one)
      const leaving = (await readPartitions(one, table)).filter(({ marked, month }) => marked || isDue(month))
      const inTurn = leaving.toSorted((a, b) => Number(b.state === 'leaving') - Number(a.state === 'leaving'))
      for (const partition of inTurn) await drop(one, table, partition)
      return leaving
    } finally {
      await sql`reset statement_timeout`.execute(one)
      await sql`select pg_advisory_unlock(${turns.drop})`.execute(one)
    }
  })

async function drop(db: Db, table: string, { name, state, marked }: Partition): Promise<void> {
  const [parent, part] = [sql.table(table), sql.table(name)]
  if (!marked) await sql`comment on table ${part} is ${sql.lit(leavingMark)}`.execute(db)
  if (state === 'leaving') await sql`alter table ${parent} detach partition ${part} finalize`.execute(db)
  if (state === 'attached') await sql`alter table ${parent} detach partition ${part} concurrently`.execute(db)
  await sql`drop table ${part}`.execute(db)
}
