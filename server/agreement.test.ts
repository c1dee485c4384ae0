import { bucket, type Job, job, keyspace, operational, type Table, text } from '@vitrine/ledger'
import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { indexRecording } from './capture/tables.ts'
import type { Context } from './context.ts'
import { declarations, type Tables } from './declarations.ts'
import { operation } from './platform/activity.ts'
import { assertAgreement, type Disagreement } from './platform/agreement.ts'
import { openDatabase } from './platform/db/open.ts'
import { openJobs } from './platform/jobs/open-jobs.ts'
import { sweepJob } from './privacy/tables.ts'
import { testContext } from './testing/context.ts'
import { freshDatabase } from './testing/database.ts'
import { s3Access } from './testing/s3.ts'
import { silent } from './testing/silent.ts'

const disagreement = async (ctx: Context) =>
  (await assertAgreement(ctx).then(
    () => ({ differences: [], message: '' }),
    (error: unknown) => error,
  )) as Disagreement

test('what this version declares is exactly what a fresh installation of it holds', async () => {
  await expect(assertAgreement(await testContext())).resolves.toBeUndefined()
})

describe('a planted difference in the database refuses to start, naming it and what to write', () => {
  const cases: [statement: string, code: string, place: string, write: string][] = [
    [
      'alter table recordings add column referrer text',
      'undeclared-column',
      'recordings.referrer',
      "Add to recordings in server/capture/tables.ts, with the class and category that are true of it:\n  referrer: nullable(text(personal('behaviour'))),",
    ],
    [
      'alter table reports add column reviewer_id uuid not null default gen_random_uuid()',
      'undeclared-column',
      'reports.reviewer_id',
      "reviewer_id: defaulted(uuid(personal('content'))),",
    ],
    [
      'alter table users drop column display_name',
      'missing-column',
      'users.display_name',
      'alter table users add column display_name text not null;',
    ],
    [
      'alter table recordings alter column chunks type bigint',
      'wrong-type',
      'recordings.chunks',
      'alter table recordings alter column chunks type integer;',
    ],
    [
      'alter table recordings alter column policy_hash drop not null',
      'wrong-nullability',
      'recordings.policy_hash',
      'Wrap it in nullable(…) in server/capture/tables.ts',
    ],
    [
      'alter table users alter column platform_admin drop default',
      'missing-default',
      'users.platform_admin',
      'alter table users alter column platform_admin set default',
    ],
    ['create table notes (id uuid primary key, said text)', 'undeclared-table', 'notes', 'export const notes = table('],
    [
      'create materialized view busy as select project_id, count(*) from reports group by 1',
      'undeclared-table',
      'busy',
      'drop materialized view busy;',
    ],
    [
      'create view open_reports as select id from reports',
      'undeclared-table',
      'open_reports',
      'drop view open_reports;',
    ],
    ['drop table sweeps', 'missing-table', 'sweeps', 'create table sweeps ('],
    [
      'create schema hidden; create table hidden.people (name text)',
      'undeclared-schema',
      'hidden',
      'drop schema hidden cascade;',
    ],
  ]
  test.each(cases)('%s', async (statement, code, place, write) => {
    const ctx = await testContext()
    await sql.raw(statement).execute(ctx.control.db)
    const { differences, message } = await disagreement(ctx)
    expect(differences).toEqual([expect.objectContaining({ code, place })])
    expect(message).toContain(write.replaceAll('\n', '\n   '))
  })

  test('partitions of what is declared are no difference', async () => {
    const ctx = await testContext()
    await sql
      .raw(
        `drop table audit_log;
         create table audit_log (
           id uuid not null, at timestamptz not null default now(), actor_kind text not null, actor_id uuid,
           action text not null, organization_id uuid, project_id uuid, target_kind text not null, target_id text
         ) partition by range (at);
         create table audit_log_2026 partition of audit_log for values from ('2026-01-01') to ('2027-01-01');`,
      )
      .execute(ctx.control.db)
    await assertAgreement(ctx)
  })
})

const holds = operational('operation')
const rogue = { what: '', activity: operation, subjects: [], holds, region: 'home' } as const

