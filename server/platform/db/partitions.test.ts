import { monthOf, operational, table, timestamp } from '@vitrine/ledger'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { freshDatabase } from '../../testing/database.ts'
import { operation } from '../activity.ts'
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
  return db
}

const at = (db: Awaited<ReturnType<typeof freshVisits>>, moment: string) =>
  sql`insert into visits (at, page) values (${moment}, 'x')`.execute(db)
const names = async (db: Awaited<ReturnType<typeof freshVisits>>) =>
  (await readPartitions(db, 'visits')).map(({ name }) => name)

test('there is a month for whatever is written now and soon, with the indexes of the table, once', async () => {
  const db = await freshVisits()
  await Promise.all([makePartitions(db, [visits], june), makePartitions(db, [visits], june)])
  expect(await names(db)).toEqual(['visits_2026_06', 'visits_2026_07', 'visits_2026_08'])
  for (const moment of ['2026-06-01T00:00:00Z', '2026-08-31T23:59:59.999Z']) await at(db, moment)
  await expect(at(db, '2026-06-01T00:00:00Z')).rejects.toThrow('duplicate key')
  await makePartitions(db, [visits], new Date('2026-12-31T23:59:59Z'))
  expect(await names(db)).toContain('visits_2027_02')
})

test('on the first day of a month the last one is there too: clocks differ', async () => {
  const db = await freshVisits()
  await makePartitions(db, [visits], new Date('2026-03-01T00:00:01Z'))
  expect(await names(db)).toEqual(['visits_2026_02', 'visits_2026_03', 'visits_2026_04', 'visits_2026_05'])
})

test('months that are due go, others stay, readers of these go on', async () => {
  const db = await freshVisits()
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
  const db = await freshVisits()
  await makePartitions(db, [visits], new Date('2026-05-15T00:00:00Z'))
  await at(db, '2026-05-03T00:00:00Z')
  for (const statement of done) await sql.raw(statement.replace('$mark', "'vitrine: past its time'")).execute(db)
  await dropPartitions(db, 'visits', isPast)
  expect(await names(db)).not.toContain('visits_2026_05')
  const { rows } = await sql<{ left: string | null }>`select to_regclass('visits_2026_05')::text as left`.execute(db)
  expect(rows).toEqual([{ left: null }])
})

test('a table of the same name that nobody marked is left alone', async () => {
  const db = await freshVisits()
  await sql`create table visits_2020_01 (at timestamptz not null, page text)`.execute(db)
  await dropPartitions(db, 'visits', isPast)
  await expect(sql`select from visits_2020_01`.execute(db)).resolves.toBeDefined()
})
