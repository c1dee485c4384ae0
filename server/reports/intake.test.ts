import { createPublicKey, verify } from 'node:crypto'
import { zstdDecompressSync } from 'node:zlib'
import { Policy } from '@vitrine/protocol'
import { afterAll, expect, test } from 'vitest'
import { testContext } from '../testing/context.ts'
import { sampleEvents, textAdded } from '../testing/sample-events.ts'
import { seedProject } from '../testing/seed.ts'
import { member, sampleReport, visitor } from './testing/sample.ts'
import { sampleApp } from './testing/sample-app.ts'

const ctx = await testContext()
const app = await sampleApp(ctx)
afterAll(() => app.close())

test('what a visitor sends is what an agent reads', async () => {
  const { publicKey, origin, userId, projectId } = await seedProject(ctx, { role: 'agent' })
  const report = sampleReport(publicKey, 2)
  const browser = visitor(app, origin)
  const agent = await member(app, ctx, userId)
  const opened = (await browser.open(report)).json()
  expect(opened).toMatchObject({ reportId: report.id, recordingId: report.recording.id, received: [] })

  const later = [textAdded(1795232640000, 50, 'Sorry, something went wrong')]
  expect((await browser.chunk(opened.recordingId, 0, opened.uploadToken, sampleEvents())).json()).toEqual({
    seq: 0,
    stored: true,
  })
  expect((await browser.chunk(opened.recordingId, 1, opened.uploadToken, later)).statusCode).toBe(200)
  expect((await agent.get(`/api/projects/${projectId}/reports`)).json().reports).toEqual([])
  expect((await agent.get(`/api/reports/${report.id}`)).statusCode).toBe(404)
  const sent = await browser.complete(report.id, opened.uploadToken)
  expect(sent.json()).toEqual({ reportId: report.id, state: 'received' })

  const listed = (await agent.get(`/api/projects/${projectId}/reports`)).json()
  const row = {
    id: report.id,
    title: 'The basket stays empty',
    status: 'new',
    assignee: null,
    pageUrl: report.pageUrl,
    durationMs: 90_000,
    errors: 1,
    failedRequests: 1,
  }
  expect(listed).toMatchObject({ next: null, reports: [row] })
  const { recordings, ...detail } = (await agent.get(`/api/reports/${report.id}`)).json()
  expect(detail).toMatchObject(row)
  const { console, timeline, startedAt, endedAt } = report.recording
  const { description, environment, context, policyHash, maskCounts } = report
  const read = { state: 'complete', description, environment, context, policyHash, maskCounts, redactedCounts: {} }
  expect(recordings).toMatchObject([{ ...read, console, timeline, startedAt, endedAt }])
  expect(recordings[0].blocks).toMatchObject([
    { seq: 0, events: 7 },
    { seq: 1, events: 1, firstAt: 1795232640000 },
  ])

  const block = await agent.get(`/api/recordings/${opened.recordingId}/blocks/1`)
  expect(block.json()).toEqual(later)
  const packed = await agent.get(`/api/recordings/${opened.recordingId}/blocks/0`, { 'accept-encoding': 'gzip, zstd' })
  expect(packed.headers).toMatchObject({ 'content-encoding': 'zstd', 'cache-control': 'no-store' })
  expect(JSON.parse(zstdDecompressSync(packed.rawPayload).toString())).toEqual(sampleEvents())
  expect((await agent.get(`/api/recordings/${opened.recordingId}/blocks/2`)).statusCode).toBe(404)
})

test('a report without chunks is received at once; completing it again is harmless', async () => {
  const { publicKey, origin, userId, projectId } = await seedProject(ctx)
  const report = { ...sampleReport(publicKey, 0), description: '' }
  const { uploadToken } = (await visitor(app, origin).open(report)).json()
  const agent = await member(app, ctx, userId)
  const { reports } = (await agent.get(`/api/projects/${projectId}/reports`)).json()
  expect(reports).toMatchObject([{ id: report.id, durationMs: 0, title: 'Problem on /basket' }])
  expect((await visitor(app, origin).complete(report.id, uploadToken)).statusCode).toBe(200)
})

