import { randomUUID } from 'node:crypto'
import { id, integer, operational, personal, refers, table, text, timestamp } from '@vitrine/ledger'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { debugging, projectNews, recordingObjects, snippetSeen } from '../../capture/index.ts'
import type { Context } from '../../context.ts'
import { asMember, testContext } from '../../testing/context.ts'
import { seedMember, seedProject } from '../../testing/seed.ts'
import { seedReport } from '../../testing/seed-report.ts'
import { sweep } from '../retention/sweep.ts'
import { carryOutErasure } from './carry-out-erasure.ts'
import { previewErasure } from './preview-erasure.ts'
import { readErasure } from './read-erasure.ts'
import { requestErasure } from './request-erasure.ts'

const count = async (ctx: Context, table: string) => {
  const db = ctx.control[table === 'data_keys' ? 'keys' : 'db']
  return (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db)).rows[0]?.n
}

const objectNames = async (ctx: Context) => {
  const names: string[] = []
  for await (const { name } of ctx.control.objects.listEverything()) names.push(name)
  return names
}

async function erase(ctx: Context, userId: string, subject: Parameters<typeof requestErasure>[1]) {
  const { id } = await requestErasure(asMember(ctx, userId), subject)
  await carryOutErasure({ ...ctx, actor: { kind: 'job', name: 'privacy.erase' } }, { erasureId: id ?? '' })
  return readErasure(asMember(ctx, userId), id ?? '')
}

