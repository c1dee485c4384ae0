import { createHash } from 'node:crypto'
import { visitorText } from '@vitrine/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumPath, launch } from './testing/browser.ts'
import { balanced, signPolicy } from './testing/receiver.ts'
import { openSite, type Site } from './testing/site.ts'

const shop = '<h1>Shop of joe@example.com</h1><button id=buy>Buy</button>'

describe.skipIf(!chromiumPath)('a report', () => {
  let browser: Browser
  let site: Site
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
    page = await browser.newPage()
    return () => page.close()
  })

  const asked = () => site.seen.filter(({ host }) => host === 'server').map(({ method, path }) => `${method} ${path}`)
  const recording = () => page.waitForResponse(/worker\.js/)
  /** Opens a page with the snippet and waits until its picture is being recorded. */
  const visit = async (body = shop, attributes = '') => {
    await Promise.all([recording(), page.goto(site.page('/', body + site.tag(attributes)))])
  }
  const open = async () => {
    await page.getByRole('button', { name: 'Report Issue' }).click()
    await page.getByRole('button', { name: 'Send report' }).and(page.locator(':enabled')).waitFor()
  }
  const send = async (words = 'It broke') => {
    await page.getByLabel('What happened?').fill(words)
    await page.locator('button.main').click()
  }
  const sent = () => page.getByText('Your report has been sent').waitFor()
  const alert = () => page.getByRole('alert').filter({ hasText: /./ }).textContent()
  const row = (label: string) => page.locator('dl div', { hasText: label }).locator('dd').textContent()

  test('before the click only script files, the policy and the ping leave', async () => {
    const elsewhere: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(site.origin) && !request.url().startsWith(site.server))
        elsewhere.push(request.url())
    })
    await visit()
    await page.click('#buy')
    await page.evaluate(() => console.error('broken', fetch('/api/json')))
    await page.waitForLoadState('networkidle')
    expect(new Set(asked())).toEqual(
      new Set(['GET /v.js', 'GET /v1/policy', 'POST /v1/ping', 'GET /vitrine/recorder.js', 'GET /vitrine/worker.js']),
    )
    const ours = site.seen.filter(({ path }) => path.startsWith('/v1/'))
    expect(ours.map(({ headers }) => headers.referer ?? headers.cookie)).toEqual(ours.map(() => undefined))
    expect(elsewhere.filter((url) => !url.startsWith('blob:'))).toEqual([])
  })

  test('carries the picture, console, requests, errors, navigations and clicks, masked', async () => {
    await visit()
    await page.addScriptTag({
      content: `console.warn('login of joe@example.com', { password: 'hunter2', cart: 3 }) //# sourceURL=/app.js`,
    })
    await page.evaluate(async () => {
      history.pushState({}, '', '/cart?email=joe%40example.com')
      await fetch('/api/json?token=abcdef1234567890abcd', { method: 'POST', body: 'x=1' })
      await new Promise((done) => {
        const xhr = new XMLHttpRequest()
        xhr.open('GET', '/api/broken')
        xhr.onloadend = done
        xhr.send()
      })
      setTimeout(() => {
        throw new TypeError('no total for joe@example.com')
      })
      void Promise.reject(new Error('rejected'))
    })
    for (let i = 0; i < 3; i++) await page.click('#buy')
    await open()
    await send('The total is wrong')
    await sent()
    const [one] = site.received
    expect(one?.complete).toBe(true)
    const { report } = one ?? {}
    expect(report?.description).toBe('The total is wrong')
    const timeline = report?.recording.timeline ?? []
    const kinds = new Set(timeline.map(({ kind }) => kind))
    expect(kinds).toEqual(new Set(['navigation', 'request', 'error', 'click', 'rage-click', 'vital']))
    expect(timeline.toSorted((a, b) => a.at - b.at)).toEqual(timeline)
    expect(timeline.filter(({ kind }) => kind === 'request')).toMatchObject([
      { via: 'fetch', method: 'POST', status: 200, requestBytes: 3, responseBytes: 11 },
      { via: 'xhr', method: 'GET', status: 500, url: `${site.origin}/api/broken` },
    ])
    expect(timeline.find(({ kind }) => kind === 'rage-click')).toMatchObject({ clicks: 3, target: 'button#buy “Buy”' })
    const [warning] = report?.recording.console ?? []
    expect(warning).toMatchObject({ level: 'warn' })
    expect(warning?.stack?.split('\n')[0]).toContain('/app.js:')
    expect(report?.pageUrl).toContain('/cart?email=')
    expect(report?.maskCounts['email']).toBeGreaterThan(0)
    const events = [...(one?.chunks.values() ?? [])].flat()
    expect(events.slice(0, 2).map(({ type }) => type)).toEqual([4, 2])
    const everything = JSON.stringify([report, events])
    for (const secret of ['joe@', 'joe%40', 'hunter2', 'abcdef1234567890abcd']) expect(everything).not.toContain(secret)
    expect(everything).toContain('Shop of')
    expect(everything).not.toContain('Report Issue')
  })

  test('survives passing failures without doubling anything', async () => {
    await visit()
    await open()
    const busy = { status: 503, headers: { 'retry-after': '0' } }
    site.refuse(/POST .*reports$/, busy)
    site.refuse(/PUT .*chunks\/0/, busy)
    site.refuse(/complete/, { status: 429, headers: { 'retry-after': '1' } })
    await send()
    await sent()
    expect(site.received).toHaveLength(1)
    expect(site.received[0]?.complete).toBe(true)
    expect(asked().filter((request) => request.startsWith('PUT'))).toHaveLength(2)
  })

  test('goes on after a failure and a lost connection with the same ids, and sends no chunk twice', async () => {
    await visit()
    await open()
    site.refuse(/complete/, { status: 400, body: { detail: 'Cut off.', hint: 'Try again.' } })
    await send('Words to keep')
    expect(await alert()).toBe('The report could not be sent. Cut off. Try again.')
    expect(await page.getByLabel('What happened?').inputValue()).toBe('Words to keep')
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Your report is safe on this device').waitFor()
    await page.context().setOffline(false)
    await sent()
    expect(site.received).toHaveLength(1)
    expect(asked().filter((request) => request.startsWith('PUT'))).toHaveLength(1)
  })

  test('says when the origin is refused, and when the replay is too large', async () => {
    await visit()
    await open()
    site.refuse(/POST .*reports$/, { status: 403, body: { code: 'origin-not-allowed', detail: 'x' } })
    await send()
    expect(await alert()).toMatch(/^This site is not allowed/)
    site.refuse(/PUT/, { status: 413, body: { detail: 'x' } })
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('button', { name: 'Send without replay' }).click()
    await sent()
    const [whole, bare] = site.received
    expect(bare?.report.id).not.toBe(whole?.report.id)
    expect(bare?.report.recording.chunks).toBe(0)
    expect(bare?.complete).toBe(true)
  })

  test('can be stopped while it is being sent, and keeps the words after closing', async () => {
    await visit()
    await open()
    const arrived = site.hold(/PUT/)
    await send('Half a sentence')
    await arrived
    await page.getByRole('status').filter({ hasText: 'Sending…' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Send report' }).and(page.locator(':enabled')).waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await open()
    expect(await page.getByLabel('What happened?').inputValue()).toBe('Half a sentence')
    await page.waitForFunction(async () => (await indexedDB.databases()).length === 0)
    expect(site.received.every(({ complete }) => !complete)).toBe(true)
  })

  test('carries a description only where recording is off', async () => {
    site.policy({ recordingSeconds: 0 })
    await page.goto(site.page('/', shop + site.tag()))
    await page.evaluate(() => console.error('not kept'))
    await page.getByRole('button', { name: 'Report Issue' }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(asked().some((request) => request.includes('recorder'))).toBe(false)
    await open()
    expect(await row('Replay of this page')).toBe('none')
    await page.getByRole('button', { name: 'Send report' }).click()
    await page.getByText('Please write what happened.').waitFor()
    await send('Only words')
    await sent()
    const recorded = site.received[0]?.report.recording
    expect(recorded).toMatchObject({ chunks: 0, console: [], timeline: [] })
    expect(asked().some((request) => request.includes('worker'))).toBe(false)
  })

  test('masks everything while the rules cannot be trusted, and says so', async () => {
    site.answerPolicy({ ...signPolicy(balanced), signature: 'AAAA' })
    await visit('<h1>Secret heading</h1><button id=buy>Buy now</button>')
    await open()
    await page.getByText('The site’s rules are not available').waitFor()
    await send()
    await sent()
    expect(JSON.stringify([...(site.received[0]?.chunks.values() ?? [])])).not.toMatch(/Secret|heading|Buy now/)
  })

  test('keeps signed rules for a day, for when they cannot be fetched', async () => {
    await visit()
    site.refuse(/policy/, { status: 500 })
    await visit()
    await open()
    expect(await page.getByText('The site’s rules are not available').count()).toBe(0)
    await page.clock.install({ time: Date.now() + 25 * 3_600_000 })
    site.refuse(/policy/, { status: 500 })
    await page.reload()
    await page.waitForFunction(() => localStorage.length === 0)
  })

  test('an unproven policy can turn recording off, but unmask nothing', async () => {
    const { policy } = signPolicy({ recordingSeconds: 0, masking: { mode: 'open' } } as never)
    site.answerPolicy({ policy, signature: '' })
    await page.goto(site.page('/', shop + site.tag()))
    await open()
    expect(await row('Replay of this page')).toBe('none')
    await page.getByText('The site’s rules are not available').waitFor()
  })

  test('identify, setContext, on, report and the second snippet', async () => {
    const warnings: string[] = []
    page.on('console', (message) => warnings.push(message.text()))
    await visit(shop, 'data-button="hidden"')
    expect(await page.getByRole('button', { name: 'Report Issue' }).count()).toBe(0)
    await page.evaluate(async () => {
      const { Vitrine } = window
      Vitrine?.identify('visitor-7', { plan: 'gold' })
      Vitrine?.setContext({ order: 4711, contact: 'joe@example.com' })
      const news: unknown[] = []
      Reflect.set(window, 'news', news)
      for (const name of ['open', 'sent', 'close'] as const) Vitrine?.on(name, () => news.push(name))
      await Vitrine?.report({ description: 'Filled in' })
    })
    await page.addScriptTag({ content: 'Vitrine.init({ key: "pk_x", server: "http://localhost" })' })
    expect(warnings).toContain('Vitrine is already running on this page.')
    expect(await row('Details from this site')).toBe('visitor, plan, order, contact')
    await page.getByRole('button', { name: 'Send report' }).click()
    await sent()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.waitForFunction(() => String(Reflect.get(window, 'news')) === 'open,sent,close')
    const context = { visitor: 'visitor-7', plan: 'gold', order: 4711, contact: '[email]' }
    const visitor = createHash('sha256').update(visitorText('visitor-7')).digest('hex')
    expect(site.received[0]?.report).toMatchObject({ description: 'Filled in', context, visitor })
  })

  test('without consent nothing is kept; withdrawal forgets', async () => {
    await page.goto(site.page('/', shop + site.tag('data-consent="required"')))
    await page.getByRole('button', { name: 'Report Issue' }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate(() => console.error('before'))).toBeUndefined()
    await Promise.all([recording(), page.evaluate(() => window.Vitrine?.consent({ record: true }))])
    await page.evaluate(() => {
      console.error('during')
      window.Vitrine?.consent({ record: false })
    })
    await open()
    expect([await row('Replay of this page'), await row('Console messages')]).toEqual(['none', '0'])
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
  })

  test('withdrawal also forgets what the dialog saw before the page had loaded', async () => {
    const url = site.page('/', `${shop}<img src="/api/never">${site.tag()}`)
    await page.goto(url, { waitUntil: 'domcontentloaded' })
    await page.getByRole('button', { name: 'Report Issue' }).waitFor()
    await page.evaluate(() => console.error('before'))
    await open()
    expect(await row('Console messages')).toBe('1')
    await page.keyboard.press('Escape')
    await page.evaluate(() => {
      window.Vitrine?.consent({ record: false })
      window.Vitrine?.consent({ record: true })
    })
    await open()
    expect(await row('Console messages')).toBe('0')
  })
})
