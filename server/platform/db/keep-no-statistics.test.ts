import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { declarations } from '../../declarations.ts'
import { testContext } from '../../testing/context.ts'
import { seedProject } from '../../testing/seed.ts'
import { seedReport } from '../../testing/seed-report.ts'
import { keepNoStatistics } from './keep-no-statistics.ts'

const ctx = await testContext()
const { db } = ctx.control

/** Everything that the statistics hold of values, as a superuser would see it of each column. */
const remembered = async (): Promise<string> => {
  const { rows } = await sql<{ text: string }>`
    select concat_ws(' ', tablename, attname, most_common_vals::text, histogram_bounds::text, most_common_elems::text) as text
    from pg_stats where schemaname = 'public'`.execute(db)
  return rows.map(({ text }) => text).join('\n')
}

test('statistics hold nothing of what is said about people, before and after it is erased', async () => {
  const { projectId, userId } = await seedProject(ctx)
  const other = await seedProject(ctx)
  for (let n = 0; n < 30; n++) await seedReport(ctx, projectId)
  await db.updateTable('reports').set({ title: 'Ada Lovelace', page_url: '/users/ada' }).execute()
  await db.updateTable('users').set({ display_name: 'Ada Lovelace' }).execute()
  await sql`analyze`.execute(db)
  // As long as nobody asks for less, PostgreSQL keeps copies of them all.
  const before = await remembered()
  for (const value of ['Ada Lovelace', '/users/ada', `${userId}@example.com`]) expect(before).toContain(value)

  await keepNoStatistics(db, declarations.tables)
  const words = ['Ada', '/users/ada', '@example.com']
  for (const value of words) expect(await remembered()).not.toContain(value)
  await sql`analyze`.execute(db)
  const after = await remembered()
  for (const value of words) expect(after).not.toContain(value)
  // What the planner needs is still there.
  expect(after).toContain('reports created_at')
  expect(after).toContain(other.projectId)
})

test('an address is still found by its index', async () => {
  await keepNoStatistics(db, declarations.tables)
  await sql`insert into users (id, email, display_name)
    select gen_random_uuid(), n || '@many.example', 'x' from generate_series(1, 3000) as n`.execute(db)
  await sql`analyze users`.execute(db)
  const { rows } = await sql<{
    'QUERY PLAN': string
  }>`explain select id from users where email = '7@many.example'`.execute(db)
  expect(rows.map((row) => row['QUERY PLAN']).join()).toMatch(/Index.*users_email_key/)
})

test('columns stay as they are, and a second time nothing is left to do', async () => {
  const shape = async () =>
    (
      await sql`select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
      where table_schema = 'public' order by 1, 2`.execute(db)
    ).rows
  const indexes = async () =>
    (
      await sql`select indexrelid::regclass::text as name, pg_relation_filenode(indexrelid) as file from pg_index
      where indrelid = to_regclass('users') order by 1`.execute(db)
    ).rows
  await sql`alter table users alter column email set statistics -1`.execute(db)
  const [was, files] = [await shape(), await indexes()]
  await keepNoStatistics(db, declarations.tables)
  expect(await shape()).toEqual(was)
  expect(await indexes()).toEqual(files)
})
