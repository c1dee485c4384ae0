import { readFile } from 'node:fs/promises'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Language } from './api.ts'
import { texts } from './report/texts/all.ts'
import { chromiumPath, launch } from './testing/browser.ts'
import { publicKey } from './testing/receiver.ts'
import { openSite, type Site } from './testing/site.ts'

const safe = 'Your report is safe on this device'
const launched = (page: Page) => page.locator('[data-vitrine] .launch')

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

/** Every record that rests in the page's own databases. */
const resting = (page: Page): Promise<{ id: string; savedAt: number; notBefore: number }[]> =>
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
const age = (page: Page, days: number) =>
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

const violations = async (page: Page): Promise<string[]> => {
  await page.evaluate(await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8'))
  const found = await page.evaluate<AxeResults>(
    `axe.run({ include: [['[data-vitrine]']] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

const nothingRests = (page: Page) =>
  page.waitForFunction(async () => {
    const flags = Object.keys(localStorage).filter((name) => name.startsWith('vitrine:waiting:'))
    return flags.length === 0 && (await indexedDB.databases()).length === 0
  })

describe.skipIf(!chromiumPath)('reports that wait', () => {
  let browser: Browser
  let site: Site
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    ;[browser, site] = await Promise.all([launch(), openSite()])
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })
  beforeEach(async () => {
    site.reset()
    context = await browser.newContext()
    page = await newPage()
    return () => context.close()
  })

  /** A tab that notes what the snippet tells the site. */
  const newPage = async () => {
    const made = await context.newPage()
    await made.addInitScript(() => {
      const news: unknown[] = []
      Reflect.set(window, 'news', news)
      const listen = () => {
        if (!window.Vitrine) return setTimeout(listen, 5)
        for (const name of ['queued', 'sent', 'error'] as const)
          window.Vitrine.on(name, (what) => news.push([name, 'code' in what ? what.code : what.reportId]))
      }
      listen()
    })
    return made
  }
  const news = (of = page) => of.evaluate(() => Reflect.get(window, 'news') as [string, string][])
  const heard = (name: string, of = page) =>
    of.waitForFunction(
      (name) => (Reflect.get(window, 'news') as [string, string][]).find(([what]) => what === name)?.[1],
      name,
    )
  const asked = (pattern: RegExp) => site.seen.filter(({ method, path }) => pattern.test(`${method} ${path}`)).length
  const visit = async (of = page, attributes = '') => {
    await of.goto(site.page('/', `<h1>Shop</h1><button id=buy>Buy</button>${site.tag(attributes)}`))
    await launched(of).waitFor()
  }
  const recorded = async (of = page) => {
    const worker = of.waitForResponse(/worker\.js/)
    await visit(of)
    await worker
  }
  const write = async (words = 'It broke', of = page) => {
    await launched(of).click()
    await of.locator('button.main:enabled').waitFor()
    await of.getByLabel('What happened?').fill(words)
  }
  const send = (of = page) => of.locator('button.main').click()
  /** Leaves a report on this device that could not be sent. */
  const leaveOne = async (words?: string) => {
    await write(words)
    await context.setOffline(true)
    await send()
    await page.getByText(safe).waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
  }
  const rejoin = async () => {
    await context.setOffline(true)
    site.cut(false)
    await context.setOffline(false)
  }
  const words = () => site.received.map(({ report, complete }) => [report.description, complete])

  test('sent while offline, the page reloaded, online again: it arrives once', async () => {
    await recorded()
    site.cut(true)
    await leaveOne('Written in a tunnel')
    const [[, id] = []] = await news()
    expect(await news()).toEqual([['queued', id]])
    await context.setOffline(false)
    await visit()
    await page.waitForRequest(/\/v1\/reports$/)
    await rejoin()
    expect(await (await heard('sent')).jsonValue()).toBe(id)
    expect(words()).toEqual([['Written in a tunnel', true]])
    expect(site.received[0]?.chunks.size).toBe(site.received[0]?.report.recording.chunks)
    expect([asked(/PUT/), asked(/POST .*complete/)]).toEqual([site.received[0]?.chunks.size, 1])
    await nothingRests(page)
  })

  test('the dialog goes on by itself when the connection is back', async () => {
    await recorded()
    await write()
    await context.setOffline(true)
    await send()
    await page.getByText(safe).waitFor()
    await context.setOffline(false)
    await page.getByText('Your report has been sent').waitFor()
    expect((await news()).map(([name]) => name)).toEqual(['queued', 'sent'])
  })

  test('in the dialog, what waits can be taken back', async () => {
    await recorded()
    await write('Taken back')
    await context.setOffline(true)
    await send()
    await page.getByRole('button', { name: 'Don’t send' }).click()
    await nothingRests(page)
    expect(await page.getByLabel('What happened?').inputValue()).toBe('Taken back')
    await context.setOffline(false)
    await send()
    await page.getByText('Your report has been sent').waitFor()
    expect(words()).toEqual([['Taken back', true]])
  })

  test('a tab closed in the middle: the next one goes on at the missing chunk', async () => {
    await recorded()
    await grow(page)
    await write()
    const arrived = site.hold(/PUT .*chunks\/2/)
    await send()
    const drop = await arrived
    await page.close()
    drop()
    page = await newPage()
    await visit()
    await heard('sent')
    const [one] = site.received
    expect(one?.report.recording.chunks).toBeGreaterThanOrEqual(3)
    expect([...(one?.chunks.keys() ?? [])].sort((a, b) => a - b)).toEqual([
      ...Array(one?.report.recording.chunks).keys(),
    ])
    expect([0, 1, 2].map((seq) => asked(new RegExp(`PUT .*chunks/${seq}$`)))).toEqual([1, 1, 2])
    expect(words()).toEqual([['It broke', true]])
  })

  test('two tabs that both see it send it once, and the dialog hears of the other’s', async () => {
    await recorded()
    const other = await newPage()
    await visit(other)
    await write()
    await context.setOffline(true)
    await send()
    await page.getByText(safe).waitFor()
    await context.setOffline(false)
    await page.getByText('Your report has been sent').waitFor()
    await nothingRests(other)
    const told = [...(await news(page)), ...(await news(other))].filter(([name]) => name === 'sent')
    expect(told).toHaveLength(1)
    expect(words()).toEqual([['It broke', true]])
    expect([asked(/PUT .*chunks\/0$/), asked(/POST .*complete/)]).toEqual([1, 1])
  })

  test.each(['locks', 'no locks'])(
    'when the tab that sends dies, another one takes over: %s',
    async (how) => {
      if (how === 'no locks')
        await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }))
      const other = await newPage()
      await visit(other)
      await recorded()
      await grow(page)
      await write()
      const arrived = site.hold(/PUT .*chunks\/1/)
      await send()
      const drop = await arrived
      await other.waitForFunction(() =>
        performance.getEntriesByType('resource').some(({ name }) => /sender/.test(name)),
      )
      expect(asked(/POST .*reports$/)).toBe(1)
      const crashed = page.waitForEvent('crash')
      await page.goto('chrome://crash').catch(() => {})
      await crashed
      drop()
      await heard('sent', other)
      expect(words()).toEqual([['It broke', true]])
      expect(asked(/PUT .*chunks\/0$/)).toBe(1)
    },
    90_000,
  )

  test('a page that comes back from the back/forward cache goes on', async () => {
    await recorded()
    await write()
    const arrived = site.hold(/POST .*complete/)
    await send()
    await arrived
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
    await page.getByText('Your report has been sent').waitFor()
    expect(words()).toEqual([['It broke', true]])
    expect(asked(/PUT .*chunks\/0$/)).toBe(1)
  })

  test('sent just before leaving, it is handed to the browser', async () => {
    site.policy({ recordingSeconds: 0 })
    await visit()
    await write('Gone at once')
    const arrived = site.hold(/POST .*reports$/)
    await send()
    await arrived
    await page.goto('about:blank')
    await expect.poll(() => site.received.map(({ report }) => report.description)).toEqual(['Gone at once'])
  })

  test('where nothing can be kept it is sent all the same, and says so only when that fails', async () => {
    await context.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('blocked', 'SecurityError')
      }
    })
    await recorded()
    await write('From memory')
    await send()
    await page.getByText('Your report has been sent').waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
    await write('Offline')
    await context.setOffline(true)
    await send()
    await page.getByRole('alert').filter({ hasText: 'Keep this page open' }).waitFor()
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Your report has been sent').waitFor()
    expect(words()).toEqual([
      ['From memory', true],
      ['Offline', true],
    ])
  })

  test('a page that may keep nothing at all can send', async () => {
    const headers = { 'content-security-policy': 'sandbox allow-scripts allow-forms' }
    await page.goto(site.page('/sandboxed', `<h1>Shop</h1>${site.tag()}`, headers))
    await write('From a sandbox')
    await send()
    await page.getByText('Your report has been sent').waitFor()
    expect(words()).toEqual([['From a sandbox', true]])
  })

  test('a disk without room is no obstacle', async () => {
    await recorded()
    await write()
    const session = await context.newCDPSession(page)
    await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 1 })
    await context.setOffline(true)
    await send()
    await page.getByRole('alert').filter({ hasText: 'Keep this page open' }).waitFor()
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Your report has been sent').waitFor()
    expect(words()).toEqual([['It broke', true]])
  })

  test('five wait at most: a sixth is not kept, says so, and none is dropped', async () => {
    site.policy({ recordingSeconds: 0 })
    await visit()
    for (const number of ['1', '2', '3', '4', '5']) {
      await leaveOne(number)
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await write('6')
    await send()
    await page.getByRole('alert').filter({ hasText: 'other reports are waiting' }).waitFor()
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Your report has been sent').waitFor()
    await nothingRests(page)
    expect(new Set(words().map(([number]) => number))).toEqual(new Set(['1', '2', '3', '4', '5', '6']))
    expect(site.received).toHaveLength(6)
  })

  test('after 7 days it is given up, and the customer is told', async () => {
    site.policy({ recordingSeconds: 0 })
    await visit()
    site.cut(true)
    await leaveOne()
    await context.setOffline(false)
    await age(page, 6)
    await visit()
    await page.waitForRequest(/\/v1\/reports$/)
    expect(await resting(page)).toHaveLength(1)
    await age(page, 1.1)
    await visit()
    await page.getByRole('status').filter({ hasText: 'waited for more than 7 days' }).waitFor()
    expect(await news()).toEqual([['error', 'expired']])
    await nothingRests(page)
    expect(site.received).toEqual([])
  })

  test.each([
    [403, 'refused', 'not allowed to send'],
    [410, 'gone', 'has been deleted'],
    [413, 'too-large', 'too large'],
    [422, 'failed', 'could not be sent. Because.'],
  ])('a refusal with %i after a reload is told at the button and not tried again', async (status, code, text) => {
    site.policy({ recordingSeconds: 0 })
    await visit()
    site.cut(true)
    await leaveOne()
    await context.setOffline(false)
    await visit()
    await page.waitForRequest(/\/v1\/reports$/)
    site.refuse(/POST .*reports$/, { status, body: { detail: 'Because.' } })
    await rejoin()
    const note = page.getByRole('status').filter({ hasText: 'A report you sent earlier did not arrive.' })
    await note.waitFor()
    expect(await note.textContent()).toContain(text)
    expect(await news()).toEqual([['error', code]])
    await nothingRests(page)
    await page.getByRole('button', { name: 'Close this message' }).click()
    await page.getByText('did not arrive').waitFor({ state: 'detached' })
    await launched(page).click()
    await page.getByRole('dialog').waitFor()
    expect(site.received).toEqual([])
  })

  test.each(Object.keys(texts) as Language[])('fits a small window and is accessible in %s', async (language) => {
    const { button, queuedOffline, refusedLater, dontSend, closeNote } = texts[language]
    site.policy({ recordingSeconds: 0 })
    await page.setViewportSize({ width: 320, height: 560 })
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: language === 'de' ? 'dark' : 'light' })
    await visit(page, `data-locale="${language}"`)
    site.cut(true)
    await page.getByRole('button', { name: button }).click()
    await page.locator('button.main:enabled').waitFor()
    await page.locator('textarea').fill('Small')
    await context.setOffline(true)
    await send()
    await page.getByText(queuedOffline).waitFor()
    const within = () =>
      page.evaluate(() => {
        const boxes = [
          ...(document
            .querySelector('[data-vitrine]')
            ?.shadowRoot?.querySelectorAll('footer button, .aside, .aside button') ?? []),
        ]
          .filter((one) => one.checkVisibility())
          .map((one) => one.getBoundingClientRect())
        return boxes.every(({ left, right, top, bottom }) => left >= 0 && top >= 0 && right <= 320 && bottom <= 560)
      })
    await page.getByRole('button', { name: dontSend }).waitFor()
    expect([await violations(page), await within()]).toEqual([[], true])
    await page.locator('button.main').click()
    await context.setOffline(false)
    await visit(page, `data-locale="${language}"`)
    site.refuse(/POST .*reports$/, { status: 410 })
    await rejoin()
    await page.getByText(refusedLater).waitFor()
    await page.getByRole('button', { name: closeNote }).waitFor()
    expect([await violations(page), await within()]).toEqual([[], true])
  })

  test('waits as long as the server asks for, also after a reload', async () => {
    site.policy({ recordingSeconds: 0 })
    await visit()
    await write()
    site.refuse(/POST .*reports$/, { status: 503, headers: { 'retry-after': '1800' } })
    const before = Date.now()
    await send()
    await page.getByText('as soon as it can be received').waitFor()
    await expect.poll(async () => (await resting(page))[0]?.notBefore).toBeGreaterThan(before + 1_700_000)
    const loaded = page.waitForResponse(/sender\.js/)
    await visit()
    await loaded
    await page.waitForLoadState('networkidle')
    expect(asked(/POST .*reports$/)).toBe(1)
  })

  test('a token that has grown too old is renewed', async () => {
    await recorded()
    await write()
    site.refuse(/PUT/, { status: 401 })
    await send()
    await page.getByText('Your report has been sent').waitFor()
    expect(words()).toEqual([['It broke', true]])
    expect(asked(/POST .*reports$/)).toBe(2)
  })

  test.each(['consent({ record: false })', 'destroy({ forget: true })'])('%s deletes what waits', async (call) => {
    await recorded()
    site.cut(true)
    await leaveOne()
    await page.evaluate(`Vitrine.${call}`)
    await nothingRests(page)
    await context.setOffline(false)
    const ready = page.waitForResponse(/worker\.js/)
    await visit()
    await ready
    await page.waitForLoadState('networkidle')
    expect(asked(/POST .*reports/)).toBe(0)
    expect(asked(/sender/)).toBe(1)
  })

  test('destroy() alone leaves it for the next page', async () => {
    await recorded()
    site.cut(true)
    await leaveOne()
    await page.evaluate(() => window.Vitrine?.destroy())
    await context.setOffline(false)
    site.cut(false)
    expect(await resting(page)).toHaveLength(1)
    await visit()
    await heard('sent')
    expect(words()).toEqual([['It broke', true]])
  })

  test('a page where nothing waits opens no database and loads no sender', async () => {
    await context.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new Error('opened')
      }
    })
    await recorded()
    await page.waitForLoadState('networkidle')
    expect(asked(/sender/)).toBe(0)
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
  })

  test('a site that clears its storage does not strand a report', async () => {
    await recorded()
    site.cut(true)
    await leaveOne()
    await page.evaluate(() => localStorage.clear())
    await context.setOffline(false)
    site.cut(false)
    await visit()
    await heard('sent')
    expect(words()).toEqual([['It broke', true]])
  })

  test('two projects on one origin leave each other’s alone', async () => {
    site.policy({ recordingSeconds: 0 })
    await visit()
    site.cut(true)
    await leaveOne('Of the first')
    await context.setOffline(false)
    const second = site.tag().replace(publicKey, `pk_${'second'.repeat(4)}`)
    await page.goto(site.page('/second', second))
    site.cut(false)
    await write('Of the second')
    await send()
    await page.getByText('Your report has been sent').waitFor()
    await page.evaluate(() => window.Vitrine?.consent({ record: false }))
    expect(words()).toEqual([['Of the second', true]])
    expect(await resting(page)).toHaveLength(1)
    await visit()
    await heard('sent')
    expect(words().map(([words]) => words)).toEqual(['Of the second', 'Of the first'])
  })
})
