import { createHash, createPublicKey, verify } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { id, personal, refers, sealed, table, text } from '@vitrine/ledger'
import type { ErasureSubject } from '@vitrine/protocol'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { debugging, snippetSeen } from '../../capture/index.ts'
import { recordingKey } from '../../capture/keys.ts'
import { audio, wholeReport } from '../../capture/testing/whole-report.ts'
import type { Context } from '../../context.ts'
import { as, asMember, testContext } from '../../testing/context.ts'
import { sampleEvents } from '../../testing/sample-events.ts'
import { seedMember, seedProject } from '../../testing/seed.ts'
import { carryOutErasure } from '../erasure/carry-out-erasure.ts'
import { requestErasure } from '../erasure/request-erasure.ts'
import { sweep } from '../retention/sweep.ts'
import { carryOutExport } from './carry-out-export.ts'
import { openExport } from './open-export.ts'
import { readExport } from './read-export.ts'
import { requestExport } from './request-export.ts'
import { lines, readZip } from './testing/read-zip.ts'
import { withdrawExport } from './withdraw-exports.ts'

const asJob = (ctx: Context) => as(ctx, { kind: 'job', name: 'privacy.export' })
const make = (ctx: Context, exportId: string) => carryOutExport(asJob(ctx), { exportId, region: ctx.config.region })

async function exported(ctx: Context, userId: string, subject: ErasureSubject) {
  const member = asMember(ctx, userId)
  const { id } = await requestExport(member, subject)
  await make(ctx, id)
  const { bytes, content } = await openExport(member, id)
  const file = await buffer(Readable.from(content))
  expect(file.length).toBe(bytes)
  return { id, files: await readZip(file) }
}

const stored = async (ctx: Context) =>
  (await Array.fromAsync(ctx.control.objects.listEverything())).map(({ name }) => name)

test('a project’s copy holds its rows, its recordings, sound and pictures, in forms that others can read', async () => {
  const ctx = await testContext()
  const { userId, projectId, recordingId, reportId, picture } = await wholeReport(ctx)
  const neighbour = await wholeReport(ctx)
  await ctx.control.ephemeral.addToWindow(snippetSeen.key({ id: projectId }), 'https://shop.example', Date.now())
  const { files } = await exported(ctx, userId, { kind: 'project', id: projectId })

  expect(lines(files.get('data/projects.ndjson'))).toMatchObject([{ id: projectId, name: 'Shop' }])
  const [recording] = lines(files.get('data/recordings.ndjson'))
  expect(recording).toMatchObject({ id: recordingId, description: 'It broke', console: [], context: {} })
  expect(recording).toMatchObject({ environment: { userAgent: 'Test' } })
  expect(lines(files.get('data/recording_assets.ndjson')).map(({ urls }) => urls)).toContainEqual([
    'https://shop.example/logo.png',
  ])
  expect(lines(files.get(`recordings/${recordingId}/events.ndjson`))).toEqual(sampleEvents())
  expect(files.get(`voice/${recordingId}/note.webm`)).toEqual(audio)
  const pictures = [...files].filter(([path]) => path.startsWith('assets/'))
  expect(pictures.map(([path]) => path.split('.')[1] ?? '').toSorted()).toEqual(['css', 'png'])
  expect(pictures.find(([path]) => path.endsWith('.png'))?.[1]).toEqual(picture)
  expect(lines(files.get('data/short-lived.ndjson'))).toMatchObject([{ holds: [{ member: 'https://shop.example' }] }])
  expect(lines(files.get('data/audit_log.ndjson'))).toMatchObject([{ action: 'project.exported', actor_id: userId }])

  const all = [...files].map(([path, content]) => path + content.toString('latin1')).join('\n')
  for (const foreign of [neighbour.projectId, neighbour.recordingId, neighbour.reportId])
    expect(all).not.toContain(foreign)
  expect(all).toContain(reportId)
})

