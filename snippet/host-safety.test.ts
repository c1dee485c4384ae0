import { defaultCapture } from '@vitrine/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumPath, launch } from './testing/browser.ts'
import { openSite, type Site } from './testing/site.ts'

/** Every property of every global, its statics and its prototype, as the page sees them. */
const surface = `
  const surface = () => {
    const all = new Map()
    const note = (label, owner) => {
      for (const key of Reflect.ownKeys(owner)) all.set(label + '.' + String(key), Reflect.getOwnPropertyDescriptor(owner, key))
    }
    note('window', window)
    note('console', console)
    for (const name of Object.getOwnPropertyNames(window)) {
      const { value } = Object.getOwnPropertyDescriptor(window, name)
      if (typeof value === 'function') note(name, value)
      if (typeof value === 'function' && value.prototype) note(name + '.prototype', value.prototype)
    }
    return all
  }
  const facets = ['value', 'get', 'set', 'enumerable', 'configurable', 'writable']
  const differing = (now) => [...before].flatMap(([name, was]) =>
    facets.every((facet) => Object.is(was[facet], now.get(name)?.[facet])) ? [] : [name])
  const before = surface()`

/** What is watched: a page on which none of it differs proves nothing. */
const watched = [
  'window.fetch',
  'window.WebSocket',
  'window.EventSource',
  'console.log',
  'XMLHttpRequest.open',
  'XMLHttpRequest.send',
  'History.pushState',
  'Navigator.sendBeacon',
  'WebSocket.send',
  'WebSocket.constructor',
  'EventSource.constructor',
  'EventSource.close',
  'Response.json',
  'Response.clone',
].map((name) => (/^[wc]/.test(name) ? name : name.replace('.', '.prototype.')))

