import { bucket, keyspace, operational } from '@vitrine/ledger'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startAccountWork } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { operation } from '../../platform/activity.ts'
import { openMail } from '../../platform/mail/open-mail.ts'
import { writeObservations } from '../../platform/observations/keep-observations.ts'
import { createWitness } from '../../platform/observations/witness.ts'
import { testContext } from '../../testing/context.ts'
import { testMailServer } from '../../testing/mail-server.ts'
import { seedProject } from '../../testing/seed.ts'
import { checkDrift } from './check-drift.ts'
import { readDrift } from './read-drift.ts'

const rogue = { what: '', activity: operation, subjects: [], holds: operational('operation'), region: 'home' } as const
const ttl = { seconds: 3_600, why: '' }
const spaces = (['restart', 'nothing'] as const).map((survives) =>
  keyspace(`rogue-${survives}:{id}`, { ...rogue, kind: 'value', ttl, survives }),
)
const strange = bucket('rogue/{id}/', { ...rogue, of: 'projects', encrypted: false })

const places = (found: { code: string; place: string }[]) => found.map(({ code, place }) => `${code} ${place}`).sort()
const check = async (ctx: Context) => {
  await checkDrift(ctx, { asked: false })
  return readDrift(ctx)
}

test('a fresh installation agrees, and says how much was looked at', async () => {
  const ctx = await testContext()
  await seedProject(ctx)
  const { open, checks } = await check(ctx)
  expect(open).toEqual([])
  expect(checks[0]).toMatchObject({ finishedAt: expect.any(String), differences: 0, asked: false })
  expect(checks[0]?.looked['tables']).toBeGreaterThan(20)
  expect(checks[0]?.looked['documents']).toBeGreaterThan(0)
})

test('whatever nothing declares is found wherever it is, told once by its shape, and goes when it is gone', async () => {
  const ctx = await testContext()
  const { control } = ctx
  const { projectId } = await seedProject(ctx)
  const told: string[] = []
  const heard: Context = { ...ctx, log: { ...ctx.log, warn: (_, fields) => void told.push(String(fields?.place)) } }
  for (const space of spaces)
    for (const id of ['zoe@example.com', 'joo']) await control.ephemeral.set(space.key({ id }), 'x')
  await control.objects.put(strange.object({ id: 'zoe' }, 'file'), Buffer.from('x'))
  await sql`update projects set masking = masking || '{"owner": {"email": "zoe@example.com"}}'`.execute(control.db)
  await sql`create schema shadow; create materialized view shadow.people as select email from users`.execute(control.db)
  await sql`create extension pg_stat_statements`.execute(control.db).catch(() => undefined)
  const witness = createWitness()
  witness.saw('host-refused', 'tracker.example.net')
  witness.saw('host-contacted', 'gone.example.net')
  witness.saw('log-field', 'email')
  await writeObservations({ db: control.db, witness }, ctx.now())

  const { open } = await check(heard)
  const expected = [
    'undeclared-host gone.example.net',
    'undeclared-host tracker.example.net',
    'undeclared-json projects.masking owner.email',
    'undeclared-key rogue-nothing:{…}',
    'undeclared-key rogue-restart:{…}',
    'undeclared-log-field email',
    'undeclared-object rogue/{…}/{…}',
    'undeclared-schema shadow',
  ]
  expect(places(open).filter((place) => !place.startsWith('undeclared-extension'))).toEqual(expected)
  for (const { write } of open) expect(write).not.toBe('')
  const everything = await sql<{ row: string }>`
    select to_jsonb(d)::text as row from drift_differences d union all select to_jsonb(c)::text from drift_checks c`.execute(
    control.db,
  )
  expect(JSON.stringify(everything.rows)).not.toMatch(/zoe|joo/)
  expect(told).toHaveLength(open.length)
  await check(heard)
  expect(told).toHaveLength(open.length)

  for (const space of spaces)
    for (const id of ['zoe@example.com', 'joo']) await control.ephemeral.delete(space.key({ id }))
  await control.objects.deleteAll(strange.prefix({ id: 'zoe' }))
  await sql`update projects set masking = masking - 'owner' where id = ${projectId}`.execute(control.db)
  await sql`drop schema shadow cascade; drop extension if exists pg_stat_statements`.execute(control.db)
  const later = new Date(Date.now() + 25 * 3_600_000)
  const { open: left, gone } = await check({ ...heard, now: () => later })
  expect(left).toEqual([])
  expect(gone).toHaveLength(open.length)
  await control.objects.put(strange.object({ id: 'zoe' }, 'file'), Buffer.from('x'))
  expect(places((await check(heard)).open)).toContain('undeclared-object rogue/{…}/{…}')
  expect(told.filter((place) => place.startsWith('rogue/'))).toHaveLength(2)
})

test('what a sample showed once stays until no document has it', async () => {
  const ctx = await testContext()
  const { db } = ctx.control
  await seedProject(ctx)
  await sql`update projects set triggers = '[{"secret": [{"deep": 1}]}]'`.execute(db)
  expect(places((await check(ctx)).open)).toEqual(['undeclared-json projects.triggers [].secret[].deep'])
  // A sample that does not happen to hold it: the table is believed to be large.
  await sql`update pg_class set reltuples = 0 where relname = 'projects'`.execute(db).catch(() => undefined)
  const blind: Context = {
    ...ctx,
    declarations: {
      ...ctx.declarations,
      tables: ctx.declarations.tables.map((table) =>
        table.name === 'projects'
          ? {
              ...table,
              columns: { ...table.columns, triggers: { ...table.columns['triggers'], holds: undefined } as never },
            }
          : table,
      ),
    },
  }
  expect(places((await check(blind)).open)).toEqual(['undeclared-json projects.triggers [].secret[].deep'])
  await sql`update projects set triggers = '[]'`.execute(db)
  expect((await check(blind)).open).toEqual([])
})

test('a check that ran out of time goes on where it was, also in another process', async () => {
  const ctx = await testContext()
  const [lasting] = spaces
  if (!lasting) throw new Error('There are none')
  const names = Array.from({ length: 2_500 }, (_, n) => `rogue-restart:n${n}`)
  await sql`insert into ephemeral_entries (key, member, expires_at)
    select key, '', now() + interval '1 hour' from unnest(${names}::text[]) as key`.execute(ctx.control.db)
  const hasty = { runMs: -1, saveEveryMs: 0, pauseMs: 3_600_000 }
  await checkDrift(ctx, { asked: true }, hasty)
  const half = await readDrift(ctx)
  expect(half.checks[0]).toMatchObject({ finishedAt: null, looked: { keys: 1_000 } })
  expect(half.open).toEqual([])
  const { checks, open } = await check(ctx)
  expect(checks).toHaveLength(1)
  expect(checks[0]).toMatchObject({ asked: true, looked: { keys: 2_500 } })
  expect(open[0]?.what).toContain('2500 ephemeral keys')
})

test('whoever runs the installation gets a letter, once', async () => {
  const server = await testMailServer()
  const ctx = await testContext({ mail: openMail(server.config) })
  const { userId } = await seedProject(ctx)
  await ctx.control.db
    .updateTable('users')
    .set({ platform_admin: true, password_hash: 'x', email: 'ada@example.com' })
    .where('id', '=', userId)
    .execute()
  await startAccountWork(ctx)
  await sql`create table shadow (name text)`.execute(ctx.control.db)
  await check(ctx)
  const mail = await server.next('ada@example.com')
  expect(mail.text).toContain('New differences: 1')
  expect(mail.text).toContain('/administration/drift')
})