test('sent again, or several times at once, it is the same report, and only what is missing is asked for', async () => {
  const { publicKey, origin, userId, projectId } = await seedProject(ctx)
  const report = sampleReport(publicKey, 3)
  const browser = visitor(app, origin)
  const answers = await Promise.all(Array.from({ length: 8 }, () => browser.open(report)))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(8).fill(200))
  const { uploadToken, recordingId } = answers[3]?.json() ?? {}
  const sent = [0, 2, 2, 0, 2].map((seq) => browser.chunk(recordingId, seq, uploadToken, sampleEvents()))
  const stored = (await Promise.all(sent)).filter((answer) => answer.json().stored)
  expect(stored).toHaveLength(2)
  const again = (await browser.open(report)).json()
  expect(again.received).toEqual([0, 2])
  const early = await browser.complete(report.id, uploadToken)
  expect([early.statusCode, early.json().detail]).toEqual([409, '1 of 3 chunks are missing: 1.'])
  await browser.chunk(recordingId, 1, again.uploadToken, sampleEvents())
  const completed = await Promise.all([1, 2, 3].map(() => browser.complete(report.id, uploadToken)))
  expect(completed.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
  const agent = await member(app, ctx, userId)
  const { reports } = (await agent.get(`/api/projects/${projectId}/reports`)).json()
  expect(reports).toHaveLength(1)
  const [recording] = (await agent.get(`/api/reports/${report.id}`)).json().recordings
  expect(recording.blocks.map(({ seq }: { seq: number }) => seq)).toEqual([0, 1, 2])
})

test('with recording turned off, only the description is taken', async () => {
  const { publicKey, origin, userId } = await seedProject(ctx, { recordingSeconds: 0 })
  const report = sampleReport(publicKey, 2)
  const opened = (await visitor(app, origin).open(report)).json()
  expect(opened.received).toEqual([0, 1])
  const chunk = await visitor(app, origin).chunk(opened.recordingId, 0, opened.uploadToken, sampleEvents())
  expect(chunk.statusCode).toBe(409)
  const [recording] = (await (await member(app, ctx, userId)).get(`/api/reports/${report.id}`)).json().recordings
  expect(recording).toMatchObject({ description: report.description, console: [], timeline: [], blocks: [] })
})

test('the policy is signed by the installation and given to sites of the project only', async () => {
  const { publicKey, origin } = await seedProject(ctx)
  const ask = (from: Record<string, string>) => app.inject({ url: `/v1/policy?key=${publicKey}`, headers: from })
  const answer = await ask({ origin })
  expect(answer.headers).toMatchObject({
    'access-control-allow-origin': origin,
    'cross-origin-resource-policy': 'cross-origin',
    vary: expect.stringContaining('Origin'),
    'cache-control': 'private, max-age=60',
  })
  expect(answer.headers).not.toHaveProperty('access-control-allow-credentials')
  const { policy, signature } = answer.json()
  const key = createPublicKey({ key: ctx.signer.publicJwk, format: 'jwk' })
  const isGenuine = (text: string) =>
    verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
  expect(isGenuine(policy)).toBe(true)
  expect(isGenuine(policy.replace('balanced', 'open'))).toBe(false)
  expect(Policy.parse(JSON.parse(policy))).toMatchObject({
    project: publicKey,
    masking: { mode: 'balanced' },
    recordingSeconds: 120,
  })
  expect((await ask({})).statusCode).toBe(403)
  expect((await ask({ origin: 'https://evil.example' })).statusCode).toBe(403)
})

test('a ping shows where the snippet runs, and needs no preflight', async () => {
  const { publicKey, origin, projectId, userId } = await seedProject(ctx)
  const payload = JSON.stringify({ key: publicKey })
  const headers = { origin, 'content-type': 'text/plain;charset=UTF-8' }
  const pinged = await app.inject({ method: 'POST', url: '/v1/ping', headers, payload })
  expect([pinged.statusCode, pinged.payload]).toEqual([204, ''])
  const seen = await (await member(app, ctx, userId)).get(`/api/projects/${projectId}/detections`)
  expect(seen.json()).toEqual([{ origin, lastSeen: expect.any(String) }])
})
