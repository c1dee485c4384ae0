import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { operational, table, timestamp } from '@vitrine/ledger'
import { type Kysely, sql } from 'kysely'
import { operation } from '../server/platform/activity.ts'
import { startEmbedded } from '../server/platform/db/embedded.ts'
import { openDatabase } from '../server/platform/db/open.ts'
import { dropPartitions, makePartitions } from '../server/platform/db/partitions.ts'
import type { Bench } from './run.ts'

/** Times faster than deleting and vacuuming the same rows: what a hand-written DETACH and DROP reached. What stays of their space. */
const goals = { timesFaster: 18, spaceLeftMb: 1 }
const month = { rows: 1_000_000, bytes: 512, from: '2026-05-01T00:00:00Z' }
const seconds = { inMonth: 31 * 86_400 }

const divided = table(
  'divided',
  {
    what: 'Rows of a measurement.',
    activity: operation,
    subjects: [],
    keep: { days: 30, from: 'at' },
    region: 'control',
    partitions: { by: 'at', every: 'month' },
  },
  { at: timestamp(operational('operation')) },
)

type Db = Kysely<unknown>

/** The same month of rows, twice: in one table, and in a table of months. */
async function fill(db: Db): Promise<void> {
  const columns = sql`(id uuid not null, project_id uuid not null, at timestamptz not null, body text not null)`
  await sql`create table whole ${columns}`.execute(db)
  await sql`create table divided ${columns} partition by range (at)`.execute(db)
  await makePartitions(db, [divided], new Date(month.from))
  const wide = sql.lit(Math.ceil(month.bytes / 32))
  for (const name of ['whole', 'divided'])
    for (const [from, rows] of [
      [month.from, month.rows],
      ['2026-06-01T00:00:00Z', month.rows / 10],
    ] as const)
      await sql`insert into ${sql.table(name)}
        select gen_random_uuid(), md5((n % 500)::text)::uuid,
          ${sql.lit(from)}::timestamptz + n * interval '1 second' * ${sql.lit(seconds.inMonth / rows / 1.1)}, repeat(md5(n::text), ${wide})
        from generate_series(1, ${sql.lit(rows)}) as n`.execute(db)
  for (const name of ['whole', 'divided']) await sql`create index on ${sql.table(name)} (project_id, at)`.execute(db)
  await sql`create index on whole (at)`.execute(db)
  await sql`vacuum analyze whole, divided`.execute(db)
  await sql`checkpoint`.execute(db).catch(() => undefined)
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return Math.round(performance.now() - started)
}

async function megabytes(db: Db, name: string): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select (pg_total_relation_size(${name}::regclass)
      + coalesce((select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = ${name}::regclass), 0))::bigint
      as bytes`.execute(db)
  return Math.round((rows[0]?.bytes ?? 0) / 1_048_576)
}

/** A month of a million rows that is past its time: deleted row by row and vacuumed, and dropped as the sweep does it. */
export const bench: Bench = async (say) => {
  const dir = mkdtempSync(join(tmpdir(), 'vitrine-bench-'))
  const embedded = await startEmbedded({ dir })
  const db = openDatabase<unknown>(embedded.connection, { max: 2 })
  try {
    say(`filling two tables with ${month.rows.toLocaleString('en')} rows of ${month.bytes} bytes…`)
    await fill(db)
    const before = { whole: await megabytes(db, 'whole'), divided: await megabytes(db, 'divided') }
    const deleteMs = await timed(() => sql`delete from whole where at < '2026-06-01T00:00:00Z'`.execute(db))
    const vacuumMs = await timed(() => sql`vacuum whole`.execute(db))
    const dropMs = await timed(async () => {
      const gone = await dropPartitions(db, 'divided', ({ to }) => to <= new Date('2026-06-01T00:00:00Z'))
      if (gone.length === 0) throw new Error('The month was not dropped')
    })
    const after = { whole: await megabytes(db, 'whole'), divided: await megabytes(db, 'divided') }
    const next = Math.round((before.divided * 0.1) / 1.1)
    const timesFaster = Math.round((deleteMs + vacuumMs) / dropMs)
    say(`DELETE ${deleteMs} ms + VACUUM ${vacuumMs} ms: ${before.whole} MB before, ${after.whole} MB after`)
    say(`detach and drop ${dropMs} ms: ${before.divided} MB before, ${after.divided} MB after (the next month)`)
    say(
      `${timesFaster} times faster ${timesFaster >= goals.timesFaster ? 'met' : 'MISSED'} (goal: ${goals.timesFaster})`,
    )
    const ok = timesFaster >= goals.timesFaster && after.divided <= next * 1.5 + goals.spaceLeftMb
    return { ok, figures: { rows: month.rows, deleteMs, vacuumMs, dropMs, timesFaster, before, after, goals } }
  } finally {
    await db.destroy()
    await embedded.stop()
    rmSync(dir, { recursive: true, force: true, maxRetries: 20 })
  }
}
