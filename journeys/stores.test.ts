import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Me, Problem, ReportPage } from '@vitrine/protocol'
import type { Browser, Page, Response } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, freshPage, launch, signUp } from './browser.ts'
import { dump } from './dump.ts'
import type { Haystack } from './secrets.ts'
import { breakTheShop, replayed, sendReport } from './shop.ts'
import { type Stores, startStores, storesInstalled } from './stores.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

const patience = { timeout: 60_000 }
const thanks = 'Thank you. Your report has been sent.'
/** Tables that say that something was erased: ids of what is gone, nothing of its content. */
const evidence = /public\.(erasures|tombstones|audit_log)|pgboss\./

/** One machine answers, another works; PostgreSQL, Redis and S3 are all that they share. */
describe.skipIf(!chromiumPath || !storesInstalled)('an installation on several machines', () => {
  let stores: Stores
  let web: Vitrine
  let jobs: Vitrine
  let browser: Browser
  let agent: Page
  let visitor: Page
  let reports = ''

  beforeAll(async () => {
    ;[stores, browser] = await Promise.all([startStores(), launch()])
    web = await startVitrine({ env: { ...stores.env, SERVICES: 'web,replay' } })
    jobs = await startVitrine({ env: { ...stores.env, SERVICES: 'jobs' } })
    agent = await freshPage(browser)
    await signUp(agent, web.signInLink)
    await agent
      .getByRole('link', { name: /reports/i })
      .first()
      .click()
    await agent.waitForURL(/\/reports$/)
    reports = agent.url()
  }, 240_000)

  afterAll(async () => {
    await browser?.close()
    await Promise.all([web?.stop(), jobs?.stop()])
    await stores?.stop()
  }, 60_000)

  async function visitShop(): Promise<void> {
    await visitor?.context().close()
    visitor = await freshPage(browser)
    await visitor.goto(web.demo)
    await visitor.getByRole('button', { name: 'Report Issue' }).waitFor(patience)
    await breakTheShop(visitor)
  }

  const listed = (title: RegExp) => agent.getByRole('link', { name: title }).first().waitFor(patience)

  /** What a page was told that could not be served at that moment. */
  async function refusal(response: Response): Promise<Problem> {
    expect(response.headers()['content-type']).toContain('application/problem+json')
    expect(Number(response.headers()['retry-after'])).toBeGreaterThan(0)
    return (await response.json()) as Problem
  }

  /** Opens the report, erases it, and waits until it is gone; answers its ids. */
  async function erase(title: RegExp): Promise<string[]> {
    await agent.getByRole('link', { name: title }).first().click()
    const id = new URL(agent.url()).pathname.split('/').at(-1) ?? ''
    const detail = (await (await web.api(`/api/reports/${id}`)).json()) as { recordings: { id: string }[] }
    await agent.getByRole('button', { name: 'Delete report' }).click()
    await agent.getByRole('button', { name: 'Delete for good' }).click()
    await expect.poll(async () => (await web.api(`/api/reports/${id}`)).status, patience).toBe(404)
    await agent.goto(reports)
    return [id, ...detail.recordings.map((recording) => recording.id)]
  }

  test('each machine starts what it is named, and keeps nothing of the others’ to itself', async () => {
    expect((await web.api('/api/me')).status).toBe(200)
    expect(jobs).toMatchObject({ ready: true, adminToken: null, projectKey: null, demo: null })
    await expect(fetch(`${jobs.dashboard}/healthz`)).rejects.toThrow('fetch failed')
    for (const { dataDir } of [web, jobs])
      for (const name of ['postgres', 'objects', 'master.key']) expect(existsSync(join(dataDir, name))).toBe(false)
  })

  test('a report comes in, is worked on, and is replayed', async () => {
    await visitShop()
    await sendReport(visitor, 'The total is wrong on many machines')
    await listed(/on many machines/)
    await visitor.getByText(thanks).waitFor(patience)
    expect(await stores.objectNames()).toContainEqual(expect.stringMatching(/\/block-0$/))
    await agent
      .getByRole('link', { name: /on many machines/ })
      .first()
      .click()
    await replayed(agent).getByRole('heading', { name: 'Plants that forgive you' }).waitFor(patience)
    await agent.goto(reports)
  }, 240_000)

  test('Redis dies while a report is sent: the page is told to come back, does, and the news arrive as before', async () => {
    await visitShop()
    await stores.redis.kill()
    const refused = visitor.waitForResponse((response) => response.status() === 503, patience)
    await sendReport(visitor, 'Sent while Redis was gone')
    const problem = await refusal(await refused).finally(stores.redis.restart)
    expect(problem).toMatchObject({ code: 'unavailable', detail: 'The short-lived store does not answer.' })
    await visitor.getByText(thanks).waitFor(patience)
    await listed(/while Redis was gone/)
  }, 240_000)

  test('the object store refuses during the upload: nothing acknowledged is lost, and the retry succeeds', async () => {
    await visitShop()
    stores.s3.when = (method) => method === 'PUT'
    stores.s3.mode = 'refuse'
    const refused = visitor.waitForResponse((response) => response.status() === 503, patience)
    await sendReport(visitor, 'Sent while the store was busy')
    const problem = await refusal(await refused).finally(() => {
      stores.s3.mode = 'pass'
    })
    expect(problem).toMatchObject({ code: 'unavailable', detail: 'The object store does not answer.' })
    await visitor.getByText(thanks).waitFor(patience)
    await listed(/store was busy/)
    await agent
      .getByRole('link', { name: /store was busy/ })
      .first()
      .click()
    await replayed(agent).getByRole('heading', { name: 'Plants that forgive you' }).waitFor(patience)
    await agent.goto(reports)
  }, 240_000)

  test('an erasure goes on once the object store is back, and then nothing is left in any store', async () => {
    const found = (of: Haystack[], needles: readonly string[]) =>
      of.filter(({ name, content }) => needles.some((needle) => `${name}${String(content)}`.includes(needle)))
    const known = (await dump(web.dataDir, stores.env)).everything
    expect(found(known, ['on many machines']).length).toBeGreaterThan(0)

    stores.s3.when = (method) => method === 'DELETE'
    stores.s3.mode = 'refuse'
    const first = erase(/on many machines/)
    await expect.poll(() => stores.s3.refused, patience).toBeGreaterThan(5)
    stores.s3.mode = 'pass'
    const ids = [...(await first), ...(await erase(/Redis was gone/)), ...(await erase(/store was busy/))]
    expect(ids).toHaveLength(6)
    await expect.poll(stores.objectNames, patience).toEqual([])

    const texts = ['on many machines', 'while Redis was gone', 'store was busy']
    const shared = await stores.content()
    expect(shared.map(({ name }) => name)).toContainEqual(expect.stringContaining('snippet-seen:'))
    expect(found(shared, [...ids, ...texts])).toEqual([])
    const { everything } = await dump(web.dataDir, stores.env)
    expect(found(everything, texts)).toEqual([])
    expect(found(everything, ids).filter(({ name }) => !evidence.test(name))).toEqual([])
    const me = (await (await web.api('/api/me')).json()) as Me
    const projectId = me.projects[0]?.id
    const page = (await (await web.api(`/api/projects/${projectId}/reports`)).json()) as ReportPage
    expect(page.reports).toEqual([])
  }, 300_000)
})
