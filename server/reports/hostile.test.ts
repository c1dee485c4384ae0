import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { limits } from '@vitrine/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealUpload } from '../capture/index.ts'
import { testContext } from '../testing/context.ts'
import { sampleEvents } from '../testing/sample-events.ts'
import { type Seeded, seedProject } from '../testing/seed.ts'
import { member, sampleReport, visitor } from './testing/sample.ts'
import { sampleApp } from './testing/sample-app.ts'

const failures: unknown[] = []
const ctx = await testContext({ log: { info() {}, warn() {}, error: (...line) => failures.push(line) } })
const app = await sampleApp(ctx)
afterAll(() => app.close())
let mine: Seeded
let theirs: Seeded
beforeAll(async () => {
  mine = await seedProject(ctx)
  theirs = await seedProject(ctx)
})

async function opened(by: Seeded, chunks = 1) {
  const report = sampleReport(by.publicKey, chunks)
  const { uploadToken } = (await visitor(app, by.origin).open(report)).json()
  return { reportId: report.id, recordingId: report.recording.id, uploadToken, report }
}
const code = (answer: { json: () => { code: string } }) => answer.json().code

test('only sites of the project may open reports, and the answer says what to add', async () => {
  const report = sampleReport(mine.publicKey, 0)
  for (const origin of [undefined, 'null', theirs.origin, 'https://evil.example', `${mine.origin}.evil.example`]) {
    const answer = await visitor(app, origin).open(report)
    expect([answer.statusCode, code(answer)]).toEqual([403, 'origin-not-allowed'])
    if (origin) expect(answer.json().hint).toContain(origin)
  }
  expect(code(await visitor(app, mine.origin).open({ ...report, key: `pk_${'x'.repeat(24)}` }))).toBe('not-found')
})

/** What a page of a site that no project names can read of any answer. */
const stranger = 'https://evil.example'
const refusal = (origin: string) => ({
  type: 'about:blank',
  title: 'Forbidden',
  status: 403,
  code: 'origin-not-allowed',
  detail: 'No project names this site.',
  hint: `An admin of the project can add ${origin} to its origins.`,
})

test('a site that no project names can read that it is refused, and nothing else', async () => {
  const { recordingId, reportId, uploadToken, report } = await opened(mine)
  const held = await visitor(app, mine.origin).chunk(recordingId, 0, uploadToken, sampleEvents())
  expect(held.statusCode).toBe(200)
  const ask = (method: 'GET' | 'POST' | 'PUT', url: string, token?: string, payload?: object | string) => {
    const headers = { origin: stranger, ...(token && { authorization: `Bearer ${token}` }) }
    return app.inject({ method, url, headers, ...(payload && { payload }) })
  }
  const unknown = `pk_${'x'.repeat(24)}`
  const answers = await Promise.all([
    ...[mine.publicKey, unknown, 'nonsense'].map((key) => ask('GET', `/v1/policy?key=${key}`)),
    ...[mine.publicKey, unknown].map((key) => ask('POST', '/v1/ping', undefined, { key })),
    ...[report, { ...report, key: unknown }, '{', { key: 1 }].map((body) =>
      ask('POST', '/v1/reports', undefined, body),
    ),
    ...[uploadToken, 'x'].map((token) => ask('POST', `/v1/reports/${reportId}/complete`, token)),
    ...[uploadToken, 'x'].map((token) => ask('PUT', `/v1/recordings/${recordingId}/chunks/0`, token, '[]')),
  ])
  for (const { statusCode, headers, payload } of answers) {
    expect([statusCode, JSON.parse(payload)]).toEqual([403, refusal(stranger)])
    expect(headers['access-control-allow-origin']).toBe(stranger)
    expect(headers).not.toHaveProperty('access-control-allow-credentials')
    expect(headers['content-type']).toContain('application/problem+json')
  }
  const { received_at } = await ctx.control.db
    .selectFrom('reports')
    .select('received_at')
    .where('id', '=', reportId)
    .executeTakeFirstOrThrow()
  expect(received_at).toBeNull()
})

