import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { freshDatabase } from '../../testing/database.ts'
import { migrate } from './migrate.ts'
import { openDatabase } from './open.ts'

const first = 'create table migrations (name text primary key, applied_at timestamptz not null default now());'

/** An empty database and a folder with these files. */
async function prepare(files: Record<string, string>) {
  const { connection, drop } = await freshDatabase({ empty: true })
  const directory = await mkdtemp(join(tmpdir(), 'vitrine-migrations-'))
  const write = (name: string, text: string) => writeFile(join(directory, name), text)
  for (const [name, text] of Object.entries(files)) await write(name, text)
  const open = () => {
    const db = openDatabase<any>(connection, { max: 2 })
    onTestFinished(() => db.destroy())
    return db
  }
  onTestFinished(async () => {
    await rm(directory, { recursive: true })
    await drop()
  })
  return { db: open(), open, directory, write }
}

test('applies new files in order, each once', async () => {
  const { db, directory, write } = await prepare({
    '0002_b.sql': 'insert into a values (1);',
    '0001_a.sql': `${first} create table a (n integer);`,
  })
  await write('notes.txt', 'no migration')
  expect(await migrate(db, { directory })).toEqual(['0001_a.sql', '0002_b.sql'])
  expect(await migrate(db, { directory })).toEqual([])
  await write('0003_c.sql', 'insert into a values (2);')
  expect(await migrate(db, { directory })).toEqual(['0003_c.sql'])
  expect(await db.selectFrom('a').select('n').execute()).toEqual([{ n: 1 }, { n: 2 }])
})

test('takes whole files: functions, triggers, comments with semicolons', async () => {
  const { db, directory } = await prepare({
    '0001_a.sql': `${first}
      create table a (n integer); -- one; two
      create function double() returns trigger language plpgsql as $$ begin new.n := new.n * 2; return new; end; $$;
      create trigger doubles before insert on a for each row execute function double();
      insert into a values (21);`,
  })
  await migrate(db, { directory })
  expect(await db.selectFrom('a').select('n').execute()).toEqual([{ n: 42 }])
})

test('programs that start at once take turns', async () => {
  const { open, db, directory } = await prepare({
    '0001_a.sql': `${first} create table a (n integer);`,
    '0002_b.sql': 'select pg_sleep(0.1); insert into a values (1);',
    '0003_c.sql': 'insert into a values (2);',
  })
  const applied = await Promise.all([open(), open(), open()].map((each) => migrate(each, { directory })))
  expect(applied.flat().toSorted()).toEqual(['0001_a.sql', '0002_b.sql', '0003_c.sql'])
  expect(await db.selectFrom('a').select('n').execute()).toEqual([{ n: 1 }, { n: 2 }])
})

test('a file that fails leaves nothing of itself, and those before it in place', async () => {
  const { db, directory, write } = await prepare({
    '0001_a.sql': `${first} create table a (n integer);`,
    '0002_b.sql': 'insert into a values (1); insert into nowhere values (1);',
  })
  await expect(migrate(db, { directory })).rejects.toThrow(/Migration 0002_b.sql failed: .*nowhere/)
  expect(await db.selectFrom('a').selectAll().execute()).toEqual([])
  await write('0002_b.sql', 'insert into a values (1);')
  expect(await migrate(db, { directory })).toEqual(['0002_b.sql'])
})

test('refuses when a file that was applied is gone', async () => {
  const { db, directory } = await prepare({ '0001_a.sql': first, '0002_b.sql': 'select 1;' })
  await migrate(db, { directory })
  await rename(join(directory, '0002_b.sql'), join(directory, '0002_renamed.sql'))
  await expect(migrate(db, { directory })).rejects.toThrow(/has had migration 0002_b.sql, which is not among the files/)
})

test('refuses a new file that comes before an applied one', async () => {
  const { db, directory, write } = await prepare({ '0001_a.sql': first, '0003_c.sql': 'select 1;' })
  await migrate(db, { directory })
  await write('0002_late.sql', 'create table late (n integer);')
  await expect(migrate(db, { directory })).rejects.toThrow(
    'Migration 0002_late.sql comes before 0003_c.sql, which this database already has. Give it a higher number.',
  )
  const { rows } = await sql`select to_regclass('late') as late`.execute(db)
  expect(rows).toEqual([{ late: null }])
})
