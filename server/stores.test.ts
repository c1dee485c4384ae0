import { randomUUID } from 'node:crypto'
import type { Problem, ReportOpened } from '@vitrine/protocol'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { recordingObjects, snippetSeen } from './capture/tables.ts'
import type { Context, Stores } from './context.ts'
import { assertAgreement, findDifferences } from './platform/agreement.ts'
import { redisEphemeral } from './platform/ephemeral/redis.ts'
import { s3Objects } from './platform/objects/s3.ts'
import { Outage } from './platform/outage.ts'
import { carryOutErasure } from './privacy/erasure/carry-out-erasure.ts'
import { readErasure } from './privacy/erasure/read-erasure.ts'
import { requestErasure } from './privacy/erasure/request-erasure.ts'
import { sweep } from './privacy/retention/sweep.ts'
import { sampleReport, visitor } from './reports/testing/sample.ts'
import { sampleApp } from './reports/testing/sample-app.ts'
import { asMember, testContext } from './testing/context.ts'
import { redisProgram, startRedis, type TestRedis } from './testing/redis.ts'
import { type Refusing, refusing } from './testing/refusing.ts'
import { s3Installed } from './testing/s3.ts'
import { sampleEvents, textAdded } from './testing/sample-events.ts'
import { type Seeded, seedProject } from './testing/seed.ts'
import { askFor } from './testing/servers.ts'