test.each(['restart', 'nothing'] as const)(
  'a key of no declared keyspace is found (survives: %s)',
  async (survives) => {
    const ctx = await testContext()
    const space = keyspace('rogue:{id}', { ...rogue, kind: 'value', ttl: { seconds: 60, why: '' }, survives })
    await ctx.control.ephemeral.set(space.key({ id: '7' }), 'x')
    const { differences, message } = await disagreement(ctx)
    expect(differences).toEqual([
      expect.objectContaining({ code: 'undeclared-key', place: 'rogue:{…}', example: 'rogue:7' }),
    ])
    expect(message).toContain("keyspace('rogue:{…}'")
  },
)

test('an object in no declared bucket is found', async () => {
  const ctx = await testContext()
  const strange = bucket('rogue/{id}/', { ...rogue, of: 'projects', encrypted: false })
  await ctx.control.objects.put(strange.object({ id: '7' }, 'file'), Buffer.from('x'))
  const { differences, message } = await disagreement(ctx)
  expect(differences).toEqual([expect.objectContaining({ code: 'undeclared-object', place: 'rogue/{…}/{…}' })])
  expect(message).toContain("bucket('rogue/{…}/'")
  expect(message).toContain('For example rogue/7/file.')
})

const carrying = (name: string): Job =>
  job(name, { what: '', activity: operation, carries: { email: text(operational('operation')) } })

test.each([
  ['undeclared-job', 'rogue.shout', carrying('rogue.shout')],
  ['undeclared-payload', 'privacy.sweep.email', carrying('privacy.sweep')],
])('a waiting job is found that is or carries what is not declared: %s', async (code, place, rogueJob) => {
  const { connection, drop } = await freshDatabase()
  const db = openDatabase<Tables>(connection, { max: 1 })
  const queue = openJobs({ connection, jobs: [rogueJob], log: silent })
  onTestFinished(async () => {
    await queue.stop()
    await db.destroy()
    await drop()
  })
  await queue.enqueue(rogueJob, { email: 'ada@example.com' })
  const ctx = await testContext()
  const stores = { ...ctx.control, db }
  const { differences } = await disagreement({ ...ctx, control: stores, region: () => stores })
  expect(differences).toEqual([expect.objectContaining({ code, place })])
})

test('jobs that are declared may wait', async () => {
  const ctx = await testContext()
  await ctx.control.jobs.enqueue(indexRecording, { recordingId: 'a', projectId: 'b', region: 'eu' })
  await ctx.control.jobs.every(sweepJob, '0 * * * *', {})
  await assertAgreement(ctx)
})

test('a host in the settings needs an active recipient', async () => {
  const ctx = await testContext()
  const config = { ...ctx.config, databaseUrl: 'postgres://vitrine@db.example.net/vitrine' }
  await assertAgreement({ ...ctx, config })
  const { differences, message } = await disagreement({
    ...ctx,
    config,
    declarations: { ...declarations, recipients: [] },
  })
  expect(differences).toEqual([expect.objectContaining({ code: 'undeclared-host', place: 'db.example.net' })])
  expect(message).toContain("hosts: ['db.example.net']")
})

test.each([
  ['redis.example.net', { redisUrl: 'rediss://u:p@redis.example.net:6380/1' }],
  ['s3.example.net', { s3: s3Access('https://s3.example.net', 'ours') }],
  [
    'ours.s3.example.net',
    { s3: { ...s3Access('https://s3.example.net', 'ours'), address: 'https://ours.s3.example.net' } },
  ],
])('so do the hosts of other stores: %s', async (host, settings) => {
  const ctx = await testContext()
  const config = { ...ctx.config, ...settings }
  await assertAgreement({ ...ctx, config })
  const { differences } = await disagreement({ ...ctx, config, declarations: { ...declarations, recipients: [] } })
  expect(differences).toEqual([expect.objectContaining({ code: 'undeclared-host', place: host })])
})

test('declarations that contradict themselves are refused too', async () => {
  const ctx = await testContext()
  const tables = declarations.tables.filter((table: Table) => !table.holdsKeys)
  const { differences } = await disagreement({ ...ctx, declarations: { ...declarations, tables } })
  expect(differences.map(({ code, place }) => `${code} ${place}`)).toEqual(
    expect.arrayContaining(['no-key recordings.description', 'undeclared-table data_keys']),
  )
})