test('preflights pass for every site, so that a refusal can be read; the rest of the API answers none', async () => {
  const preflight = (url: string, origin: string) => {
    const headers = { origin, 'access-control-request-method': 'PUT' }
    return app.inject({ method: 'OPTIONS', url, headers })
  }
  for (const url of [
    '/v1/policy',
    '/v1/ping',
    '/v1/reports',
    `/v1/reports/${randomUUID()}/complete`,
    `/v1/recordings/${randomUUID()}/chunks/0`,
  ]) {
    for (const origin of [mine.origin, stranger]) {
      const answer = await preflight(url, origin)
      expect([answer.statusCode, answer.payload]).toEqual([204, ''])
      expect(answer.headers['access-control-allow-origin']).toBe(origin)
      expect(answer.headers['access-control-allow-headers']).toContain('x-vitrine-sha256')
      expect(answer.headers).not.toHaveProperty('access-control-allow-credentials')
    }
  }
  for (const origin of [mine.origin, stranger]) {
    const api = await app.inject({ method: 'OPTIONS', url: '/api/me', headers: { origin } })
    expect(api.headers).not.toHaveProperty('access-control-allow-origin')
  }
})

test('an upload needs its own token', async () => {
  const { recordingId, reportId, uploadToken } = await opened(mine)
  const other = await opened(mine)
  const foreign = await opened(theirs)
  const browser = visitor(app, mine.origin)
  const yesterday = { ...ctx, now: () => new Date(Date.now() - 25 * 3_600_000) }
  const expired = sealUpload(yesterday, { key: mine.publicKey, reportId, recordingId })
  const forged = `${uploadToken.slice(0, -2)}AA`
  for (const token of [
    '',
    'x',
    'a.b',
    other.uploadToken,
    foreign.uploadToken,
    expired,
    forged,
    `vt_${'x'.repeat(43)}`,
  ]) {
    expect((await browser.chunk(recordingId, 0, token, sampleEvents())).statusCode).toBe(401)
    expect((await browser.complete(reportId, token)).statusCode).toBe(401)
  }
  const crossed = sealUpload(ctx, { key: theirs.publicKey, reportId, recordingId })
  expect(code(await browser.chunk(recordingId, 0, crossed, sampleEvents()))).toBe('gone')
})

test('ids of somebody else’s report are refused, and nothing of it changes', async () => {
  const victim = await opened(theirs)
  for (const ids of [
    { id: victim.reportId },
    { recording: { ...sampleReport(mine.publicKey, 1).recording, id: victim.recordingId } },
    { id: victim.reportId, recording: { ...victim.report.recording, chunks: 9 } },
  ]) {
    const answer = await visitor(app, mine.origin).open({ ...sampleReport(mine.publicKey, 1), ...ids })
    expect([answer.statusCode, code(answer)]).toEqual([409, 'conflict'])
    expect(answer.payload).not.toContain(theirs.projectId)
  }
  const rows = await ctx.control.db.selectFrom('recordings').selectAll().where('id', '=', victim.recordingId).execute()
  expect(rows).toMatchObject([{ project_id: theirs.projectId, report_id: victim.reportId, chunks: 1 }])
  const mineNow = await ctx.control.db.selectFrom('reports').selectAll().where('id', '=', victim.reportId).execute()
  expect(mineNow).toMatchObject([{ project_id: theirs.projectId }])
})

test('members see nothing of other organizations, exactly as if it did not exist', async () => {
  const victim = await opened(theirs)
  await visitor(app, theirs.origin).chunk(victim.recordingId, 0, victim.uploadToken, sampleEvents())
  await visitor(app, theirs.origin).complete(victim.reportId, victim.uploadToken)
  const agent = await member(app, ctx, mine.userId)
  for (const [url, nowhere] of [
    [`/api/projects/${theirs.projectId}/reports`, `/api/projects/${randomUUID()}/reports`],
    [`/api/projects/${theirs.projectId}/detections`, `/api/projects/${randomUUID()}/detections`],
    [`/api/reports/${victim.reportId}`, `/api/reports/${randomUUID()}`],
    [`/api/recordings/${victim.recordingId}/blocks/0`, `/api/recordings/${randomUUID()}/blocks/0`],
    [`/api/recordings/${victim.recordingId}/keyframes/0`, `/api/recordings/${randomUUID()}/keyframes/0`],
    [`/api/recordings/${victim.recordingId}/assets`, `/api/recordings/${randomUUID()}/assets`],
  ] as const) {
    const [there, absent] = [await agent.get(url), await agent.get(nowhere)]
    expect([there.statusCode, there.payload]).toEqual([404, absent.payload])
    expect((await app.inject({ url })).statusCode).toBe(401)
  }
  const change = await agent.patch(`/api/reports/${victim.reportId}`, { status: 'closed' })
  expect(change.json()).toEqual((await agent.patch(`/api/reports/${randomUUID()}`, { status: 'closed' })).json())
  expect(change.statusCode).toBe(404)
})

