import type { Policy, SendReport } from '@vitrine/protocol'
import { defaultCapture } from '@vitrine/protocol'
import type { Browser, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumPath, launch } from './testing/browser.ts'
import { openSite, type Site } from './testing/site.ts'

const patient = 60_000

describe.skipIf(!chromiumPath)('on an odd page', () => {
  let browser: Browser
  let site: Site
  let page: Page
  let problems: string[]

  beforeAll(async () => {
    ;[browser, site] = await Promise.all([launch(), openSite()])
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })
  beforeEach(async () => {
    site.reset()
    const open: Partial<Policy> = {
      masking: { mode: 'open', block: [], mask: [], unmask: [], ignore: [] },
      capture: { ...defaultCapture, bodies: ['*'], sockets: ['*'] },
    }
    site.policy(open)
    problems = []
    page = await browser.newPage()
    page.on('pageerror', (error) => problems.push(error.stack ?? String(error)))
    return () => page.close()
  })

  const inPage = <T>(script: string, where: Pick<Page, 'evaluate'> = page): Promise<T> =>
    where.evaluate(`(async () => { ${script} })()`)
  /** What the page's own scripts do: a log line, a request, a change. */
  const live = `console.log('said', [1, [2]]); document.body.append('changed')
    window.answer = await (await fetch('/api/echo', { method: 'POST', body: '{"list":[1,[2]]}' })).json()`
  const sent = async (where: Pick<Page, 'getByRole' | 'getByText' | 'locator'> = page): Promise<SendReport> => {
    await where.getByRole('button', { name: 'Report Issue' }).click()
    await where.locator('textarea').first().fill('Odd')
    await where.locator('button:enabled', { hasText: 'Send report' }).click()
    await where.getByText('Your report has been sent').waitFor()
    return site.received.at(-1)?.report as SendReport
  }
  /** Everything that should be in the report is, once, and nothing went wrong on the page. */
  const expectWhole = ({ recording }: SendReport) => {
    expect(recording.console.map(({ args }) => args)).toContainEqual(['said', '[1,[2]]'])
    const requests = recording.timeline.filter((entry) => entry.kind === 'request' && entry.url.endsWith('/api/echo'))
    expect(requests).toMatchObject([{ status: 200, requestBody: '{"list":[1,[2]]}', responseBody: '{"list":[1,[2]]}' }])
    expect(recording.chunks).toBeGreaterThan(0)
    expect(JSON.stringify([...(site.received.at(-1)?.chunks.values() ?? [])])).toContain('changed')
    expect(problems).toEqual([])
  }
  const visit = async (before: string, headers: Record<string, string> = {}, nonce = '') => {
    const own = nonce && `nonce="${nonce}"`
    const url = site.page('/', `<script ${own}>${before}</script><h1>Odd</h1>${site.tag(own)}`, headers)
    await Promise.all([page.waitForResponse(/worker\.js/), page.goto(url)])
  }

  const oddities = {
    'frozen prototypes': `for (const one of [Object, Array, Function, Promise, Map, Element, Node, EventTarget, XMLHttpRequest, Error, RegExp, String])
      Object.freeze(one.prototype)`,
    'prototypes that a library has added to': `
      Object.prototype.extend = function extend() {}
      Array.prototype.toJSON = function () { return '[' + this.map((one) => JSON.stringify(one)).join(', ') + ']' }
      Array.prototype.each = function each() {}; String.prototype.toJSON = function () { return 'x' }`,
    'replaced built-ins': `
      const stringify = JSON.stringify
      JSON.stringify = (value) => stringify({ wrapped: value })
      window.Map = class extends Map {}; window.Promise = class extends Promise {}
      window.MutationObserver = class extends MutationObserver {}
      document.querySelector = () => { throw new Error('not this one') }
      Document.prototype.querySelectorAll = new Proxy(Document.prototype.querySelectorAll, {})`,
    'functions that another tool has wrapped': `
      for (const [owner, name] of [[window, 'fetch'], [XMLHttpRequest.prototype, 'send'], [history, 'pushState'], [console, 'log']]) {
        const original = owner[name]
        owner[name] = function (...args) { return original.apply(this, args) }
      }
      const { then } = Promise.prototype
      Promise.prototype.then = function (...args) { return then.apply(this, args) }`,
  }
  test.each(Object.entries(oddities))(
    'with %s',
    async (_, before) => {
      await visit(before)
      await inPage(live)
      expect(await inPage('return answer.list.length')).toBe(2)
      expectWhole(await sent())
    },
    patient,
  )

  test('fields that are named like parts of their form neither stop the page nor unmask', {
    timeout: patient,
  }, async () => {
    await visit('')
    await page.evaluate(() => {
      const form =
        '<form data-vitrine=mask><input name=parentNode><input name=nodeType><button type=button>Ada</button></form>'
      document.body.insertAdjacentHTML('beforeend', form)
    })
    // By the page itself: what drives the browser stumbles over such names too.
    await inPage(`const form = document.querySelector('form'); form.querySelector('button').click(); form.remove()`)
    const { recording } = await sent()
    const clicks = recording.timeline.filter(({ kind }) => kind === 'click')
    expect(clicks.length).toBeGreaterThan(0)
    expect(JSON.stringify(clicks)).not.toContain('Ada')
  })

  test('with globals that cannot be replaced, nothing is watched and nothing breaks', async () => {
    await visit(`const fixed = (owner, name) => Object.defineProperty(owner, name, { value: owner[name], writable: false, configurable: false })
      fixed(window, 'fetch'); fixed(window, 'WebSocket'); fixed(window, 'EventSource')
      for (const one of [console, history, XMLHttpRequest.prototype, Response.prototype, Navigator.prototype, WebSocket.prototype]) Object.freeze(one)`)
    await inPage(live)
    const { recording } = await sent()
    expect(recording.timeline.filter(({ kind }) => kind === 'request')).toEqual([])
    expect(recording.chunks).toBeGreaterThan(0)
    expect(problems).toEqual([])
  }, 60_000)

  test(
    'with clocks and timers that stand still',
    async () => {
      await visit('')
      await inPage(`
      const { now } = Date; Date.now = () => 0; performance.now = () => 0
      window.setTimeout = window.setInterval = window.requestAnimationFrame = window.requestIdleCallback = () => 0
      ${live}; Date.now = now`)
      expectWhole(await sent())
    },
    patient,
  )

  const violations = `window.violations = []
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective))`
  const policy = (server: string, more: string) =>
    `default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; style-src 'nonce-abc'; connect-src 'self' ${server}; base-uri 'none'; require-trusted-types-for 'script'; ${more}`

  test(
    'with a nonce, strict-dynamic and trusted types, without a single violation',
    async () => {
      const rules = policy(site.server, `worker-src blob:; trusted-types vitrine`)
      await visit(violations, { 'content-security-policy': rules }, 'abc')
      await inPage(live)
      expectWhole(await sent())
      expect(await inPage('return violations')).toEqual([])
    },
    patient,
  )

  test.each([
    [`worker-src 'none'; trusted-types vitrine`, 'worker-src'],
    [`worker-src blob:; trusted-types somebody-else`, 'trusted-types'],
  ])(
    'with %s, on its own thread',
    async (more, directive) => {
      await visit(violations, { 'content-security-policy': policy(site.server, more) }, 'abc')
      await inPage(live)
      expectWhole(await sent())
      // Browsers don't tell beforehand: the one attempt is told.
      expect(await inPage('return violations')).toEqual([directive])
    },
    patient,
  )

  test(
    'with another tool that comes after us and goes before or after',
    async () => {
      await visit('')
      const seen = await inPage<unknown[]>(`
      const start = () => new Promise((done) => { Vitrine.on('ready', done); Vitrine.init({ key: 'pk_testtesttesttesttesttest', server: '${site.server}' }) })
      const calls = []
      const wrap = () => { const before = window.fetch; window.fetch = function (...args) { calls.push(String(args[0])); return before.apply(this, args) }
        const mine = window.fetch; return () => { if (window.fetch === mine) window.fetch = before } }
      const status = async () => (await fetch('/api/json')).status
      const steps = []
      const unwrap = wrap(); steps.push(await status()); unwrap(); steps.push(await status())
      const later = wrap(); Vitrine.destroy(); steps.push(await status()); later(); steps.push(await status())
      await start(); const again = wrap(); Vitrine.destroy(); await start(); again(); steps.push(await status())
      return [steps, calls.filter((url) => url === '/api/json').length]`)
      expect(seen).toEqual([[200, 200, 200, 200, 200], 3])
      expect(problems).toEqual([])
    },
    patient,
  )

  test(
    'with classes of its own above the browser’s',
    async () => {
      await visit('window.Plain = WebSocket; window.names = Object.getOwnPropertyNames(WebSocket.prototype)')
      const seen = await inPage(`
      class Mine extends WebSocket { constructor(url) { super(url); this.mine = true } send(data) { super.send(data + '!') } }
      const socket = new Mine(location.origin.replace('http', 'ws') + '/socket')
      await new Promise((done) => { socket.onopen = done })
      const heard = new Promise((done) => { socket.onmessage = (event) => done(event.data) })
      socket.send('hi')
      const caught = (run) => { try { run() } catch (error) { return error.name } }
      return [await heard, socket.mine, socket instanceof Mine, socket instanceof WebSocket, socket.constructor === Mine,
        new WebSocket(socket.url).constructor === WebSocket, WebSocket.OPEN, WebSocket.name, WebSocket.length, String(WebSocket) === String(Plain),
        Object.getPrototypeOf(Mine) === WebSocket, WebSocket.prototype === Plain.prototype, socket instanceof Plain,
        caught(() => WebSocket('/x')), caught(() => new WebSocket()), caught(() => new WebSocket('ftp://x')), EventSource.CLOSED,
        new EventSource('/api/stream') instanceof EventSource, Object.getOwnPropertyNames(WebSocket.prototype).join() === names.join()]`)
      expect(seen).toEqual([
        'hi!',
        true,
        true,
        true,
        true,
        true,
        1,
        'WebSocket',
        1,
        true,
        true,
        true,
        true,
        'TypeError',
        'TypeError',
        'SyntaxError',
        2,
        true,
        true,
      ])
    },
    patient,
  )

  test(
    'with the tag twice, and with another project’s',
    async () => {
      const other = site.tag().replace('pk_test', 'pk_else')
      const warned: string[] = []
      page.on('console', (message) => message.type() === 'warning' && warned.push(message.text()))
      const url = site.page('/', `<h1>Odd</h1>${site.tag()}${site.tag()}${other}`.replaceAll('async', ''))
      await Promise.all([page.waitForResponse(/worker\.js/), page.goto(url)])
      await inPage(live)
      expect(await page.getByRole('button', { name: 'Report Issue' }).count()).toBe(1)
      const report = await sent()
      expectWhole(report)
      expect(report.recording.console.filter(({ args }) => args[0] === 'said')).toHaveLength(1)
      expect(warned).toEqual(['Vitrine is already running on this page.'])
    },
    patient,
  )

  test(
    'with a base address of its own',
    async () => {
      const url = site.page('/deep/', `<base href="http://127.0.0.1:1/elsewhere/"><h1>Odd</h1>${site.tag()}`)
      await Promise.all([page.waitForResponse(/worker\.js/), page.goto(url)])
      await inPage(live.replace("'/api/echo'", "location.origin + '/api/echo'"))
      expectWhole(await sent())
    },
    patient,
  )

  test(
    'that is XHTML',
    async () => {
      const html = `<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>Odd</title></head><body><h1>Odd</h1>${site.tag().replace('async crossorigin', 'async="" crossorigin=""')}</body></html>`
      const url = site.serve('/odd.xhtml', { html, headers: { 'content-type': 'application/xhtml+xml' } })
      await Promise.all([page.waitForResponse(/worker\.js/), page.goto(url)])
      await inPage(live)
      expectWhole(await sent())
    },
    patient,
  )

  test(
    'that is a drawing, where there is nothing for us to do',
    async () => {
      const src = /src="([^"]*)"/.exec(site.tag())?.[1] ?? ''
      const html = `<svg xmlns="http://www.w3.org/2000/svg"><script href="${src}" data-project="pk_testtesttesttesttesttest"/><circle r="9"/></svg>`
      await page.goto(site.serve('/odd.svg', { html, headers: { 'content-type': 'image/svg+xml' } }))
      expect(await inPage('return document.documentElement.outerHTML.includes("vitrine")')).toBe(false)
      expect(problems).toEqual([])
    },
    patient,
  )

  test(
    'that is written anew after it has loaded',
    async () => {
      await visit('')
      await page.getByRole('button', { name: 'Report Issue' }).waitFor()
      await inPage(
        `document.open(); document.write('<!doctype html><body><button id=fresh>Fresh</button>'); document.close()`,
      )
      await inPage(live)
      await page.locator('#fresh').click()
      const report = await sent()
      expect(report.recording.timeline.map((entry) => (entry.kind === 'click' ? entry.target : ''))).toContain(
        'button#fresh “Fresh”',
      )
      expectWhole(report)
    },
    patient,
  )

  test(
    'in a sandboxed frame without storage',
    async () => {
      site.page('/inside', `<h1>Odd</h1>${site.tag()}`)
      const url = site.page(
        '/',
        `<iframe sandbox="allow-scripts allow-forms" src="/inside" style="width:100%;height:600px"></iframe>`,
      )
      await Promise.all([page.waitForResponse(/worker\.js/), page.goto(url)])
      const frame = page.frame({ url: /inside/ })
      if (!frame) throw new Error('no frame')
      await inPage(`console.log('said', [1, [2]]); document.body.append('changed')`, frame)
      const { recording } = await sent(frame)
      expect(recording.console.map(({ args }) => args)).toContainEqual(['said', '[1,[2]]'])
      expect(problems).toEqual([])
    },
    patient,
  )

  test(
    'that is left and comes back as it was',
    async () => {
      const cached = await chromium.launch({
        executablePath: chromiumPath ?? '',
        args: ['--no-sandbox', '--disable-gpu', '--enable-features=BackForwardCache'],
        ignoreDefaultArgs: ['--disable-back-forward-cache'],
      })
      try {
        page = await (await cached.newContext()).newPage()
        // The page acts by itself: the driver loses sight of pages that come back.
        await visit(`addEventListener('pageshow', async (event) => {
        if (!event.persisted) return
        ${live}
        await Vitrine.report({ description: 'Back' })
        const { shadowRoot } = document.querySelector('[data-vitrine]')
        const wait = setInterval(() => { const send = [...shadowRoot.querySelectorAll('button:enabled')].find((button) => button.textContent === 'Send report')
          if (send) { clearInterval(wait); send.click() } }, 50) })`)
        const away = '<script>onpageshow = () => setTimeout(() => history.back(), 100)</script>'
        await page.goto(site.page('/elsewhere', away))
        await expect.poll(() => site.received.at(-1)?.complete, { timeout: 30_000 }).toBe(true)
        expectWhole(site.received.at(-1)?.report as SendReport)
      } finally {
        await cached.close()
      }
    },
    patient,
  )

  test(
    'with frames that come and go, each with requests of its own',
    async () => {
      await visit('')
      await inPage(`
      for (let i = 0; i < 10; i++) {
        const frame = document.createElement('iframe')
        frame.srcdoc = '<p>frame</p>'
        document.body.append(frame)
        await new Promise((done) => { frame.onload = done })
        void frame.contentWindow.fetch(location.origin + '/api/json').catch(() => {})
        if (i % 2) await new Promise((done) => setTimeout(done, 20))
        frame.remove()
      }
      ${live}`)
      expectWhole(await sent())
    },
    patient,
  )
})