describe.skipIf(!chromiumPath)('the page', () => {
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
    problems = []
    page = await browser.newPage()
    page.on('pageerror', (error) => problems.push(error.stack ?? String(error)))
    return () => page.close()
  })

  /** Opens a page whose own script runs before the snippet, and waits until everything is recorded. */
  const visit = async (body = '', script = '', headers = {}) => {
    const url = site.page('/', `${script && `<script>${script}</script>`}${body}${site.tag()}`, headers)
    await Promise.all([page.waitForResponse(/worker\.js/), page.goto(url)])
  }
  const inPage = <T>(script: string): Promise<T> => page.evaluate(`(async () => { ${script} })()`)

  test('gets the very promise of its own fetch, with arguments and `this` untouched', async () => {
    await visit(
      '',
      `const promise = Promise.resolve(new Response('x'))
       window.calls = []
       window.fetch = function fetch(...args) { window.calls.push([this, args]); return promise }
       window.original = window.fetch; window.promise = promise`,
    )
    const seen = await inPage(`
      const init = { method: 'PUT', body: 'b', get cache() { window.read = (window.read ?? 0) + 1; return 'no-store' } }
      const url = new URL('/x', location.href)
      const returned = fetch(url, init, 'third')
      const [self, args] = window.calls.at(-1)
      const foreign = {}
      fetch.call(foreign, '/y')
      return [
        returned === window.promise, self === undefined || self === window, args.length === 3, args[0] === url, args[1] === init,
        window.read === undefined, window.calls.at(-1)[0] === foreign, fetch.name, fetch.length, fetch.toString() === String(window.original),
        Object.keys(window).includes('fetch'),
      ]`)
    expect(seen).toEqual([true, true, true, true, true, true, true, 'fetch', 0, true, true])
  })

  test('sees functions that look as before', async () => {
    const looks = `[fetch, XMLHttpRequest.prototype.open, XMLHttpRequest.prototype.send, history.pushState, history.replaceState,
      console.log, console.error].map((f) => [f.name, f.length, f.toString(), String(f), f + '', 'prototype' in f, Object.keys(f).length,
      Object.getPrototypeOf(f) === Function.prototype, /\\[native code\\]/.test(Function.prototype.toString.call(f))])`
    await visit('', `window.looks = ${looks}`)
    const [now, was] = await inPage<[unknown, unknown]>(`return [${looks}, window.looks]`)
    expect(now).toEqual(was)
  })

  test('reads streams as they come, and can abort', async () => {
    await visit()
    const seen = await inPage(`
      const times = []
      const response = await fetch('/api/stream')
      const reader = response.body.getReader()
      for (;;) { const { done, value } = await reader.read(); if (done) break; times.push(new TextDecoder().decode(value)) }
      const controller = new AbortController()
      const aborted = fetch('/api/never', { signal: controller.signal }).catch((error) => error.name)
      controller.abort()
      const events = new EventSource('/api/stream')
      const first = await new Promise((done) => { events.onmessage = (event) => done(event.data) })
      events.close()
      const echoed = await (await fetch(new Request('/api/echo', { method: 'POST', body: 'whole body' }))).text()
      return [times, response.bodyUsed, await aborted, first, echoed]`)
    expect(seen).toEqual([['data: first\n\n', 'data: second\n\n'], true, 'AbortError', 'first', 'whole body'])
  })

  test('gets its own exceptions and rejections', async () => {
    await visit('<style>p{}</style>')
    const seen = await inPage(`
      const caught = (run) => { try { return run() } catch (error) { return error.name } }
      const sheet = document.styleSheets[0]
      return [
        caught(() => new XMLHttpRequest().send()),
        caught(() => new XMLHttpRequest().open('GET')),
        caught(() => sheet.insertRule('}{')),
        caught(() => sheet.deleteRule(99)),
        caught(() => history.pushState({}, '', 'https://elsewhere.test/')),
        caught(() => history.pushState(() => {}, '')),
        caught(() => fetch.call(5).catch((error) => error.name)) instanceof Promise,
        await fetch('http://127.0.0.1:1/').catch((error) => error.name + ': ' + error.message),
        await fetch('/x', { method: 'GET', body: 'no' }).catch((error) => error.name),
      ]`)
    expect(seen).toEqual([
      'InvalidStateError',
      'TypeError',
      'SyntaxError',
      'IndexSizeError',
      'SecurityError',
      'DataCloneError',
      true,
      'TypeError: Failed to fetch',
      'TypeError',
    ])
  })

  test('uses XMLHttpRequest as before: synchronous, subclassed, with its own listeners', async () => {
    await visit()
    const seen = await inPage(`
      const sync = new XMLHttpRequest()
      sync.open('GET', '/api/json', false)
      sync.send()
      class Mine extends XMLHttpRequest { send(body) { this.mine = true; return super.send(body) } }
      const own = new Mine()
      const order = []
      own.onloadend = () => order.push('property')
      own.addEventListener('loadend', () => order.push('listener'))
      own.open('POST', '/api/echo')
      own.responseType = 'json'
      const ended = new Promise((done) => own.addEventListener('loadend', done))
      own.send('{"a":1}')
      await ended
      return [sync.status, sync.responseText, own.mine, own instanceof XMLHttpRequest, own.response, order, XMLHttpRequest.DONE]`)
    expect(seen).toEqual([200, '{"ok":true}', true, true, { a: 1 }, ['property', 'listener'], 4])
  })

  test('logs and navigates as before', async () => {
    const lines: string[] = []
    page.on('console', (message) => lines.push(`${message.type()} ${message.text()}`))
    await visit()
    const seen = await inPage(`
      const returned = [console.log('%s is %d', 'one', 1, { a: 1 }), console.error(new Error('mine')), console.warn()]
      let read = 0
      const tricky = { get secret() { read++; return 1 }, toString() { read++; return '' }, toJSON() { read++; return {} } }
      console.info(tricky)
      await new Promise((done) => setTimeout(done, 50))
      const states = []
      addEventListener('popstate', (event) => states.push(event.state))
      history.pushState({ at: 1 }, '', '/one'); history.pushState({ at: 2 }, '', '/two')
      history.back()
      await new Promise((done) => addEventListener('popstate', done, { once: true }))
      return [returned, read, states, location.pathname, history.state, history.length > 2]`)
    expect(seen).toEqual([[undefined, undefined, undefined], 0, [{ at: 1 }], '/one', { at: 1 }, true])
    expect(lines).toContain('log %s is %d one 1 {a: 1}')
    expect(lines.some((line) => line.startsWith('error Error: mine'))).toBe(true)
  })

  test('never sees an exception of ours', async () => {
    await visit('<button id=b>b</button>')
    await inPage(
      `Element.prototype.closest = () => { throw new Error('sabotage') }
       Element.prototype.matches = () => { throw new Error('sabotage') }
       Date.now = () => { throw new Error('sabotage') }
       performance.now = () => { throw new Error('sabotage') }
       Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error('sabotage') }`,
    )
    const seen = await inPage(`
      const log = console.log({ toString() { throw 1 }, get a() { throw 2 } }, new Proxy({}, { ownKeys() { throw 3 } }), Symbol('x'))
      const response = await fetch('/api/json')
      history.pushState({}, '', '/sabotaged')
      document.body.append(document.createElement('p'))
      document.querySelector('#b').click()
      await new Promise((done) => setTimeout(done, 100))
      return [log, response.status, location.pathname]`)
    expect(seen).toEqual([undefined, 200, '/sabotaged'])
    expect(problems).toEqual([])
  })

  test('gets everything back when the snippet is destroyed', async () => {
    site.policy({ capture: { ...defaultCapture, bodies: ['*'], sockets: ['*'] } })
    await visit('<div id=host></div>', surface)
    const changed = await inPage<{ during: string[]; after: string[]; order: boolean; left: number; own: boolean }>(`
      const order = [...before.keys()].join()
      const socket = new WebSocket(location.origin.replace('http', 'ws') + '/socket')
      await new Promise((done) => { socket.onopen = done })
      const during = differing(surface())
      Vitrine.destroy()
      const after = surface()
      delete window.Vitrine
      return { during, after: differing(after), order: [...surface().keys()].filter((key) => before.has(key)).join() === order,
        left: document.querySelectorAll('[data-vitrine]').length, own: Object.hasOwn(history, 'pushState') }`)
    expect(changed).toMatchObject({ after: [], order: true, left: 0, own: false })
    expect(changed.during).toEqual(expect.arrayContaining(watched))
  })

  test('keeps what it patched on top; ours then only passes through', async () => {
    await visit()
    const seen = await inPage(`
      const ours = window.fetch
      const mine = (...args) => ours(...args)
      window.fetch = mine
      Vitrine.destroy()
      const kept = window.fetch === mine
      const { status } = await fetch('/api/json')
      Vitrine.init({ key: 'pk_testtesttesttesttesttest', server: '${site.server}' })
      await new Promise((done) => Vitrine.on('ready', done))
      return [kept, status, (await fetch('/api/json')).status]`)
    expect(seen).toEqual([true, 200, 200])
  })

  const strict = (server: string) =>
    [
      `default-src 'none'; script-src 'nonce-abc'; connect-src 'self' ${server}; worker-src 'none'; style-src 'self'`,
      `img-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types vitrine`,
    ].join('; ')

  test('may have a strict content security policy', async () => {
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    const body = `<h1>Strict</h1>${site.tag('nonce="abc"')}`
    const url = site.page('/', body, { 'content-security-policy': strict(site.server) })
    await Promise.all([page.waitForResponse(/worker\.js/), page.goto(url)])
    await inPage(`document.querySelector('h1').style.color = 'red'; document.querySelector('h1').style.color = 'blue'`)
    const button = page.getByRole('button', { name: 'Report Issue' })
    expect(await button.evaluate((element) => getComputedStyle(element).position)).toBe('fixed')
    await button.click()
    await page.getByLabel('What happened?').fill('Strict')
    await page.getByRole('button', { name: 'Send report' }).and(page.locator(':enabled')).click()
    await page.getByText('Your report has been sent').waitFor()
    expect(JSON.stringify([...(site.received[0]?.chunks.values() ?? [])])).toContain('blue')
    // The one attempt to start a worker is told, and nothing else.
    expect(complaints.filter((text) => /policy/i.test(text))).toEqual([expect.stringContaining("worker-src 'none'")])
  })

  test('may allow our host and blob workers instead of a nonce', async () => {
    const policy = `script-src ${site.server}; connect-src ${site.server}; worker-src blob:; style-src 'none'`
    await page.goto(site.page('/', `<h1>Hosts</h1>${site.tag()}`, { 'content-security-policy': policy }))
    await page.waitForResponse(/vitrine\/worker\.js/)
    expect(page.workers().map((worker) => worker.url().split(':')[0])).toEqual(['blob'])
  })

  test('no built file evaluates text as code or sets inline styles', async () => {
    for (const name of ['v', 'recorder', 'extras', 'worker', 'dialog', 'review', 'sender']) {
      const response = await fetch(`${site.server}${name === 'v' ? '/' : '/vitrine/'}${name}.js`)
      const code = await response.text()
      expect(code).not.toMatch(/\beval\(|new Function|\.innerHTML\s*=|setAttribute\(["'`]style/)
      expect(code).not.toContain('__BUILD__')
    }
  })
})
