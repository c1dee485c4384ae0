import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumPath, launch } from './testing/browser.ts'
import { openSite, type Site } from './testing/site.ts'

/** What the page hears of promises that failed, and whether it is the very promise. */
const ears = `
  window.heard = []
  window.mine = []
  for (const name of ['unhandledrejection', 'rejectionhandled']) {
    addEventListener(name, (event) => heard.push(name + ' ' + mine.indexOf(event.promise) + ' ' + event.reason.name))
  }`

/** Ways to ask a promise how it ends; the numbers of those that nobody asks, or asks without an answer to failure. */
const ways = `
  const failing = () => { const promise = fetch('/api/reset'); mine.push(promise); return promise }
  failing()
  failing().catch(() => {})
  failing().then(() => {}, () => {})
  const derived = failing().then(() => {}); mine.push(derived)
  ;(async () => { try { await failing() } catch {} })()
  mine.push((async () => { await failing() })())
  Promise.all([failing(), failing()]).catch(() => {})
  Promise.race([failing()]).catch(() => {})
  Promise.allSettled([failing()])
  ;(async () => failing())().catch(() => {})
  new Promise((done) => done(failing())).catch(() => {})
  failing().finally(() => {}).catch(() => {})
  const late = failing(); setTimeout(() => late.catch(() => {}), 1500)
  const slow = fetch('/api/late-reset'); mine.push(slow)
  const invalid = fetch('/api/broken').then((response) => { const read = response.json(); mine.push(read); return undefined })`

describe.skipIf(!chromiumPath)('promises of the page', () => {
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

  /** Runs it in a page with and without the snippet; a script of the page's own, whose failures browsers tell of. */
  const heardIn = async (snippet: boolean, before = '') => {
    const run = `<script>${ears};${before}; window.go = () => { ${ways} }</script>`
    const url = site.page(snippet ? '/with' : '/without', run + (snippet ? site.tag() : ''))
    await Promise.all([snippet ? page.waitForResponse(/worker\.js/) : undefined, page.goto(url)])
    await page.evaluate(
      `const script = document.createElement('script'); script.textContent = 'go()'; document.body.append(script)`,
    )
    await page.waitForFunction(`window.heard.some((line) => line.startsWith('rejectionhandled'))`)
    return page.evaluate(`heard.toSorted()`)
  }

  test('fail as if nobody had looked: the same events, for the same promises', async () => {
    const without = await heardIn(false)
    expect(without).toEqual(expect.arrayContaining([expect.stringMatching(/^unhandledrejection 0 TypeError/)]))
    expect((without as string[]).length).toBeGreaterThan(5)
    expect(await heardIn(true)).toEqual(without)
  })

  test('fail so where zone.js-like promises stand in for the browser’s', async () => {
    const zone = `
      const Native = window.Promise, original = window.fetch
      class ZonePromise extends Native { static get [Symbol.species]() { return ZonePromise } }
      window.Promise = ZonePromise
      window.fetch = function fetch(...args) { return new ZonePromise((done, fail) => original.apply(this, args).then(done, fail)) }`
    const without = await heardIn(false, zone)
    expect(await heardIn(true, zone)).toEqual(without)
  })

  test('look like the page’s own; a frozen one works, too', async () => {
    await Promise.all([page.waitForResponse(/worker\.js/), page.goto(site.page('/', site.tag()))])
    const seen = await page.evaluate(`(async () => {
      const look = (promise) => [promise instanceof Promise, Object.getOwnPropertyNames(promise).length, String(promise), promise.constructor === Promise,
        Object.getPrototypeOf(promise) === Promise.prototype, promise.then === Promise.prototype.then]
      const one = fetch('/api/json'), two = fetch('/api/json'), frozen = Object.freeze(fetch('/api/json'))
      await two
      return [look(one), look(two), (await one).status, (await frozen).status]
    })()`)
    const own = [true, 0, '[object Promise]', true, true, true]
    expect(seen).toEqual([own, own, 200, 200])
  })
})
