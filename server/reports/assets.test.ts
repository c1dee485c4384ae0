import { createHash, randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { assetReference, layout } from '@vitrine/fold'
import { type Asset, assetLimits, type ReportOpened } from '@vitrine/protocol'
import { expect, test } from 'vitest'
import { indexRecordingJob } from '../capture/index-recording.ts'
import { replayObject } from '../capture/read-replay.ts'
import { carryOutErasure } from '../privacy/erasure/carry-out-erasure.ts'
import { requestErasure } from '../privacy/erasure/request-erasure.ts'
import { asMember, testContext } from '../testing/context.ts'
import { sampleEvents } from '../testing/sample-events.ts'
import { seedProject } from '../testing/seed.ts'
import { member, sampleReport, visitor } from './testing/sample.ts'
import { sampleApp } from './testing/sample-app.ts'

const ctx = await testContext()
const app = await sampleApp(ctx)
const mine = await seedProject(ctx)
const theirs = await seedProject(ctx)

const rules = (name: string) =>
  Array.from({ length: 150 }, (_, n) => `.${name}${n} { color: rgb(1, 2, ${n}); }`).join('\n')
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const font = Buffer.concat([Buffer.from('wOF2'), Buffer.alloc(40, 7)])

type File = Asset & { body: Buffer }
function file(body: Buffer | string, type: Asset['type'], urls: string[] = []): File {
  const bytes = Buffer.from(body)
  return { sha256: createHash('sha256').update(bytes).digest('hex'), type, bytes: bytes.length, urls, body: bytes }
}
const announce = ({ body: _, ...asset }: File): Asset => asset

async function open(project: typeof mine, files: readonly File[], chunks = 0) {
  const sample = sampleReport(project.publicKey, chunks)
  const report = { ...sample, recording: { ...sample.recording, assets: files.map(announce) } }
  const browser = visitor(app, project.origin)
  const answer = await browser.open(report)
  expect(answer.statusCode).toBe(200)
  const opened = answer.json<ReportOpened>()
  const send = ({ sha256, body }: File) => browser.asset(opened.recordingId, sha256, opened.uploadToken, body)
  const again = async () => (await browser.open(report)).json<ReportOpened>().wanted
  return { ...opened, send, again, browser }
}

async function sent(project: typeof mine, files: readonly File[]) {
  const opened = await open(project, files)
  for (const one of files) expect((await opened.send(one)).statusCode).toBe(200)
  return opened
}

const asAgent = await member(app, ctx, mine.userId)
const list = async (recordingId: string) => (await asAgent.get(`/api/recordings/${recordingId}/assets`)).json()
const read = (recordingId: string, { sha256 }: File) => asAgent.get(`/api/recordings/${recordingId}/assets/${sha256}`)
const objects = async (part: string) => {
  const names: string[] = []
  for await (const { name } of ctx.control.objects.listEverything()) if (name.includes(part)) names.push(name)
  return names
}
const rows = async (file: File) =>
  ctx.control.db.selectFrom('assets').selectAll().where('sha256', '=', Buffer.from(file.sha256, 'hex')).execute()

async function erase(reportId: string) {
  const { id } = await requestErasure(asMember(ctx, mine.userId), { kind: 'report', id: reportId })
  await carryOutErasure(ctx, { erasureId: id ?? '' })
  return ctx.control.db
    .selectFrom('erasures')
    .selectAll()
    .where('id', '=', id ?? '')
    .executeTakeFirstOrThrow()
}

test('files are read back as they were, with the addresses that the recording has for them', async () => {
  const files = [
    file(rules('plain'), 'text/css'),
    file(png, 'image/png', ['https://shop.example/logo.png?v=*****']),
    file(font, 'font/woff2', ['https://shop.example/text.woff2']),
  ]
  const { recordingId } = await sent(mine, files)
  const listed: Asset[] = await list(recordingId)
  const sorted = (all: readonly Pick<Asset, 'sha256' | 'type' | 'urls'>[]) =>
    all.map(({ sha256, type, urls }) => ({ sha256, type, urls })).toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
  expect(sorted(listed)).toEqual(sorted(files))
  for (const one of files) {
    const { rawPayload, headers } = await read(recordingId, one)
    expect(rawPayload.equals(one.body)).toBe(true)
    expect(headers['content-type']).toContain(one.type)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toContain('sandbox')
    expect(headers['cache-control']).toContain('private')
  }
  for (const name of await objects('assets/'))
    expect(
      (await ctx.control.objects.get({ name, bucket: ctx.declarations.buckets[1] as never }))?.includes('color'),
    ).toBe(false)
})

test('style sheets and fonts are asked for once per project, pictures once per recording', async () => {
  const files = [
    file(rules('once'), 'text/css'),
    file(Buffer.concat([font, png]), 'font/woff2'),
    file(Buffer.concat([png, font]), 'image/png'),
  ]
  const [sheet, face, picture] = files as [File, File, File]
  const first = await open(mine, files)
  expect(first.wanted.toSorted()).toEqual(files.map(({ sha256 }) => sha256).toSorted())
  for (const one of files) expect((await first.send(one)).json()).toEqual({ sha256: one.sha256, stored: true })
  expect(await first.again()).toEqual([])
  const second = await open(mine, files)
  expect(second.wanted).toEqual([picture.sha256])
  // The answer does not tell that it was there, and it is kept once.
  expect((await second.send(picture)).json()).toEqual({ sha256: picture.sha256, stored: true })
  expect(await rows(picture)).toHaveLength(1)
  expect(await second.again()).toEqual([])
  for (const one of [sheet, face, picture]) expect((await read(second.recordingId, one)).statusCode).toBe(200)
  const elsewhere = await open(theirs, files)
  expect(elsewhere.wanted).toHaveLength(3)
})

test('announcing a held picture as a font does not tell that it is held', async () => {
  const picture = file(Buffer.concat([png, Buffer.from('mine')]), 'image/png')
  await sent(mine, [picture])
  for (const type of ['font/woff2', 'text/css'] as const)
    expect((await open(mine, [{ ...picture, type }])).wanted).toEqual([picture.sha256])
})

test('a report is complete without its files', async () => {
  const opened = await open(mine, [file(rules('missing'), 'text/css')], 1)
  await opened.browser.chunk(opened.recordingId, 0, opened.uploadToken, sampleEvents())
  expect((await opened.browser.complete(opened.reportId, opened.uploadToken)).statusCode).toBe(200)
  expect(await list(opened.recordingId)).toEqual([])
})

test('what is not what it should be is refused and leaves nothing', async () => {
  const svg = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>`
  const bad = [
    file('<!doctype html><script>1</script>', 'text/css'),
    file(Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe]), 'image/png'),
    file('a{}\0b{}', 'text/css'),
    file(svg('<script>1</script>'), 'image/svg+xml'),
    file(svg('<image href="https://elsewhere.example/x.png"/>'), 'image/svg+xml'),
    file(svg('<text>ada@planted.example</text>'), 'image/svg+xml'),
  ]
  const opened = await open(mine, bad)
  for (const one of bad)
    expect([one.body.toString(), (await opened.send(one)).statusCode]).toEqual([one.body.toString(), 415])
  const wrong = { ...(bad[0] as File), body: Buffer.from('a{color:red}') }
  expect((await opened.send(wrong)).json()).toMatchObject({ code: 'invalid-request' })
  expect((await opened.send(file('b{color:red}', 'text/css'))).json()).toMatchObject({ code: 'conflict' })
  const large = file(Buffer.alloc(assetLimits.bytes + 1, 32), 'text/css')
  expect((await opened.send(large)).statusCode).toBe(413)
  const other = await open(mine, [])
  const stolen = await opened.browser.asset(
    opened.recordingId,
    bad[0]?.sha256 ?? '',
    other.uploadToken,
    Buffer.from('a'),
  )
  expect(stolen.statusCode).toBe(401)
  expect(await list(opened.recordingId)).toEqual([])
})

test('a file may come packed, and unpacks to no more than it may have', async () => {
  const sheet = file(rules('packed'), 'text/css')
  const opened = await open(mine, [sheet])
  const send = (body: Uint8Array) =>
    opened.browser.asset(opened.recordingId, sheet.sha256, opened.uploadToken, body, 'application/gzip')
  expect((await send(gzipSync(Buffer.alloc(assetLimits.bytes + 1)))).statusCode).toBe(413)
  expect((await send(sheet.body)).json()).toMatchObject({ code: 'invalid-request' })
  expect((await send(gzipSync(sheet.body))).json()).toEqual({ sha256: sheet.sha256, stored: true })
  expect((await read(opened.recordingId, sheet)).rawPayload.equals(sheet.body)).toBe(true)
})

test('announcements beyond the limits are refused', async () => {
  const sample = sampleReport(mine.publicKey, 0)
  const asset = announce(file('a', 'text/css'))
  const many = Array.from({ length: assetLimits.files + 1 }, (_, n) => announce(file(`a${n}`, 'text/css')))
  const heavy = many.slice(0, 11).map((one) => ({ ...one, bytes: assetLimits.bytes }))
  for (const assets of [many, heavy, [asset, asset], [{ ...asset, sha256: 'x' }], [{ ...asset, type: 'text/html' }]]) {
    const report = { ...sample, recording: { ...sample.recording, assets } }
    expect((await visitor(app, mine.origin).open(report)).statusCode).toBe(400)
  }
})

test('the second scan takes out of style sheets and addresses what the page let through', async () => {
  const css = `${rules('leak')}\n.a::after { content: "ada@planted.example" }`
  const sheet = file(css, 'text/css')
  const picture = file(Buffer.concat([png, Buffer.from('leak')]), 'image/png', [
    'https://x.example/ada@planted.example/a.png',
  ])
  const { recordingId } = await sent(mine, [sheet, picture])
  expect((await read(recordingId, sheet)).payload).toBe(css.replace('ada@planted.example', '[email]'))
  expect(JSON.stringify(await list(recordingId))).not.toContain('ada@planted')
  expect(await rows(sheet)).toMatchObject([{ redacted: true }])
  const { redacted_counts } = await ctx.control.db
    .selectFrom('recordings')
    .select('redacted_counts')
    .where('id', '=', recordingId)
    .executeTakeFirstOrThrow()
  expect(redacted_counts['email']).toBeGreaterThanOrEqual(2)
})

test('nobody reads a file by its hash without a recording that shows it', async () => {
  const sheet = file(rules('secret'), 'text/css')
  const victim = await sent(theirs, [sheet])
  const own = await open(mine, [sheet])
  expect((await read(victim.recordingId, sheet)).payload).toBe((await read(randomUUID(), sheet)).payload)
  expect((await asAgent.get(`/api/recordings/${victim.recordingId}/assets`)).statusCode).toBe(404)
  expect((await read(own.recordingId, sheet)).statusCode).toBe(404)
  const unrelated = await sent(mine, [file(rules('unrelated'), 'text/css')])
  await own.send(sheet)
  expect((await read(own.recordingId, sheet)).statusCode).toBe(200)
  expect((await read(unrelated.recordingId, sheet)).statusCode).toBe(404)
  expect((await app.inject({ url: `/api/recordings/${own.recordingId}/assets/${sheet.sha256}` })).statusCode).toBe(401)
})

test('keyframes name style sheets instead of repeating them', async () => {
  const sheet = file(rules('keyframe'), 'text/css')
  const opened = await open(mine, [sheet], 3)
  await opened.send(sheet)
  const timestamp = sampleEvents().at(-1)?.timestamp ?? 0
  const link = {
    type: 2,
    id: 900,
    tagName: 'link',
    childNodes: [],
    attributes: { _cssText: assetReference(sheet.sha256) },
  }
  const change = (at: number, data: object) => ({ type: 3, timestamp: timestamp + at, data })
  const added = change(1, {
    source: 0,
    texts: [],
    attributes: [],
    removes: [],
    adds: [{ parentId: 9, nextId: null, node: link }],
  })
  const edited = change(2, { source: 8, id: 900, adds: [{ rule: '.late { color: red; }', index: 1 }], removes: [] })
  await opened.browser.chunk(opened.recordingId, 0, opened.uploadToken, [...sampleEvents().slice(2), added, edited])
  for (const seq of [1, 2]) {
    const resize = change(seq * (layout.keyframeEveryMs + 1_000), { source: 4, width: 10, height: 10 })
    await opened.browser.chunk(opened.recordingId, seq, opened.uploadToken, [resize])
  }
  await opened.browser.complete(opened.reportId, opened.uploadToken)
  const job = { recordingId: opened.recordingId, projectId: mine.projectId, region: 'eu' }
  await indexRecordingJob({ ...ctx, actor: { kind: 'job', name: 'test' } }, job)
  expect(
    await objects(replayObject({ id: opened.recordingId, project_id: mine.projectId }, 'keyframe', 2).name),
  ).toHaveLength(1)
  const keyframe = (await asAgent.get(`/api/recordings/${opened.recordingId}/keyframes/2`)).payload
  expect(keyframe).toContain(assetReference(sheet.sha256))
  expect(keyframe).toContain('.late { color: red; }')
  expect(keyframe).not.toContain('.keyframe7 ')
})

test('a file goes with the last recording that shows it', async () => {
  const shared = file(rules('shared'), 'text/css')
  const alone = file(rules('alone'), 'text/css')
  const first = await sent(mine, [shared, alone])
  const second = await open(mine, [shared])
  const [aloneRow] = await rows(alone)
  const [sharedRow] = await rows(shared)
  const receipt = await erase(first.reportId)
  const outcome = receipt.stores
    .filter(({ place }) => /assets/.test(place))
    .map(({ place, outcome, count }) => [place, outcome, count])
  expect(outcome).toEqual([
    ['table recording_assets', 'erased', 2],
    ['table assets', 'erased', 1],
    ['objects assets/{project_id}/{id}/', 'erased', 1],
    ['table assets', 'exempt', 1],
  ])
  expect(await objects(aloneRow?.id ?? '')).toEqual([])
  expect(await rows(alone)).toEqual([])
  expect((await read(second.recordingId, shared)).statusCode).toBe(200)
  await erase(second.reportId)
  expect(await rows(shared)).toEqual([])
  expect(await objects(sharedRow?.id ?? '')).toEqual([])
})

test('a report that comes while the last other one is erased keeps the file, or is asked for it again', async () => {
  const sheet = file(rules('raced'), 'text/css')
  for (let round = 0; round < 8; round++) {
    const old = await sent(mine, [sheet])
    const [, fresh] = await Promise.all([erase(old.reportId), open(mine, [sheet])])
    if (fresh.wanted.length > 0) await fresh.send(sheet)
    expect((await read(fresh.recordingId, sheet)).statusCode).toBe(200)
    await erase(fresh.reportId)
    expect(await rows(sheet)).toEqual([])
  }
  expect(await objects('assets/')).toHaveLength(
    await ctx.control.db
      .selectFrom('assets')
      .select('id')
      .where('held_at', 'is not', null)
      .execute()
      .then(({ length }) => length),
  )
})

test('where files are turned off, style sheets that were taken out of the events are kept all the same', async () => {
  await ctx.control.db
    .updateTable('projects')
    .set({ capture: { canvas: false, assets: false, voice: false, bodies: [], sockets: [] } })
    .where('id', '=', theirs.projectId)
    .execute()
  const [sheet, picture] = [file(rules('off'), 'text/css'), file(Buffer.concat([png, Buffer.from('off')]), 'image/png')]
  const { wanted } = await open(theirs, [sheet, picture])
  expect(wanted).toEqual([sheet.sha256])
})