test('chunks that are not what they should be are refused and leave nothing', async () => {
  const { recordingId, uploadToken } = await opened(mine)
  const browser = visitor(app, mine.origin)
  const send = async (content: unknown, sha?: string) => {
    const answer = await browser.chunk(recordingId, 0, uploadToken, content, sha)
    return [answer.statusCode, code(answer)]
  }
  expect(await send(sampleEvents(), '0'.repeat(64))).toEqual([400, 'invalid-request'])
  expect(await send(sampleEvents(), 'nonsense')).toEqual([400, 'invalid-request'])
  expect(await send('{"a":')).toEqual([400, 'invalid-request'])
  expect(await send(`${'['.repeat(1e5)}${']'.repeat(1e5)}`)).toEqual([400, 'invalid-request'])
  expect(await send(' '.repeat(limits.chunkUnpackedBytes + 1))).toEqual([413, 'too-large'])
  const url = `/v1/recordings/${recordingId}/chunks/0`
  const headers = { origin: mine.origin, authorization: `Bearer ${uploadToken}`, 'x-vitrine-sha256': '0'.repeat(64) }
  const put = (type: Record<string, string>, payload?: Buffer) =>
    app.inject({ method: 'PUT', url, headers: { ...headers, ...type }, ...(payload && { payload }) })
  const large = Buffer.alloc(limits.chunkPackedBytes + 1)
  expect((await put({ 'content-type': 'application/gzip' }, large)).statusCode).toBe(413)
  expect((await put({ 'content-type': 'application/json' }, gzipSync('[]'))).statusCode).toBe(400)
  expect((await put({ 'content-type': 'text/html' }, gzipSync('[]'))).statusCode).toBe(415)
  expect((await put({})).statusCode).toBe(400)
  expect((await browser.chunk(recordingId, 2_000, uploadToken, sampleEvents())).statusCode).toBe(400)
  expect((await browser.chunk('../../etc/passwd', 0, uploadToken, sampleEvents())).statusCode).toBe(404)
  expect(
    await ctx.control.db.selectFrom('recording_blocks').selectAll().where('recording_id', '=', recordingId).execute(),
  ).toEqual([])
})

test('reports that are not what they should be are refused', async () => {
  const good = sampleReport(mine.publicKey, 0)
  const bad = [
    { ...good, id: 'x' },
    { ...good, description: 'x'.repeat(10_001) },
    { ...good, maskCounts: { 'nul\0': 1 } },
    { ...good, policyHash: '<script>' },
    { ...good, recording: { ...good.recording, chunks: 2_001 } },
    { ...good, recording: { ...good.recording, endedAt: 1e300 } },
    { ...good, recording: { ...good.recording, timeline: [{ kind: 'click' }] } },
    [good],
    null,
  ]
  for (const report of bad) expect((await visitor(app, mine.origin).open(report)).statusCode).toBe(400)
  const headers = { origin: mine.origin, 'content-type': 'application/json' }
  const post = (payload: string) => app.inject({ method: 'POST', url: '/v1/reports', headers, payload })
  expect((await post('{"__proto__": {"key": 1}}')).statusCode).toBe(400)
  expect((await post('['.repeat(1e5) + ']'.repeat(1e5))).statusCode).toBe(400)
  expect((await post(JSON.stringify({ ...good, pad: 'x'.repeat(limits.reportBytes) }))).statusCode).toBe(413)
})

test('odd characters and clocks are taken as they come', async () => {
  const good = sampleReport(mine.publicKey, 0)
  const at = good.recording.startedAt
  const odd = {
    ...good,
    description: 'NUL \0 and half a pair \ud800',
    pageUrl: 'https://shop.example/\0?%00',
    context: { '\0': '\0', constructor: 'x' },
    recording: { ...good.recording, startedAt: at + 0.5, endedAt: at - 9_999 },
  }
  expect((await visitor(app, mine.origin).open(odd)).statusCode).toBe(200)
  const agent = await member(app, ctx, mine.userId)
  const read = (await agent.get(`/api/reports/${good.id}`)).json()
  expect(read).toMatchObject({
    title: 'NUL  and half a pair \ufffd',
    durationMs: 0,
    pageUrl: 'https://shop.example/?%00',
  })
  const search = await agent.get(`/api/projects/${mine.projectId}/reports?search=${encodeURIComponent('\0pair')}`)
  expect(search.json().reports).toMatchObject([{ id: good.id }])
})

test('no request so far was answered by a failure of ours', () => {
  expect(failures).toEqual([])
})