describe('erasure', () => {
  test('a report goes with everything that belongs to it, and nothing else does', async () => {
    const ctx = await testContext()
    const { projectId, userId } = await seedProject(ctx)
    const { reportId } = await seedReport(ctx, projectId)
    const other = await seedReport(ctx, projectId)

    const preview = await previewErasure(asMember(ctx, userId), { kind: 'report', id: reportId })
    expect(preview.stores.find(({ place }) => place === 'table recordings')).toMatchObject({
      outcome: 'will erase',
      count: 1,
    })
    expect(await count(ctx, 'reports')).toBe(2)

    const done = await erase(ctx, userId, { kind: 'report', id: reportId })
    expect(done.state).toBe('done')
    const outcome = Object.fromEntries(done.stores.map(({ place, outcome, count }) => [place, [outcome, count]]))
    expect(outcome).toMatchObject({
      'table reports': ['erased', 1],
      'table recordings': ['erased', 1],
      'table recording_blocks': ['erased', 1],
      'table data_keys': ['erased', 1],
      'objects recordings/{project_id}/{id}/': ['erased', 2],
    })
    expect(await count(ctx, 'reports')).toBe(1)
    expect(await objectNames(ctx)).toEqual(
      ['block-0', 'keyframe-0'].map((name) => `recordings/${projectId}/${other.recordingId}/${name}`),
    )
  })

  test('a project goes whole; the audit stays, with its reason', async () => {
    const ctx = await testContext()
    const { projectId, userId } = await seedProject(ctx)
    const neighbour = await seedProject(ctx)
    await seedReport(ctx, projectId)
    await seedReport(ctx, neighbour.projectId)
    await ctx.control.ephemeral.addToWindow(snippetSeen.key({ id: projectId }), 'https://a.example', Date.now())

    const news: unknown[] = []
    await ctx.control.ephemeral.subscribe(projectNews.key({ id: projectId }), (one) => news.push(JSON.parse(one)))
    const done = await erase(ctx, userId, { kind: 'project', id: projectId })
    await vi.waitFor(() => expect(news).toEqual([{ kind: 'project-erased', projectId }]))
    expect(done.state).toBe('done')
    expect(done.stores.find(({ place }) => place === 'keys snippet-seen:{id}')).toMatchObject({
      outcome: 'erased',
      count: 1,
    })
    expect(done.stores.find(({ place }) => place === 'table audit_log')).toMatchObject({
      outcome: 'exempt',
      reason: expect.any(String),
    })
    expect(await count(ctx, 'projects')).toBe(1)
    expect(await count(ctx, 'reports')).toBe(1)
    expect((await objectNames(ctx)).every((name) => name.includes(neighbour.projectId))).toBe(true)
  })

  test('a table that nobody told privacy about is erased because it refers to recordings', async () => {
    const base = await testContext()
    await sql`create table viewings (id uuid primary key, recording_id uuid not null, seconds integer not null)`.execute(
      base.control.db,
    )
    const viewings = table(
      'viewings',
      {
        what: 'Who watched what.',
        activity: debugging,
        subjects: ['member'],
        keep: { with: 'recordings' },
        region: 'home',
      },
      { id: id(), recording_id: refers('recordings'), seconds: integer(operational('operation')) },
    )
    const ctx = { ...base, declarations: { ...base.declarations, tables: [...base.declarations.tables, viewings] } }
    const { projectId, userId } = await seedProject(ctx)
    const { recordingId } = await seedReport(ctx, projectId)
    await sql`insert into viewings values (${randomUUID()}, ${recordingId}, 3)`.execute(ctx.control.db)
    const done = await erase(ctx, userId, { kind: 'recording', id: recordingId })
    expect(done.stores.find(({ place }) => place === 'table viewings')).toMatchObject({ outcome: 'erased', count: 1 })
    expect(await count(ctx, 'viewings')).toBe(0)
    expect(await count(ctx, 'reports')).toBe(1)
  })

  test('a run that stopped half-way is finished by the next, also when the root had already gone', async () => {
    const ctx = await testContext()
    const { projectId, userId } = await seedProject(ctx)
    const { reportId, recordingId } = await seedReport(ctx, projectId)
    const { id } = await requestErasure(asMember(ctx, userId), { kind: 'report', id: reportId })
    const failing: Context = {
      ...ctx,
      region: (project) => ({
        ...ctx.region(project),
        objects: { ...ctx.region(project).objects, deleteAll: () => Promise.reject(new Error('disk gone')) },
      }),
    }
    await expect(carryOutErasure(failing, { erasureId: id ?? '' })).rejects.toThrow('disk gone')
    expect(await count(ctx, 'data_keys')).toBe(0)
    await sql`delete from recording_blocks`.execute(ctx.control.db)
    await sql`delete from recordings where id = ${recordingId}`.execute(ctx.control.db)
    await sql`delete from reports where id = ${reportId}`.execute(ctx.control.db)
    await carryOutErasure(ctx, { erasureId: id ?? '' })
    expect(await objectNames(ctx)).toEqual([])
    expect((await readErasure(asMember(ctx, userId), id ?? '')).state).toBe('done')
  })

  test('what can not be deleted is said, not hidden', async () => {
    const ctx = await testContext()
    const { projectId, userId } = await seedProject(ctx)
    const { reportId } = await seedReport(ctx, projectId)
    const { id } = await requestErasure(asMember(ctx, userId), { kind: 'report', id: reportId })
    const stuck: Context = {
      ...ctx,
      region: (project) => ({
        ...ctx.region(project),
        objects: { ...ctx.region(project).objects, deleteAll: async () => 0 },
      }),
    }
    await expect(carryOutErasure(stuck, { erasureId: id ?? '' })).rejects.toThrow()
    const erasure = await readErasure(asMember(ctx, userId), id ?? '')
    expect(erasure.state).toBe('failed')
    expect(erasure.stores.find(({ place }) => place.startsWith('objects'))).toMatchObject({
      outcome: 'failed',
      count: 2,
    })
  })

  test('only administrators of the project may, and others learn nothing', async () => {
    const ctx = await testContext()
    const { projectId, organizationId } = await seedProject(ctx)
    const stranger = await seedProject(ctx)
    const agent = await seedMember(ctx, { organizationId, role: 'agent' })
    const { reportId } = await seedReport(ctx, projectId)
    const subject = { kind: 'report', id: reportId } as const
    await expect(requestErasure(asMember(ctx, agent), subject)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(requestErasure(asMember(ctx, stranger.userId), subject)).rejects.toMatchObject({ code: 'not-found' })
    await expect(previewErasure(asMember(ctx, stranger.userId), subject)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('the sweep', () => {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

  test("deletes what is past each project's window, with its objects and keys, and says how late it was", async () => {
    const ctx = await testContext()
    const short = await seedProject(ctx, { retentionDays: 7 })
    const long = await seedProject(ctx, { retentionDays: 90 })
    await seedReport(ctx, short.projectId, { createdAt: daysAgo(8) })
    await seedReport(ctx, short.projectId, { createdAt: daysAgo(6) })
    await seedReport(ctx, long.projectId, { createdAt: daysAgo(8) })
    const { erased, lateness } = await sweep(ctx)
    expect(erased['reports']).toBe(1)
    expect(lateness['reports']).toBeGreaterThan(86_000)
    expect(await count(ctx, 'reports')).toBe(2)
    expect(await count(ctx, 'recordings')).toBe(2)
    expect(await count(ctx, 'data_keys')).toBe(2)
    expect((await objectNames(ctx)).length).toBe(4)
    expect((await sweep(ctx)).erased['reports'] ?? 0).toBe(0)
  })

  test('a new table with a declared retention is swept without further code', async () => {
    const base = await testContext()
    await sql`create table hints (id uuid primary key, body text not null, made_at timestamptz not null)`.execute(
      base.control.db,
    )
    const hints = table(
      'hints',
      {
        what: 'Hints.',
        activity: debugging,
        subjects: ['visitor'],
        keep: { days: 3, from: 'made_at' },
        region: 'home',
      },
      { id: id(), body: text(personal('content')), made_at: timestamp(operational('operation')) },
    )
    const ctx = { ...base, declarations: { ...base.declarations, tables: [...base.declarations.tables, hints] } }
    await sql`insert into hints values (${randomUUID()}, 'old', ${daysAgo(4)}), (${randomUUID()}, 'new', ${daysAgo(2)})`.execute(
      ctx.control.db,
    )
    expect((await sweep(ctx)).erased['hints']).toBe(1)
    expect(await count(ctx, 'hints')).toBe(1)
  })

  test('what never arrived completely goes after two days', async () => {
    const ctx = await testContext()
    const { projectId } = await seedProject(ctx)
    await seedReport(ctx, projectId, { createdAt: daysAgo(3) })
    await seedReport(ctx, projectId, { createdAt: daysAgo(3), arrived: false })
    await seedReport(ctx, projectId, { createdAt: daysAgo(1), arrived: false })
    expect((await sweep(ctx)).erased['reports']).toBe(1)
    expect(await count(ctx, 'reports')).toBe(2)
    expect(await count(ctx, 'recordings')).toBe(2)
  })

  test('removes objects whose row is gone', async () => {
    const ctx = await testContext()
    const { projectId } = await seedProject(ctx)
    const { recordingId } = await seedReport(ctx, projectId)
    const orphan = recordingObjects.object({ project_id: projectId, id: randomUUID() }, 'block-0')
    await ctx.control.objects.put(orphan, Buffer.from('x'))
    await sweep(ctx)
    expect((await objectNames(ctx)).every((name) => name.includes(recordingId))).toBe(true)
  })

  test('asks for the rows of very many objects in batches, and keeps those that live', async () => {
    const ctx = await testContext()
    const { projectId } = await seedProject(ctx)
    const { recordingId } = await seedReport(ctx, projectId)
    const kept = await objectNames(ctx)
    const foreign = recordingObjects.object({ project_id: projectId, id: 'not-one-of-ours' }, 'x')
    await ctx.control.objects.put(foreign, Buffer.from('x'))
    const orphans = Array.from({ length: 1_203 }, (_, n) => ({ id: n % 601 ? randomUUID() : recordingId, n }))
    for (const { id, n } of orphans)
      await ctx.control.objects.put(
        recordingObjects.object({ project_id: projectId, id }, `orphan-${n}`),
        Buffer.from('x'),
      )
    const { erased } = await sweep(ctx)
    expect(erased['objects recordings/{project_id}/{id}/']).toBe(1_200)
    const left = orphans.filter(({ id }) => id === recordingId).map(({ n }) => `orphan-${n}`)
    const names = await objectNames(ctx)
    expect(names).toHaveLength(kept.length + left.length + 1)
    for (const name of left) expect(names.some((found) => found.endsWith(name))).toBe(true)
    expect(names).toContain(foreign.name)
  })
})
