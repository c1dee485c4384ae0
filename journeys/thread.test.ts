import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, freshPage, launch, signUp } from './browser.ts'
import { breakTheShop, replayed, sendReport } from './shop.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

const objectsIn = ({ dataDir }: Vitrine) => globSync(join(dataDir, 'objects/**/{block,keyframe}-*'))

describe.skipIf(!chromiumPath)("a visitor's click becomes a report that an agent replays", () => {
  let vitrine: Vitrine
  let browser: Browser
  let agent: Page
  let visitor: Page

  beforeAll(async () => {
    ;[vitrine, browser] = await Promise.all([startVitrine(), launch()])
    agent = await freshPage(browser)
    visitor = await freshPage(browser)
    await signUp(agent, vitrine.signInLink)
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await vitrine?.stop()
  })

  test('the report is in the list within three seconds of pressing send, without a reload', async () => {
    await agent
      .getByRole('link', { name: /reports/i })
      .first()
      .click()
    await visitor.goto(vitrine.demo)
    await visitor.getByRole('button', { name: 'Report Issue' }).waitFor()
    await breakTheShop(visitor)
    const sentAt = await sendReport(visitor, 'The total is wrong and no delivery date comes')
    await agent.getByRole('link', { name: /The total is wrong/ }).waitFor({ timeout: 10_000 })
    const took = Date.now() - sentAt
    console.log(`report in the list ${took} ms after send`)
    expect(took).toBeLessThan(3_000)
    await visitor.getByText('Thank you. Your report has been sent.').waitFor()
  })

  test('the replay shows the shop with its styles, and nothing personal', async () => {
    await agent.getByRole('link', { name: /The total is wrong/ }).click()
    const page = replayed(agent)
    await page.getByRole('heading', { name: 'Plants that forgive you' }).waitFor({ timeout: 20_000 })
    const font = await page
      .locator('h1')
      .evaluate((heading) => heading.ownerDocument.defaultView?.getComputedStyle(heading).fontFamily)
    expect(font).toContain('Georgia')
    const shown = await page.locator('html').evaluate((html) => html.outerHTML)
    for (const secret of [
      'johanna.okafor@example.com',
      'DE89 3704',
      '+49 30 901820',
      'cust_9f31c07a5e8842d1',
      'Lindenweg',
    ])
      expect(shown).not.toContain(secret)
  })

  test('console and network are in step with the playhead', async () => {
    await agent.getByRole('tab', { name: /console/i }).click()
    const line = agent.getByText(/delivery date failed/).first()
    await line.waitFor()
    expect(await line.textContent()).not.toContain('johanna')
    await line.click()
    const page = replayed(agent)
    await page.getByText('€207.90').first().waitFor()
    await agent.getByRole('tab', { name: /network/i }).click()
    const request = agent.getByText(/\/api\/delivery/).first()
    await request.waitFor()
    expect(await request.textContent()).not.toContain('johanna')
  })

  test('deleted, it is gone from every store', async () => {
    expect(objectsIn(vitrine).length).toBeGreaterThan(0)
    const address = new URL(agent.url())
    const id = address.pathname.split('/').at(-1)
    await agent.getByRole('button', { name: 'Delete report' }).click()
    await agent
      .getByRole('dialog')
      .getByText(/recordings/i)
      .first()
      .waitFor()
    await agent.getByRole('button', { name: 'Delete for good' }).click()
    await agent
      .getByText(/erased|deleted/i)
      .first()
      .waitFor({ timeout: 20_000 })
    await expect.poll(async () => (await vitrine.api(`/api/reports/${id}`)).status, { timeout: 20_000 }).toBe(404)
    await expect.poll(() => objectsIn(vitrine), { timeout: 20_000 }).toEqual([])
    expect(existsSync(vitrine.dataDir)).toBe(true)
  })

  test('the privacy page is public', async () => {
    const anyone = await freshPage(browser)
    await anyone.goto(vitrine.privacy)
    await anyone.getByRole('heading', { name: 'Everything that is stored' }).waitFor()
  })

  test('so are the licences of what the bundles hold', async () => {
    const answer = await fetch(`${vitrine.dashboard}/licences.txt`)
    expect(answer.headers.get('content-type')).toContain('text/plain')
    expect(await answer.text()).toMatch(/^react-dom \S+ \(MIT\)[^]*Permission is hereby granted/m)
  })
})
