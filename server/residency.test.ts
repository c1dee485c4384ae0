import { createHash, randomBytes } from 'node:crypto'
import { erasurePlan, matcher } from '@vitrine/ledger'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { indexRecordingJob } from './capture/index-recording.ts'
import { assertRegions } from './open-regions.ts'
import { assertAgreement } from './platform/agreement.ts'
import { databaseOf } from './platform/db/database-of.ts'
import { carryOutErasure } from './privacy/erasure/carry-out-erasure.ts'
import { requestErasure } from './privacy/erasure/request-erasure.ts'
import { carryOutExport } from './privacy/export/carry-out-export.ts'
import { openExport } from './privacy/export/open-export.ts'
import { requestExport } from './privacy/export/request-export.ts'
import { sweep } from './privacy/retention/sweep.ts'
import { member, sampleReport, visitor } from './reports/testing/sample.ts'
import { sampleApp } from './reports/testing/sample-app.ts'
import { asMember } from './testing/context.ts'
import { type Held, heldBy } from './testing/held.ts'
import { regionsContext } from './testing/regions.ts'
import { sampleEvents } from './testing/sample-events.ts'
import { type Seeded, seedProject } from './testing/seed.ts'

const { ctx, stores, inRegion } = await regionsContext()
const app = await sampleApp(ctx)
afterAll(() => app.close())

const regions = ['eu', 'us'] as const
type Region = (typeof regions)[number]
type Sent = Seeded & { reportId: string; recordingId: string; agent: Awaited<ReturnType<typeof member>> }
const sent = {} as Record<Region, Sent>

const sha256 = (of: Buffer) => createHash('sha256').update(of).digest('hex')
const sheet = Buffer.from('.basket { color: rgb(1, 2, 3); }')
const voice = Buffer.concat([
  Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'),
  Buffer.from('A_OPUS'),
  randomBytes(500),
])
const title = (region: Region) => `Basket is broken in ${region} only`

/** Everything a visitor can leave behind, as the snippet sends it, and what an agent does with it. */
async function wholeWay(region: Region): Promise<Sent> {
  const seeded = await seedProject(inRegion(region))
  const agent = await member(app, ctx, seeded.userId)
  const rule = {
    id: crypto.randomUUID(),
    at: Date.now(),
    action: 'offer',
    cause: `cause in ${region}`,
    answer: 'accepted',
  }
  const sample = sampleReport(seeded.publicKey, 1)
  const at = sample.recording.startedAt
  const report = {
    ...sample,
    description: title(region),
    pageUrl: `https://shop.example/${region}/basket`,
    triggers: [{ ...rule, ruleId: rule.id }],
    visitor: sha256(Buffer.from(`visitor of ${region}`)),
    recording: {
      ...sample.recording,
      assets: [
        { sha256: sha256(sheet), type: 'text/css' as const, bytes: sheet.length, urls: ['https://shop.example/a.css'] },
      ],
      voice: {
        bytes: voice.length,
        sha256: sha256(voice),
        durationMs: 4_000,
        stretches: [{ at, offsetMs: 0, durationMs: 4_000 }],
      },
    },
  }
  const site = visitor(app, seeded.origin)
  const answer = await site.open(report)
  expect([answer.statusCode, answer.body]).toEqual([200, expect.anything()])
  const { recordingId, uploadToken } = answer.json()
  const headers = { origin: seeded.origin, 'content-type': 'text/plain' }
  await app.inject({ method: 'POST', url: '/v1/ping', headers, payload: JSON.stringify({ key: seeded.publicKey }) })
  expect((await site.chunk(recordingId, 0, uploadToken, sampleEvents())).statusCode).toBe(200)
  expect((await site.asset(recordingId, sha256(sheet), uploadToken, sheet)).statusCode).toBe(200)
  expect((await site.voice(recordingId, uploadToken, voice)).statusCode).toBe(200)
  expect((await site.complete(report.id, uploadToken)).statusCode).toBe(200)
  await indexRecordingJob(ctx, { recordingId, projectId: seeded.projectId, region })
  const changed = await agent.patch(`/api/reports/${report.id}`, { status: 'in progress', assigneeId: seeded.userId })
  expect([changed.statusCode, changed.json().title]).toEqual([200, title(region)])
  const owner = asMember(ctx, seeded.userId)
  const copy = await requestExport(owner, { kind: 'report', id: report.id })
  await carryOutExport({ ...ctx, actor: { kind: 'job', name: 'privacy.export' } }, { exportId: copy.id, region })
  expect((await openExport(owner, copy.id)).bytes).toBeGreaterThan(1_000)
  return { ...seeded, agent, reportId: report.id, recordingId }
}

beforeAll(async () => {
  for (const region of regions) sent[region] = await wholeWay(region)
}, 60_000)

const homeTables = ctx.declarations.tables.filter(
  (table) => table.region === 'home' && table.subjects.includes('visitor'),
)

/** Entries that must survive a restart, of accounts too. */
const anybodys = new Set(['ephemeral_entries'])

