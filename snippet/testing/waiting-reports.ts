import type { Browser, BrowserContext, Page } from 'playwright-core'
import { test as base } from 'vitest'
import { launch } from './browser.ts'
import { publicKey } from './receiver.ts'
import { openSite, type Site } from './site.ts'

export const safe = 'Your report is safe on this device'
export const launched = (page: Page) => page.locator('[data-vitrine] .launch')

/** Words that don't compress, so that each of these makes a chunk of its own. */
export async function grow(page: Page): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await page.evaluate(() => {
      const words = Array.from({ length: 50_000 }, () => Math.random().toString(36).slice(2, 9))
      document.body.append(Object.assign(document.createElement('pre'), { textContent: words.join(' ') }))
    })
    // What is added at once is told at once, in one chunk; a click has everything before it told first.
    await page.mouse.click(2, 2)
  }
}

type Resting = { id: string; savedAt: number; notBefore: number }

/** Every record that rests in the page's own databases. */
export const resting = (page: Page): Promise<Resting[]> =>
  page.evaluate(async () => {
    const all: never[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name)
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error))
      })
      const entries = database.transaction('reports').objectStore('reports').getAll()
      await new Promise((resolve) => entries.addEventListener('success', resolve))
      all.push(...(entries.result as never[]))
      database.close()
    }
    return all
  })

/** Makes what waits seem older. */
export const age = (page: Page, days: number): Promise<void> =>
  page.evaluate(
    ([name, ms]) =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => {
          const transaction = request.result.transaction('reports', 'readwrite')
          const store = transaction.objectStore('reports')
          const all = store.getAll()
          all.onsuccess = () => {
            for (const entry of all.result) store.put({ ...entry, savedAt: entry.savedAt - ms })
          }
          transaction.oncomplete = () => {
            request.result.close()
            resolve()
          }
        }
      }),
    [`vitrine:outbox:${publicKey}`, days * 86_400_000] as const,
  )

export const nothingRests = (page: Page) =>
  page.waitForFunction(async () => {
    const flags = Object.keys(localStorage).filter((name) => name.startsWith('vitrine:waiting:'))
    return flags.length === 0 && (await indexedDB.databases()).length === 0
  })

/** A tab that notes what the snippet tells the site. */
async function openTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.addInitScript(() => {
    const news: unknown[] = []
    Reflect.set(window, 'news', news)
    const listen = () => {
      if (!window.Vitrine) return setTimeout(listen, 5)
      for (const name of ['queued', 'sent', 'error'] as const)
        window.Vitrine.on(name, (what) => news.push([name, 'code' in what ? what.code : what.reportId]))
    }
    listen()
  })
  return page
}

/** What a visitor does in a tab, the first one unless another is named, and what can be seen of it. */
function createVisitor(site: Site, context: BrowserContext, page: Page) {
  const visit = async (of = page, attributes = '') => {
    await of.goto(site.page('/', `<h1>Shop</h1><button id=buy>Buy</button>${site.tag(attributes)}`))
    await launched(of).waitFor()
  }
  const write = async (words = 'It broke', of = page) => {
    await launched(of).click()
    await of.locator('button.main:enabled').waitFor()
    await of.getByLabel('What happened?').fill(words)
  }
  const send = (of = page) => of.locator('button.main').click()
  return {
    visit,
    write,
    send,
    /** Visits, until the recorder runs. */
    async recorded(of = page) {
      const worker = of.waitForResponse(/worker\.js/)
      await visit(of)
      await worker
    },
    /** Leaves a report on this device that could not be sent. */
    async leaveOne(words?: string) {
      await write(words)
      await context.setOffline(true)
      await send()
      await page.getByText(safe).waitFor()
      await page.getByRole('button', { name: 'Done' }).click()
    },
    /** The connection is back, and the server too. */
    async rejoin() {
      await context.setOffline(true)
      site.cut(false)
      await context.setOffline(false)
    },
    /** What the site was told so far. */
    news: (of = page) => of.evaluate(() => Reflect.get(window, 'news') as [string, string][]),
    heard: (name: string, of = page) =>
      of.waitForFunction(
        (name) => (Reflect.get(window, 'news') as [string, string][]).find(([what]) => what === name)?.[1],
        name,
      ),
    /** How many such requests the server has seen. */
    asked: (pattern: RegExp) => site.seen.filter(({ method, path }) => pattern.test(`${method} ${path}`)).length,
    /** Of each report that arrived: its description, and whether it is complete. */
    arrived: () => site.received.map(({ report, complete }) => [report.description, complete]),
  }
}

type Fixtures = {
  $file: { browser: Browser; ownSite: Site }
  $test: {
    site: Site
    context: BrowserContext
    page: Page
    visitor: ReturnType<typeof createVisitor>
    newPage: () => Promise<Page>
  }
}

/** Tests of reports that wait: each in a browser of nobody, on a site that has seen nothing yet. */
export const test = base.extend<Fixtures>({
  browser: [
    // Vitest reads from the pattern what a fixture needs.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const browser = await launch()
      await use(browser)
      await browser.close()
    },
    { scope: 'file' },
  ],
  ownSite: [
    // Vitest reads from the pattern what a fixture needs.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const site = await openSite()
      await use(site)
      await site.close()
    },
    { scope: 'file' },
  ],
  async site({ ownSite }, use) {
    ownSite.reset()
    await use(ownSite)
  },
  async context({ browser }, use) {
    const context = await browser.newContext()
    await use(context)
    await context.close()
  },
  page: async ({ context }, use) => use(await openTab(context)),
  newPage: async ({ context }, use) => use(() => openTab(context)),
  visitor: async ({ site, context, page }, use) => use(createVisitor(site, context, page)),
})
