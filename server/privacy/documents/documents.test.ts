import { documentFormats, documentKindNames } from '@vitrine/ledger'
import type { DocumentComparison, DocumentHistory } from '@vitrine/protocol'
import { afterAll, expect, test } from 'vitest'
import { authenticate } from '../../accounts/index.ts'
import { createApp } from '../../platform/http/create-app.ts'
import { as, testContext } from '../../testing/context.ts'
import { seedProject } from '../../testing/seed.ts'
import { readAnswers } from './answers.ts'
import { firstBroken, type SealedLink } from './chain.ts'
import { changeAnswers } from './change-answers.ts'
import { publishAll } from './publish-all.ts'
import { documentRoutes } from './routes.ts'

const ctx = await testContext()
const app = await createApp({ ctx, authenticate, name: 'test' })
await app.register(documentRoutes)
afterAll(() => app.close())

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })

test('every document can be had in every format, by anyone, and asked about again for free', async () => {
  for (const kind of documentKindNames)
    for (const format of documentFormats) {
      const answer = await get(`/documents/${kind}.${format}`)
      expect(answer.statusCode, `${kind}.${format}: ${answer.body.slice(0, 200)}`).toBe(200)
      expect(answer.body.length).toBeGreaterThan(400)
      const again = await get(`/documents/${kind}.${format}`, { 'if-none-match': String(answer.headers['etag']) })
      expect([again.statusCode, again.body]).toEqual([304, ''])
    }
  const list = await get('/documents')
  for (const kind of documentKindNames) expect(list.body).toContain(`/documents/${kind}.html`)
})

test('what is not there answers 404', async () => {
  for (const address of [
    'nothing.html',
    'privacy-page.exe',
    'privacy-page',
    'constructor.html',
    'privacy-page/versions/7.html',
    'privacy-page/versions/1.jsonld',
    `of/${'a'.repeat(43)}`,
    `of/${'a'.repeat(43)}/privacy-page.html`,
    'of/x/privacy-page.html',
  ])
    expect((await get(`/documents/${address}`)).statusCode, address).toBe(404)
})

test('a changed answer is a new version, sealed with the one before; what changed is told in words', async () => {
  const change = (answers: Record<string, string>) =>
    changeAnswers(as(ctx, { kind: 'operator' }), { of: {}, known: Object.keys(answers), change: answers })
  await get('/documents/record-controller.html')
  await change({ dpo: 'Ada Example, dpo@example.com' })
  expect((await get('/documents/record-controller.html')).body).toContain('Ada Example, dpo@example.com')
  await change({ dpo: 'Bo Example, dpo@example.com' })
  const history = (await get('/documents/record-controller/history.json')).json<DocumentHistory>()
  expect(history.versions.map(({ number }) => number)).toEqual([3, 2, 1])
  expect(history.holds).toBe(true)

  const { changes } = (await get('/documents/record-controller/changes.json?from=2&to=3')).json<DocumentComparison>()
  expect(changes).toHaveLength(1)
  expect(changes[0]?.words).toEqual([
    { text: 'Data protection officer: ', change: 'same' },
    { text: 'Ada', change: 'removed' },
    { text: 'Bo', change: 'added' },
    { text: ' Example, dpo@example.com', change: 'same' },
  ])
  expect((await get('/documents/record-controller/history.html')).body).toContain('<del>Ada</del><ins>Bo</ins>')
  expect((await get('/documents/record-controller/versions/2.html')).body).toContain('Ada Example')

  const links = history.versions.toReversed().map((link): SealedLink => {
    const { seal, signature, ...rest } = link
    return { kind: history.kind, projectId: null, ...rest, seal: seal ?? '', signature: signature ?? '' }
  })
  expect(firstBroken(links, history.key)).toBeUndefined()
  expect(firstBroken(links.with(1, { ...(links[1] as SealedLink), hash: '0'.repeat(64) }), history.key)).toBe(2)
  expect(firstBroken([links[0] as SealedLink, links[2] as SealedLink], history.key)).toBe(3)
})

test('of two answers at once none is lost', async () => {
  const said = { address: '1 Long Lane', dpo: 'Ada', representative: 'Bo', measures: 'Locks' }
  const change = (answers: Record<string, string>) =>
    changeAnswers(as(ctx, { kind: 'operator' }), { of: {}, known: Object.keys(said), change: answers })
  await Promise.all(Object.entries(said).map(([id, text]) => change({ [id]: text })))
  expect(await readAnswers(ctx, {})).toMatchObject(said)
  await change({ address: '', dpo: '', representative: '', measures: '' })
})

test('content that becomes true again is a version of its own', async () => {
  const said = (joint: string) =>
    changeAnswers(as(ctx, { kind: 'operator' }), { of: {}, known: ['joint'], change: { joint } })
  for (const name of ['Acme', 'Other', 'Acme']) {
    await said(name)
    await publishAll(as(ctx, { kind: 'job', name: 'test' }))
  }
  const { versions, holds } = (await get('/documents/record-controller/history.json')).json<DocumentHistory>()
  expect(holds).toBe(true)
  expect(versions[0]?.hash).toBe(versions[2]?.hash)
})

test('versions from before there were seals are kept, shown and sealed', async () => {
  const fresh = await testContext()
  const other = await createApp({ ctx: fresh, authenticate, name: 'test' })
  await other.register(documentRoutes)
  const page = { operator: fresh.config.operator, region: 'eu', publicUrl: '', activities: [], recipients: [] }
  const content = JSON.stringify({
    ...page,
    inventory: { personal: [], telemetry: [], operational: [] },
    browser: [],
    limitations: [],
  })
  const hash = 'ab'.repeat(32)
  await fresh.control.db
    .insertInto('document_versions')
    .values({
      id: crypto.randomUUID(),
      kind: 'privacy-page',
      number: 1,
      hash,
      content,
      first_published_at: new Date('2026-01-01'),
    })
    .execute()
  expect((await other.inject('/privacy')).body).toContain(`/versions/1.html`)
  expect((await other.inject(`/privacy/versions/${hash}`)).statusCode).toBe(200)
  const history = (await other.inject('/documents/privacy-page/history.json')).json<DocumentHistory>()
  expect(history.versions).toHaveLength(2)
  expect(history.holds).toBe(true)
  await other.close()
})

test('several processes that publish at once make one version', async () => {
  const fresh = await testContext()
  const operator = as(fresh, { kind: 'operator' })
  await Promise.all([publishAll(operator), publishAll(operator), publishAll(operator)])
  const rows = await fresh.control.db.selectFrom('document_versions').select(['kind', 'number']).execute()
  expect(rows.map(({ kind }) => kind).toSorted()).toEqual([...documentKindNames].toSorted())
})

test('a project’s documents are for its members, until its admins publish them', async () => {
  const { projectId } = await seedProject(ctx)
  expect((await get(`/documents/projects/${projectId}/privacy-page.html`)).statusCode).toBe(401)
})