const countAll = async (place: keyof typeof stores, name: string) => {
  const table = ctx.declarations.tables.find((one) => one.name === name)
  if (!table) throw new Error(name)
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`.execute(
    databaseOf(stores[place], table),
  )
  return rows[0]?.n ?? 0
}

test('agents read, list and replay in both regions alike', async () => {
  for (const region of regions) {
    const { agent, projectId, reportId, recordingId } = sent[region]
    const listed = (await agent.get(`/api/projects/${projectId}/reports`)).json().reports
    expect(listed).toMatchObject([{ id: reportId, title: title(region), assignee: { displayName: 'Ada Example' } }])
    const urls = [`/api/reports/${reportId}`, `/api/recordings/${recordingId}/blocks/0`]
    for (const url of [...urls, `/api/recordings/${recordingId}/voice`, `/api/recordings/${recordingId}/assets`])
      expect([url, (await agent.get(url)).statusCode]).toEqual([url, 200])
    const other = sent[region === 'eu' ? 'us' : 'eu']
    for (const url of urls) expect((await other.agent.get(url)).statusCode).toBe(404)
  }
})

test('every table of visitors’ data is part of this: a new one has to be sent something above', async () => {
  const unused: string[] = []
  for (const { name } of homeTables) if (!anybodys.has(name) && (await countAll('us', name)) === 0) unused.push(name)
  expect(unused).toEqual([])
  for (const { pattern } of ctx.declarations.buckets.filter((bucket) => bucket.region === 'home')) {
    const prefix = pattern.slice(0, pattern.indexOf('{'))
    const names = await Array.fromAsync(stores.us.objects.listEverything(), (found) => found.name)
    expect([pattern, names.some((name) => name.startsWith(prefix))]).toEqual([pattern, true])
  }
})

/** Ids of rows, and names and hashes long enough to be of this visit alone. */
async function telltales(region: Region): Promise<Set<string>> {
  const found = new Set<string>([title(region), `cause in ${region}`, `shop.example/${region}/basket`])
  for (const table of homeTables) {
    if (!table.columns['id'] || anybodys.has(table.name)) continue
    const db = databaseOf(stores[region], table)
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(table.name)}`.execute(db)
    for (const { id } of rows) found.add(id)
  }
  return found
}

/** What is known of a project elsewhere than at its home, other than what is declared to be with the accounts. */
async function strayed(region: Region): Promise<string[]> {
  const known = [...(await telltales(region))]
  expect(known.length).toBeGreaterThan(8)
  const declared = new Set(
    ctx.declarations.tables.filter((table) => table.region !== 'home').map(({ name }) => `table ${name}`),
  )
  const spaces = ctx.declarations.keyspaces
    .filter(({ region: of }) => of === 'control')
    .map((space) => matcher(space.pattern))
  const stray: string[] = []
  for (const place of ['control', 'eu', 'us'] as const) {
    if (place === region) continue
    const ofControl = ({ where, text }: Held) =>
      place === 'control' &&
      (declared.has(where) || (where === 'short-lived' && spaces.some((space) => space.test(text))))
    for (const held of (await heldBy(stores[place])).filter((one) => !ofControl(one)))
      for (const sign of known) if (held.text.includes(sign)) stray.push(`${place}: ${held.where} has ${sign}`)
  }
  return stray
}

test('what visitors leave behind is at home, and nowhere else', async () => {
  for (const region of regions) {
    const home = await heldBy(stores[region])
    expect(home.some(({ text }) => text.includes(title(region)))).toBe(true)
    expect(await strayed(region)).toEqual([])
  }
  for (const { name } of homeTables)
    if (!anybodys.has(name)) expect([name, await countAll('control', name)]).toEqual([name, 0])
})

test('one misplaced row is found', async () => {
  const misplaced = await stores.us.db.selectFrom('trigger_events').selectAll().executeTakeFirstOrThrow()
  await stores.eu.db
    .insertInto('trigger_events')
    .values({ ...misplaced, report_id: sent.eu.reportId })
    .execute()
  expect(await strayed('us')).toEqual(
    expect.arrayContaining([expect.stringContaining('eu: table trigger_events has cause in us')]),
  )
  await stores.eu.db.deleteFrom('trigger_events').where('id', '=', misplaced.id).execute()
})

test('no table of accounts goes with what a visitor sent', () => {
  for (const kind of ['report', 'recording'] as const) {
    const root = ctx.declarations.tables.find(({ subject }) => subject === kind)
    const plan = root && erasurePlan(ctx.declarations, root)
    expect(plan?.tables.filter(({ region }) => region === 'control')).toEqual([])
  }
})

test('stores agree with the declarations in every place', async () => {
  await expect(assertAgreement(ctx)).resolves.toBeUndefined()
  await expect(assertRegions(ctx)).resolves.toBeUndefined()
  await expect(assertRegions({ ...ctx, regions: ['eu'] })).rejects.toThrow('Projects live in us')
})

test('erasing and sweeping in one region leaves the other as it is', async () => {
  const before = (await heldBy(stores.eu)).length
  const asked = await requestErasure(asMember(ctx, sent.us.userId), { kind: 'project', id: sent.us.projectId })
  await carryOutErasure({ ...ctx, actor: { kind: 'job', name: 'privacy.erase' } }, { erasureId: asked.id ?? '' })
  await sweep(ctx)
  for (const { name } of homeTables)
    if (!anybodys.has(name)) expect([name, await countAll('us', name)]).toEqual([name, 0])
  expect(await Array.fromAsync(stores.us.objects.listEverything(), ({ name }) => name)).toEqual([])
  expect((await heldBy(stores.eu)).length).toBe(before)
  expect((await sent.eu.agent.get(`/api/reports/${sent.eu.reportId}`)).statusCode).toBe(200)
  expect((await sent.us.agent.get(`/api/reports/${sent.us.reportId}`)).statusCode).toBe(404)
})
