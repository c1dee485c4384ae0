import { createHash, randomBytes } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { voiceObjects } from '../capture/index.ts'
import { testContext } from '../testing/context.ts'
import { seedMember, seedProject } from '../testing/seed.ts'
import { member, sampleReport, visitor } from './testing/sample.ts'
import { sampleApp } from './testing/sample-app.ts'

const ctx = await testContext()
const app = await sampleApp(ctx)
afterAll(() => app.close())

/** As far as the server reads it: the head of an Opus track in WebM, then anything. */
const spoken = () =>
  Buffer.concat([
    Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'),
    Buffer.from('A_OPUS'),
    randomBytes(2_000),
  ])

const noteOf = (audio: Buffer) => ({
  bytes: audio.length,
  sha256: createHash('sha256').update(audio).digest('hex'),
  durationMs: 4_000,
  stretches: [{ at: Date.parse('2026-03-01T12:00:10Z'), offsetMs: 0, durationMs: 4_000 }],
})

async function opened(audio = spoken()) {
  const seeded = await seedProject(ctx, { role: 'admin' })
  const sample = sampleReport(seeded.publicKey, 0)
  const report = { ...sample, recording: { ...sample.recording, voice: noteOf(audio) } }
  const browser = visitor(app, seeded.origin)
  const answer = (await browser.open(report)).json()
  const { recordingId, uploadToken } = answer
  const objects = async () => {
    const names: string[] = []
    const prefix = voiceObjects.prefix({ project_id: seeded.projectId, id: recordingId })
    for await (const { name } of ctx.region(seeded as never).objects.list(prefix)) names.push(name)
    return names
  }
  return { ...seeded, report, browser, audio, answer, recordingId, uploadToken, objects }
}

test('a report with a voice note is complete when the note is there, and members hear it', async () => {
  const { report, browser, audio, answer, recordingId, uploadToken, userId, objects } = await opened()
  expect(answer.voiceHeld).toBe(false)
  expect((await browser.complete(report.id, uploadToken)).json()).toMatchObject({ code: 'conflict' })
  expect((await browser.voice(recordingId, uploadToken, audio)).json()).toEqual({ stored: true })
  expect((await browser.voice(recordingId, uploadToken, audio)).json()).toEqual({ stored: false })
  expect((await browser.open(report)).json().voiceHeld).toBe(true)
  expect((await browser.complete(report.id, uploadToken)).statusCode).toBe(200)
  const admin = await member(app, ctx, userId)
  const heard = await admin.get(`/api/recordings/${recordingId}/voice`)
  expect(heard.rawPayload.equals(audio)).toBe(true)
  expect(heard.headers).toMatchObject({ 'content-type': 'audio/webm', 'x-content-type-options': 'nosniff' })
  const [recording] = (await admin.get(`/api/reports/${report.id}`)).json().recordings
  expect(recording.voice).toEqual({ durationMs: 4_000, stretches: report.recording.voice.stretches })
  const [name = ''] = await objects()
  const stored = await ctx
    .region({ region: ctx.config.region })
    .objects.get(voiceObjects.object({ project_id: name.split('/')[1] ?? '', id: recordingId }, 'note'))
  expect(stored?.includes('A_OPUS')).toBe(false)
})

test('it is deleted on its own, by those who may erase, and what is late is refused', async () => {
  const { report, browser, audio, recordingId, uploadToken, userId, organizationId, objects } = await opened()
  await browser.voice(recordingId, uploadToken, audio)
  await browser.complete(report.id, uploadToken)
  const url = `/api/recordings/${recordingId}/voice`
  const agent = await member(app, ctx, await seedMember(ctx, { organizationId, role: 'agent' }))
  const stranger = await member(app, ctx, (await seedProject(ctx)).userId)
  expect((await agent.delete(url)).statusCode).toBe(403)
  expect((await stranger.delete(url)).statusCode).toBe(404)
  expect((await stranger.get(url)).statusCode).toBe(404)
  const admin = await member(app, ctx, userId)
  expect((await admin.delete(url)).statusCode).toBe(204)
  expect((await admin.delete(url)).statusCode).toBe(404)
  expect((await admin.get(url)).json()).toMatchObject({ code: 'not-found' })
  expect(await objects()).toEqual([])
  expect((await admin.get(`/api/reports/${report.id}`)).json().recordings[0].voice).toBeNull()
  expect((await browser.voice(recordingId, uploadToken, audio)).json()).toMatchObject({ code: 'gone' })
  const entries = await ctx.control.db
    .selectFrom('audit_log')
    .select('action')
    .where('target_id', '=', recordingId)
    .execute()
  expect(entries).toEqual([{ action: 'voice.erased' }])
})

test('other audio than announced, other files and broken hashes are refused', async () => {
  const { browser, audio, recordingId, uploadToken } = await opened()
  const answer = async (body: Buffer, more = {}) => (await browser.voice(recordingId, uploadToken, body, more)).json()
  expect(await answer(spoken())).toMatchObject({ code: 'conflict' })
  expect(await answer(randomBytes(9), { 'x-vitrine-sha256': noteOf(audio).sha256 })).toMatchObject({
    code: 'invalid-request',
  })
  expect(await answer(audio, { 'content-type': 'text/html' })).toMatchObject({ code: 'unsupported-media-type' })
  const page = await opened(Buffer.from('<script>alert(1)</script>'))
  const sent = await page.browser.voice(page.recordingId, page.uploadToken, page.audio)
  expect(sent.json()).toMatchObject({ code: 'unsupported-media-type' })
  expect(await page.objects()).toEqual([])
  expect((await browser.voice(recordingId, page.uploadToken, audio)).statusCode).toBe(401)
})
