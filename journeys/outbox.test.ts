import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ReportDetail, ReportPage } from '@vitrine/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, freshPage, launch } from './browser.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

/** Words that don't compress, so that each of these makes a chunk of its own. */
async function grow(page: Page): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await page.evaluate(() => {
      const words = Array.from({ length: 50_000 }, () => Math.random().toString(36).slice(2, 9))
      document.body.append(Object.assign(document.createElement('pre'), { textContent: words.join(' ') }))
    })
    // What is added at once is told at once, in one chunk; a click has everything before it told first.
    await page.mouse.click(2, 2)
  }
}

async function write(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Report Issue' }).click()
  await page.getByLabel('What happened?').fill(words)
  await page.getByRole('button', { name: 'Send report' }).and(page.locator(':enabled')).click()
}

describe.skipIf(!chromiumPath)('a visitor’s report and an installation that does not take it', () => {
  let vitrine: Vitrine
  let browser: Browser
  let stranger: Server

  beforeAll(async () => {
    ;[vitrine, browser] = await Promise.all([startVitrine(), launch()])
    stranger = createServer((_, response) => {
      const script = `<script src="${vitrine.dashboard}/v.js" data-project="${vitrine.projectKey}"></script>`
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<h1>Stranger</h1>${script}`)
    })
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    stranger?.close()
    await vitrine?.stop()
  })

  test('killed in the middle, it is back with what it acknowledged, and the open page sends the rest once', async () => {
    const page = await freshPage(browser)
    const recording = page.waitForResponse(/\/vitrine\/worker\.js/)
    await page.goto(vitrine.demo)
    await recording
    await grow(page)
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'PUT') sent.push(request.url().split('/').at(-1) ?? '')
    })
    await page.route(
      /\/chunks\/1$/,
      async (route) => {
        await vitrine.kill()
        await route.abort()
      },
      { times: 1 },
    )
    await write(page, 'Killed in the middle')
    await page.getByText('Your report is safe on this device').waitFor({ timeout: 60_000 })
    const { dataDir, dashboard } = vitrine
    vitrine = await startVitrine({ dataDir, port: Number(new URL(dashboard).port) })
    await page.getByText('Thank you. Your report has been sent.').waitFor({ timeout: 90_000 })
    const id = await page.locator('code').textContent()
    const detail = (await (await vitrine.api(`/api/reports/${id}`)).json()) as ReportDetail
    const blocks = detail.recordings[0]?.blocks ?? []
    expect(blocks.length).toBeGreaterThanOrEqual(3)
    expect(blocks.map(({ seq }) => seq)).toEqual([...blocks.keys()])
    expect(sent.filter((seq) => seq === '0')).toHaveLength(1)
    const list = (await (await vitrine.api(`/api/projects/${detail.projectId}/reports`)).json()) as ReportPage
    expect(list.reports.map(({ id }) => id)).toEqual([id])
    await page.context().close()
  }, 240_000)

  test('a site that no project names is told so, and not of a lost connection', async () => {
    const page = await freshPage(browser)
    await page.goto(`http://localhost:${(stranger.address() as AddressInfo).port}`)
    await write(page, 'From elsewhere')
    await page.getByRole('alert').filter({ hasText: 'This site is not allowed to send reports here.' }).waitFor()
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
    await page.context().close()
  })
})
