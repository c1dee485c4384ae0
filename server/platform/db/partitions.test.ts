import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { monthOf, operational, table, timestamp } from '@vitrine/ledger'
import { type Kysely, sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { freshDatabase } from '../../testing/database.ts'
import { operation } from '../activity.ts'
import { readCatalog } from './catalog.ts'
import { openDatabase } from './open.ts'
import { dropPartitions, makePartitions, readPartitions } from './partitions.ts'

const visits = table(
  'visits',
  {
    what: 'Visits.',
    activity: operation,
    subjects: [],
    keep: { days: 30, from: 'at' },
    region: 'control',
    partitions: { by: 'at', every: 'month' },
  },
  { at: timestamp(operational('operation')) },
)
const june = new Date('2026-06-15T12:00:00Z')
const isPast = (month: { to: Date }) => month.to <= june

async function freshVisits() {
  const { connection, drop } = await freshDatabase({ empty: true })
  const db = openDatabase<any>(connection, { max: 4 })
  onTestFinished(async () => {
    await db.destroy()
    await drop()
  })
  await sql`create table visits (at timestamptz not null, page text, primary key (at)) partition by range (at)`.execute(
    db,
  )
  return { db, connection }
}

const at = (db: Kysely<any>, moment: string) => sql`insert into visits (at, page) values (${moment}, 'x')`.execute(db)
const names = async (db: Kysely<any>) => (await readPartitions(db, 'visits')).map(({ name }) => name)

test('there is a month for whatever is written now and soon, with the indexes of the table, once', async () => {
  const { db } = await freshVisits()
  await Promise.all([makePartitions(db, [visits], june), makePartitions(db, [visits], june)])
  expect(await names(db)).toEqual(['visits_2026_06', 'visits_2026_07', 'visits_2026_08'])
  for (const moment of ['2026-06-01T00:00:00Z', '2026-08-31T23:59:59.999Z']) await at(db, moment)
  await expect(at(db, '2026-06-01T00:00:00Z')).rejects.toThrow('duplicate key')
  await makePartitions(db, [visits], new Date('2026-12-31T23:59:59Z'))
  expect(await names(db)).toContain('visits_2027_02')
})

test('on the first day of a month the last one is there too: clocks differ', async () => {
  const { db } = await freshVisits()
  await makePartitions(db, [visits], new Date('2026-03-01T00:00:01Z'))
  expect(await names(db)).toEqual(['visits_2026_02', 'visits_2026_03', 'visits_2026_04', 'visits_2026_05'])
})

test('months that are due go, others stay, readers of these go on', async () => {
  const { db } = await freshVisits()
  await makePartitions(db, [visits], new Date('2026-04-15T00:00:00Z'))
  for (const moment of ['2026-04-03T00:00:00Z', '2026-05-03T00:00:00Z', '2026-06-03T00:00:00Z']) await at(db, moment)
  await sql`analyze visits`.execute(db)
  const gone = await dropPartitions(db, 'visits', isPast)
  expect(gone).toMatchObject([
    { month: monthOf(new Date('2026-04-01')), rows: 1 },
    { month: monthOf(new Date('2026-05-01')), rows: 1 },
  ])
  const { rows } = await sql`select at from visits`.execute(db)
  expect(rows).toEqual([{ at: new Date('2026-06-03T00:00:00Z') }])
  expect(await names(db)).toEqual(['visits_2026_06'])
  expect(await dropPartitions(db, 'visits', isPast)).toEqual([])
})

test.each([
  ['marked', ['comment on table visits_2026_05 is $mark']],
  [
    'detached',
    ['comment on table visits_2026_05 is $mark', 'alter table visits detach partition visits_2026_05 concurrently'],
  ],
])('what a run left half done is finished by the next: %s', async (_, done) => {
  const { db } = await freshVisits()
  await makePartitions(db, [visits], new Date('2026-05-15T00:00:00Z'))
  await at(db, '2026-05-03T00:00:00Z')
  for (const statement of done) await sql.raw(statement.replace('$mark', "'vitrine: past its time'")).execute(db)
  await dropPartitions(db, 'visits', isPast)
  expect(await names(db)).not.toContain('visits_2026_05')
  const { rows } = await sql<{ left: string | null }>`select to_regclass('visits_2026_05')::text as left`.execute(db)
  expect(rows).toEqual([{ left: null }])
})

test('a process that dies while it waits for a reader leaves nothing behind that the next run does not finish', async () => {
  const { db, connection } = await freshVisits()
  await makePartitions(db, [visits], new Date('2026-05-15T00:00:00Z'))
  await at(db, '2026-05-03T00:00:00Z')
  const reader = await db.startTransaction().execute()
  onTestFinished(() => (reader.isCommitted || reader.isRolledBack ? undefined : reader.rollback().execute()))
  await sql`select from visits`.execute(reader)
  const sweeper = fork(join(import.meta.dirname, '../../testing/sweep-program.ts'))
  sweeper.send({ connection, table: 'visits', before: june.toISOString() })
  const state = async () => (await readPartitions(db, 'visits')).find(({ name }) => name === 'visits_2026_05')?.state
  await vi.waitFor(async () => expect(await state()).toBe('leaving'), { timeout: 20_000 })
  sweeper.kill('SIGKILL')
  await once(sweeper, 'exit')
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where query like '%concurrently%' and pid <> pg_backend_pid()`.execute(
    db,
  )
  expect(await state()).toBe('leaving')
  const found = (await readCatalog(db)).find(({ name }) => name === 'visits_2026_05')
  expect(found).toMatchObject({ partOf: expect.any(String), leaving: true })
  await reader.rollback().execute()
  await vi.waitFor(async () => expect(await dropPartitions(db, 'visits', isPast)).toHaveLength(1), { timeout: 20_000 })
  expect(await state()).toBeUndefined()
})

test('a table of the same name that nobody marked is left alone', async () => {
  const { db } = await freshVisits()
  await sql`create table visits_2020_01 (at timestamptz not null, page text)`.execute(db)
  await dropPartitions(db, 'visits', isPast)
  await expect(sql`select from visits_2020_01`.execute(db)).resolves.toBeDefined()
})
