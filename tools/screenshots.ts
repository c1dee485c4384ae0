import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Me } from '@vitrine/protocol'
import type { Browser, Page } from 'playwright-core'
import { freshPage, launch, signUp } from '../journeys/browser.ts'
import { afterwards, doors, managed, open, published as publicPages } from '../journeys/pages.ts'
import { type Past, startWithPast } from '../journeys/past.ts'
import { breakTheShop, replayed, sendReport } from '../journeys/shop.ts'
import type { Vitrine } from '../journeys/vitrine.ts'
import { buildStale } from './build.ts'

/** Without a folder, only the pictures that the documents show are made; with one, every page goes there for review. */
const folder = process.argv[2] ?? 'docs/screenshots'
const published = new Set([
  'dialog',
  'reports-light',
  'report-light',
  'report-dark',
  'privacy-light',
  'erase-preview-light',
  'requests-light',
])
const description = 'The total is wrong, and no delivery date comes'
const wide = { width: 1440, height: 900 }
const narrow = { width: 360, height: 780 }

async function shoot(page: Page, name: string): Promise<void> {
  if (process.argv[2] === undefined && !published.has(name)) return
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}

async function visit(browser: Browser, { demo }: Vitrine): Promise<void> {
  const shop = await freshPage(browser)
  await shop.goto(demo)
  await shop.waitForResponse(/\/vitrine\/worker\.js/)
  // A visitor looks before they click; without it there is no time line to show.
  await shop.getByRole('button', { name: 'Add Monstera deliciosa to basket' }).hover()
  await shop.waitForTimeout(2_500)
  await breakTheShop(shop)
  await shop.waitForTimeout(1_500)
  await shop.getByRole('button', { name: 'Report Issue' }).click()
  await shop.getByLabel('What happened?').fill(description)
  await shoot(shop, 'dialog')
  await shop.getByRole('button', { name: 'Cancel' }).click()
  await sendReport(shop, description)
  await shop.getByText('Thank you. Your report has been sent.').waitFor()
}

/** A program's questions, so that the pages of the relay have something to show. */
async function askModels({ dashboard, relayKey }: Vitrine): Promise<void> {
  for (const model of ['sim-large', 'sim-small', 'sim-reasoning', 'sim-large', 'sim-small'])
    for (const stream of [true, false])
      await fetch(`${dashboard}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${relayKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model, stream, messages: [{ role: 'user', content: 'When does the monstera come?' }] }),
      }).then((answer) => answer.text())
}

/** The pages of a member in one colour scheme and width. */
async function tour(agent: Page, vitrine: Vitrine, past: Past, suffix: string): Promise<void> {
  await agent.goto(vitrine.dashboard)
  await agent.getByRole('link', { name: new RegExp(description) }).waitFor()
  await shoot(agent, `reports-${suffix}`)
  await agent.getByRole('link', { name: new RegExp(description) }).click()
  await replayed(agent).getByRole('heading', { name: 'Plants that forgive you' }).waitFor()
  await agent.getByRole('tab', { name: /console/i }).click()
  await agent
    .getByText(/delivery date failed/)
    .first()
    .click()
  await replayed(agent).getByText('€207.90').first().waitFor()
  await shoot(agent, `report-${suffix}`)
  const me = (await (await vitrine.api('/api/me')).json()) as Me
  for (const one of [...managed(me), ...publicPages, ...afterwards(me, past)]) {
    if (process.argv[2] === undefined && !published.has(`${one.name}-${suffix}`)) continue
    await open(agent, vitrine.dashboard, one)
    await agent.waitForLoadState('networkidle')
    await shoot(agent, `${one.name}-${suffix}`)
  }
  await agent.goto(vitrine.privacy)
  await shoot(agent, `privacy-${suffix}`)
}

mkdirSync(folder, { recursive: true })
await buildStale()
const [{ vitrine, stop, makePast }, browser] = await Promise.all([startWithPast(), launch()])
try {
  const agent = await freshPage(browser)
  await agent.goto(vitrine.signInLink)
  await agent.getByRole('button', { name: 'Create account' }).waitFor()
  await shoot(agent, 'first-admin')
  for (const door of doors) {
    await open(agent, vitrine.dashboard, door)
    await shoot(agent, door.name)
  }
  await signUp(agent, vitrine.signInLink)
  const past = await makePast(browser)
  await visit(browser, vitrine)
  await askModels(vitrine)
  for (const colorScheme of ['light', 'dark'] as const)
    for (const viewport of [wide, narrow]) {
      await agent.emulateMedia({ colorScheme })
      await agent.setViewportSize(viewport)
      await tour(agent, vitrine, past, viewport === wide ? colorScheme : `${colorScheme}-narrow`)
    }
} finally {
  await browser.close()
  await stop()
}
