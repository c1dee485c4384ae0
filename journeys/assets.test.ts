import { globSync } from 'node:fs'
import { join } from 'node:path'
import { type Asset, type Me, type Project, ReportPage } from '@vitrine/protocol'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, freshPage, launch, signUp } from './browser.ts'
import { type DressedSite, openDressedSite } from './dressed-site.ts'
import { dump } from './dump.ts'
import { replayed, sendReport } from './shop.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

const headers = { 'content-type': 'application/json' }
const stored = ({ dataDir }: Vitrine) => globSync(join(dataDir, 'objects/assets/**/content'))

describe.skipIf(!chromiumPath)('what a page looked like is kept with the report', () => {
  let vitrine: Vitrine
  let browser: Browser
  let site: DressedSite
  let project: Project
  const noise: string[] = []
  const sent: { type: string; bytes: number }[][] = []

  /** Sends a report from a fresh visitor's page; answers what was uploaded for it, by content. */
  async function report(description: string): Promise<void> {
    const page = await freshPage(browser)
    const uploads: { type: string; bytes: number }[] = []
    page.on('request', (request) => {
      if (!/\/v1\/recordings\/.*\/assets\//.test(request.url()) || request.method() !== 'PUT') return
      const body = request.postDataBuffer() ?? Buffer.alloc(0)
      const type =
        body.subarray(0, 2).toString('hex') === '1f8b'
          ? 'css'
          : body.subarray(0, 4).toString() === 'wOF2'
            ? 'font'
            : 'picture'
      uploads.push({ type, bytes: body.length })
    })
    page.on('console', (message) => noise.push(message.text()))
    await Promise.all([page.waitForResponse(/\/vitrine\/worker\.js/), page.goto(site.origin)])
    await page.evaluate(() => document.fonts.ready)
    noise.length = 0
    await sendReport(page, description)
    await page.getByText('Thank you. Your report has been sent.').waitFor({ timeout: 30_000 })
    sent.push(uploads)
    await page.context().close()
  }
  const reports = async () =>
    ReportPage.parse(await (await vitrine.api(`/api/projects/${project.id}/reports`)).json()).reports

  beforeAll(async () => {
    ;[vitrine, browser] = await Promise.all([startVitrine({ args: ['--demo=false'] }), launch()])
    site = await openDressedSite(
      () => `<script src="${vitrine.dashboard}/v.js" data-project="${project.publicKey}"></script>`,
    )
    const me = (await (await vitrine.api('/api/me')).json()) as Me
    const made = await vitrine.api(`/api/organizations/${me.organizations[0]?.id}/projects`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ name: 'Dressed', origins: [site.origin] }),
    })
    project = (await made.json()) as Project
    await report('first')
  }, 180_000)

  afterAll(async () => {
    await browser?.close()
    await site?.close()
    await vitrine?.stop()
  })

  test('its style sheet, font and pictures were sent; what is blocked, active or closed to others was not', async () => {
    const [first] = await reports()
    const detail = await (await vitrine.api(`/api/reports/${first?.id}`)).json()
    const [recording] = detail.recordings
    const files: Asset[] = await (await vitrine.api(`/api/recordings/${recording.id}/assets`)).json()
    const count = (type: RegExp) => files.filter((file) => type.test(file.type)).length
    expect(count(/^text\/css/)).toBe(1)
    expect(count(/^font\/woff2/)).toBe(1)
    expect(count(/^image\/png/)).toBe(5)
    expect(count(/^image\/svg/)).toBe(1)
    expect(recording.capture.skipped).toMatchObject({ 'asset-cors': 2, 'asset-drawing': 1 })
    expect(JSON.stringify(files)).not.toMatch(/name=(?:a|b|hero|wide|secret)|customer=1/)
    // One line for the site that lets nobody read, and no more.
    expect(noise.filter((line) => /CORS|blocked|Content Security/i.test(line)).length).toBeLessThanOrEqual(1)
  })

  test('a second report sends neither style sheet nor font again, and nothing is stored twice', async () => {
    const before = stored(vitrine).length
    await report('second')
    const types = sent.map((uploads) => uploads.map(({ type }) => type))
    expect(types[0]).toEqual(expect.arrayContaining(['css', 'font', 'picture']))
    expect(new Set(types[1])).toEqual(new Set(['picture']))
    expect(stored(vitrine)).toHaveLength(before)
  })

  test('with the site gone the replay shows all of it and asks nobody', async () => {
    await site.close()
    const agent = await freshPage(browser)
    const asked: string[] = []
    agent.context().on('request', (request) => asked.push(request.url()))
    await signUp(agent, vitrine.signInLink)
    await agent.goto(`${vitrine.dashboard}/reports/${(await reports()).at(-1)?.id}`)
    const page = replayed(agent)
    const width = (id: string) => page.locator(`#${id}`).evaluate((image) => (image as HTMLImageElement).naturalWidth)
    await page.getByRole('heading', { name: 'Dressed' }).waitFor({ timeout: 30_000 })
    await expect.poll(() => width('first'), { timeout: 20_000 }).toBe(21)
    expect(await page.locator('h1').evaluate((heading) => getComputedStyle(heading).color)).toBe('rgb(12, 34, 56)')
    for (const [id, wide] of Object.entries({ second: 22, picked: 23, open: 24, drawn: 41, closed: 0, active: 0 }))
      expect([id, await width(id)]).toEqual([id, wide])
    const faces = () =>
      page.locator('h1').evaluate(async ({ ownerDocument }) => {
        await ownerDocument.fonts.ready
        return [...ownerDocument.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family)
      })
    await expect.poll(faces, { timeout: 20_000 }).toContain('Shopface')
    const hero = await page.locator('#hero').evaluate((box) => getComputedStyle(box).backgroundImage)
    expect(hero).toMatch(/^url\("blob:/)
    const own = [
      vitrine.dashboard,
      new URL(
        agent
          .frames()
          .find((frame) => frame.url().includes('player.html'))
          ?.url() ?? '',
      ).origin,
    ]
    expect(
      asked.filter((url) => !/^(?:blob|data):/.test(url) && !own.some((origin) => url.startsWith(origin))),
    ).toEqual([])
    await agent.context().close()
  })

  test('erased, nothing of it is left in any store', async () => {
    const all = await reports()
    for (const { id } of all)
      await vitrine.api('/v1/data-deletion', {
        method: 'POST',
        headers,
        body: JSON.stringify({ subject: { kind: 'report', id } }),
      })
    await expect.poll(async () => (await reports()).length, { timeout: 30_000 }).toBe(0)
    await expect.poll(() => stored(vitrine), { timeout: 30_000 }).toEqual([])
    await vitrine.stop({ keep: true })
    const { everything } = await dump(vitrine.dataDir)
    const left = everything.filter(({ name }) => /assets/.test(name))
    expect(left).toEqual([])
  }, 90_000)
})