test('the manifest has the hash and count of every file, the hash of the privacy page, and a signature', async () => {
  const ctx = await testContext()
  const { userId, projectId } = await wholeReport(ctx)
  const { id: exportId, files } = await exported(ctx, userId, { kind: 'project', id: projectId })
  const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '')
  expect(manifest).toMatchObject({
    format: 'vitrine-export-1',
    export: exportId,
    subject: { kind: 'project', id: projectId },
  })
  const paths: string[] = manifest.files.map(({ path }: { path: string }) => path)
  expect([...paths, 'manifest.json', 'manifest.signature.json'].toSorted()).toEqual([...files.keys()].toSorted())
  for (const { path, sha256, bytes, entries } of manifest.files) {
    const content = files.get(path) ?? Buffer.alloc(0)
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
    expect(content.length).toBe(bytes)
    if (path.endsWith('.ndjson')) expect(lines(content)).toHaveLength(entries)
  }
  const page = await ctx.control.db.selectFrom('document_versions').select('hash').execute()
  expect(page.map(({ hash }) => hash)).toContain(manifest.privacyPage.sha256)
  const { publicKey, signature } = JSON.parse(files.get('manifest.signature.json')?.toString() ?? '')
  const key = { key: createPublicKey({ key: publicKey, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const
  const signed = files.get('manifest.json') ?? Buffer.alloc(0)
  expect(verify('sha256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true)
  expect(publicKey).toEqual(ctx.signer.publicJwk)
})

test('secrets are left out, and the copy says so', async () => {
  const ctx = await testContext()
  const { userId, projectId } = await wholeReport(ctx)
  const { files } = await exported(ctx, userId, { kind: 'project', id: projectId })
  const { leftOut } = JSON.parse(files.get('manifest.json')?.toString() ?? '')
  const places = leftOut.map(({ place }: { place: string }) => place)
  expect(places).toEqual(expect.arrayContaining(['data_keys', 'exports/{id}/', 'password_reset_tokens.sha256']))
  expect(files.has('data/data_keys.ndjson')).toBe(false)
  expect([...files.keys()].some((path) => path.startsWith('exports/'))).toBe(false)
  expect(files.get('index.html')?.toString()).toContain('password_reset_tokens.sha256')
})

test('a report’s copy says who looks after it by their id only', async () => {
  const ctx = await testContext()
  const { userId, organizationId, reportId } = await wholeReport(ctx)
  const agent = await seedMember(ctx, { organizationId, role: 'viewer' })
  await ctx.control.db.updateTable('reports').set({ assignee_id: agent }).where('id', '=', reportId).execute()
  const { files } = await exported(ctx, userId, { kind: 'report', id: reportId })
  expect(lines(files.get('data/reports.ndjson'))).toMatchObject([{ id: reportId, assignee_id: agent }])
  const all = [...files.values()].map((content) => content.toString('latin1')).join('\n')
  expect(all).not.toContain(`${agent}@example.com`)
  expect(all).not.toContain('Ada Example')
})

test('a table that nobody told the export about is in it because it refers to recordings, its seals open', async () => {
  const base = await testContext()
  await sql`create table viewings (id uuid primary key, recording_id uuid not null, member text not null, note bytea not null)`.execute(
    base.control.db,
  )
  const viewings = table(
    'viewings',
    {
      what: 'Who watched what.',
      activity: debugging,
      subjects: ['visitor'],
      keep: { with: 'recordings' },
      region: 'home',
    },
    {
      id: id(),
      recording_id: refers('recordings'),
      member: text(personal('identity', { about: 'member', what: 'Who.' })),
      note: sealed(personal('content', { what: 'What they noted.' })),
    },
  )
  const ctx = { ...base, declarations: { ...base.declarations, tables: [...base.declarations.tables, viewings] } }
  const { userId, recordingId, projectId, reportId } = await wholeReport(ctx)
  const key = await recordingKey(ctx, ctx.control, { id: recordingId, project_id: projectId })
  const viewing = crypto.randomUUID()
  const note = key.seal(Buffer.from('Looks <b>odd</b>'), `viewings.note|${viewing}`)
  await sql`insert into viewings values (${viewing}, ${recordingId}, 'Ada', ${note})`.execute(ctx.control.db)
  const { files } = await exported(ctx, userId, { kind: 'report', id: reportId })
  expect(lines(files.get('data/viewings.ndjson'))).toEqual([
    { id: viewing, recording_id: recordingId, note: 'Looks <b>odd</b>' },
  ])
  const { leftOut } = JSON.parse(files.get('manifest.json')?.toString() ?? '')
  expect(leftOut).toContainEqual({ place: 'viewings.member', what: 'Who.', reason: 'About somebody else.' })
})

test('it rests encrypted, and goes with its subject, with what may be in it, after a week, and when asked', async () => {
  const ctx = await testContext()
  const { userId, projectId, reportId } = await wholeReport(ctx)
  const member = asMember(ctx, userId)
  const subject = { kind: 'project', id: projectId } as const
  const copies = async () => (await stored(ctx)).filter((name) => name.startsWith('exports/'))

  const { id } = await exported(ctx, userId, subject)
  const [name = ''] = await copies()
  const resting = await ctx.control.objects.get({ name, bucket: ctx.declarations.buckets[0] as never })
  expect(resting?.includes('manifest.json')).toBe(false)
  await withdrawExport(member, id)
  expect(await copies()).toEqual([])
  await expect(readExport(member, id)).rejects.toMatchObject({ code: 'not-found' })

  // The project's copy holds the report as well: what was erased is not to come back out of it.
  await exported(ctx, userId, subject)
  const erasure = await requestErasure(member, { kind: 'report', id: reportId })
  await carryOutErasure(asJob(ctx), { erasureId: erasure.id ?? '' })
  expect(await copies()).toEqual([])

  await exported(ctx, userId, subject)
  await sweep({ ...ctx, now: () => new Date(Date.now() + 8 * 86_400_000) })
  expect(await copies()).toEqual([])
  expect(await ctx.control.keys.selectFrom('export_keys').selectAll().execute()).toEqual([])
})

test('only who asked may fetch it, and only while they have the right', async () => {
  const ctx = await testContext()
  const { userId, organizationId, projectId } = await wholeReport(ctx)
  const { id } = await exported(ctx, userId, { kind: 'project', id: projectId })
  const colleague = asMember(ctx, await seedMember(ctx, { organizationId, role: 'admin' }))
  expect(await readExport(colleague, id)).toMatchObject({ state: 'ready', mine: false })
  await expect(openExport(colleague, id)).rejects.toMatchObject({ code: 'not-allowed' })
  const stranger = asMember(ctx, (await seedProject(ctx)).userId)
  await expect(openExport(stranger, id)).rejects.toMatchObject({ code: 'not-found' })
  await ctx.control.db.deleteFrom('agent_memberships').where('user_id', '=', userId).execute()
  await expect(openExport(asMember(ctx, userId), id)).rejects.toMatchObject({ code: 'not-found' })
})

test('a third copy of a project has to wait until one of two is made', async () => {
  const ctx = await testContext()
  const { projectId, userId } = await seedProject(ctx)
  const ask = () => requestExport(asMember(ctx, userId), { kind: 'project', id: projectId })
  const asked = await Promise.allSettled([ask(), ask(), ask()])
  expect(asked.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  const [refused] = asked.filter((one) => one.status === 'rejected')
  expect(refused?.reason).toMatchObject({ code: 'too-many-requests' })
})

test('a run that was thought dead does not spoil what the next one made; one that fails for good says so', async () => {
  const ctx = await testContext()
  const { userId, projectId } = await wholeReport(ctx)
  const member = asMember(ctx, userId)
  const { id } = await requestExport(member, { kind: 'project', id: projectId })
  const held = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  const slow: Context = {
    ...ctx,
    region: () => ({
      ...ctx.control,
      objects: {
        ...ctx.control.objects,
        put: async (key, body) => {
          await ctx.control.objects.put(key, body)
          reached.resolve()
          await held.promise
        },
      },
    }),
  }
  const zombie = make(slow, id)
  await reached.promise
  await make(ctx, id)
  held.resolve()
  await zombie
  expect((await stored(ctx)).filter((name) => name.startsWith('exports/'))).toHaveLength(1)
  const { content } = await openExport(member, id)
  expect((await readZip(await buffer(Readable.from(content)))).has('manifest.json')).toBe(true)

  const broken: Context = {
    ...ctx,
    region: () => ({
      ...ctx.control,
      objects: { ...ctx.control.objects, put: () => Promise.reject(new Error('disk full')) },
    }),
  }
  const { id: hopeless } = await requestExport(member, { kind: 'project', id: projectId })
  for (const _ of [1, 2, 3, 4]) await expect(make(broken, hopeless)).rejects.toThrow('disk full')
  expect(await readExport(member, hopeless)).toMatchObject({ state: 'waiting' })
  await make(broken, hopeless)
  expect(await readExport(member, hopeless)).toMatchObject({ state: 'failed' })
})