describe.skipIf(!redisProgram() || !s3Installed())('on Redis and S3', () => {
  let ctx: Context
  let seeded: Seeded
  let redis: TestRedis
  let s3: Refusing
  let site: ReturnType<typeof visitor>
  let preflight: (url: string) => Promise<LightMyRequestResponse>
  const closing: (() => unknown)[] = []

  beforeAll(async () => {
    const base = await testContext()
    const access = await askFor('s3')
    redis = await startRedis()
    s3 = await refusing(access.endpoint)
    const ephemeral = await redisEphemeral({ url: redis.url, onError: () => {} })
    const objects = s3Objects({ ...access, endpoint: s3.endpoint })
    const stores: Stores = {
      ...base.control,
      objects,
      ephemeral,
    }
    ctx = { ...base, control: stores, region: () => stores }
    seeded = await seedProject(ctx)
    const app = await sampleApp(ctx)
    site = visitor(app, seeded.origin)
    preflight = (url) => app.inject({ method: 'OPTIONS', url, headers: { origin: seeded.origin } })
    closing.push(
      redis.stop,
      s3.stop,
      () => objects.close(),
      ephemeral.close,
      () => app.close(),
    )
  }, 120_000)
  afterAll(async () => {
    for (const close of closing.toReversed()) await close()
  })

  const names = () => Array.fromAsync(ctx.control.objects.listEverything(), ({ name }) => name)

  /** What a page is told that has to come back; it can read that. */
  function told(answer: LightMyRequestResponse): Problem {
    expect(answer.statusCode).toBe(503)
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringContaining('application/problem+json'),
      'retry-after': '5',
      'access-control-allow-origin': seeded.origin,
      'access-control-expose-headers': 'Retry-After',
    })
    return answer.json()
  }

  async function opened(chunks = 1) {
    const report = sampleReport(seeded.publicKey, chunks)
    const { uploadToken } = (await site.open(report)).json() as ReportOpened
    return { report, id: report.recording.id, uploadToken }
  }

  async function received() {
    const { report, id, uploadToken } = await opened()
    expect((await site.chunk(id, 0, uploadToken, sampleEvents())).statusCode).toBe(200)
    expect((await site.complete(report.id, uploadToken)).statusCode).toBe(200)
    return { reportId: report.id, recordingId: id }
  }

  async function erase(reportId: string) {
    const member = asMember(ctx, seeded.userId)
    const { id } = await requestErasure(member, { kind: 'report', id: reportId })
    const erasureId = id ?? ''
    return {
      run: () => carryOutErasure({ ...ctx, actor: { kind: 'job', name: 'privacy.erase' } }, { erasureId }),
      read: () => readErasure(member, erasureId),
    }
  }

  test('Redis gone: pages are told to come back, nothing is taken half, and it goes on by itself', async () => {
    const report = sampleReport(seeded.publicKey, 1)
    await redis.kill()
    // The browser asks first, and only what it may send gets an answer that the page can read.
    expect((await preflight('/v1/reports')).statusCode).toBe(204)
    const problem = told(await site.open(report))
    expect(problem).toMatchObject({ code: 'unavailable', detail: 'The short-lived store does not answer.' })
    expect(JSON.stringify(problem)).not.toMatch(/redis|127\.0\.0\.1|ECONN/i)
    const rows = await ctx.control.db.selectFrom('reports').select('id').where('id', '=', report.id).execute()
    expect(rows).toEqual([])
    await redis.restart()
    await vi.waitFor(async () => expect((await site.open(report)).statusCode).toBe(200), { timeout: 20_000 })
  }, 60_000)

  test('Redis gone between commit and news: what was done stays done, and is said to be', async () => {
    const { report, id, uploadToken } = await opened()
    await site.chunk(id, 0, uploadToken, sampleEvents())
    const dead: Context['control'] = {
      ...ctx.control,
      ephemeral: { ...ctx.control.ephemeral, publish: () => Promise.reject(new Outage('The short-lived store', 0)) },
    }
    const app = await sampleApp({ ...ctx, control: dead, region: () => dead })
    expect((await visitor(app, seeded.origin).complete(report.id, uploadToken)).statusCode).toBe(200)
    await app.close()
  })

  test.each(['refuse', 'cut'] as const)(
    'the object store fails (%s): nothing acknowledged is lost',
    async (mode) => {
      const { report, id, uploadToken } = await opened(3)
      const events = [sampleEvents(), [textAdded(1, 1, 'one')], [textAdded(2, 2, 'two')]]
      expect((await site.chunk(id, 0, uploadToken, events[0])).statusCode).toBe(200)
      s3.mode = mode
      for (const seq of [1, 2]) {
        const problem = told(await site.chunk(id, seq, uploadToken, events[seq]))
        expect(problem).toMatchObject({ code: 'unavailable', detail: 'The object store does not answer.' })
        expect(JSON.stringify(problem)).not.toMatch(/s3|bucket|127\.0\.0\.1/i)
      }
      s3.mode = 'pass'
      const again = (await site.open(report)).json() as ReportOpened
      expect(again.received).toEqual([0])
      for (const seq of [1, 2]) expect((await site.chunk(id, seq, uploadToken, events[seq])).statusCode).toBe(200)
      expect((await site.complete(report.id, uploadToken)).statusCode).toBe(200)
      const below = recordingObjects.prefix({ project_id: seeded.projectId, id })
      expect(await Array.fromAsync(ctx.control.objects.list(below))).toHaveLength(3)
    },
    60_000,
  )

  test('an erasure reads both back: failed while the store refuses, erased once it is gone', async () => {
    const { reportId, recordingId } = await received()
    const neighbour = await received()
    const { run, read } = await erase(reportId)
    s3.when = (method) => method === 'DELETE'
    s3.mode = 'refuse'
    await expect(run()).rejects.toThrow(Outage)
    expect((await read()).state).toBe('failed')
    expect((await names()).some((name) => name.includes(recordingId))).toBe(true)
    s3.mode = 'pass'
    s3.when = () => true
    await run()
    const { state, stores } = await read()
    expect(state).toBe('done')
    expect(stores).toContainEqual(
      expect.objectContaining({ place: 'objects recordings/{project_id}/{id}/', outcome: 'erased', count: 1 }),
    )
    const left = await names()
    expect(left.filter((name) => name.includes(recordingId))).toEqual([])
    expect(left.some((name) => name.includes(neighbour.recordingId))).toBe(true)
  }, 60_000)

  test("a project's erasure takes its keys out of Redis", async () => {
    const other = await seedProject(ctx)
    const key = snippetSeen.key({ id: other.projectId })
    await ctx.control.ephemeral.addToWindow(key, other.origin, Date.now())
    const { id } = await requestErasure(asMember(ctx, other.userId), { kind: 'project', id: other.projectId })
    await carryOutErasure(ctx, { erasureId: id ?? '' })
    expect(await Array.fromAsync(ctx.control.ephemeral.names())).not.toContain(key.name)
    const { stores } = await ctx.control.db
      .selectFrom('erasures')
      .select('stores')
      .where('subject_id', '=', other.projectId)
      .executeTakeFirstOrThrow()
    expect(stores).toContainEqual(expect.objectContaining({ place: 'keys snippet-seen:{id}', outcome: 'erased' }))
  })

  test('the sweep removes objects whose row is gone', async () => {
    const { recordingId } = await received()
    const orphan = recordingObjects.object({ project_id: seeded.projectId, id: randomUUID() }, 'block-0')
    await ctx.control.objects.put(orphan, Buffer.from('x'))
    await sweep(ctx)
    const left = await names()
    expect(left).not.toContain(orphan.name)
    expect(left.some((name) => name.includes(recordingId))).toBe(true)
  })

  test('the start compares both with the declarations', async () => {
    await received()
    await assertAgreement(ctx)
    const rogue = { name: 'rogue/1/x', bucket: recordingObjects }
    await ctx.control.objects.put(rogue, Buffer.from('x'))
    const space = { ...snippetSeen, pattern: 'rogue:{id}' }
    await ctx.control.ephemeral.addToWindow({ name: 'rogue:1', space }, 'x', Date.now())
    const places = [
      ['undeclared-key', 'rogue:{…}'],
      ['undeclared-object', 'rogue/{…}/{…}'],
    ]
    const found = await assertAgreement(ctx).catch(({ differences }) => differences)
    expect(found.map(({ code, place }: { code: string; place: string }) => [code, place])).toEqual(places)
    expect((await findDifferences(ctx)).map(({ code, place }) => [code, place])).toEqual(places)
    await ctx.control.objects.delete(rogue)
    await ctx.control.ephemeral.delete({ name: 'rogue:1', space })
    await assertAgreement(ctx)
  })
})
