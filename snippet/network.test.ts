import type { Policy, TimelineEntry } from '@vitrine/protocol'
import { defaultCapture } from '@vitrine/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumPath, launch } from './testing/browser.ts'
import { openSite, type Site } from './testing/site.ts'

type Request = Extract<TimelineEntry, { kind: 'request' }>

describe.skipIf(!chromiumPath)('what a page asks for and is told', () => {
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

  const inPage = <T>(script: string): Promise<T> => page.evaluate(`(async () => { ${script} })()`)
  /** A script of the page's own: only of these do browsers tell what failed unhandled. */
  const pageScript = (code: string) =>
    page.evaluate((text) => {
      document.body.append(Object.assign(document.createElement('script'), { textContent: text }))
    }, code)
  const open = (capture: Partial<Policy['capture']> = {}, mode: Policy['masking']['mode'] = 'open') =>
    site.policy({
      masking: { mode, block: [], mask: [], unmask: [], ignore: [] },
      capture: { ...defaultCapture, ...capture },
    })
  const visit = async (body = '') =>
    Promise.all([page.waitForResponse(/worker\.js/), page.goto(site.page('/', body + site.tag()))])
  const timeline = async (): Promise<TimelineEntry[]> => {
    await page.evaluate(() => window.Vitrine?.report({ description: 'x' }))
    await page.getByRole('button', { name: 'Send report' }).click()
    await page.getByText('Your report has been sent').waitFor()
    return site.received.at(-1)?.report.recording.timeline ?? []
  }
  const requests = async () => (await timeline()).filter((entry): entry is Request => entry.kind === 'request')
  const paths = (list: Request[]) =>
    list.map(({ via, method, url, status }) => [via, method, new URL(url).pathname, status])

  test('requests of every kind, also those nobody waits for and those without an answer', async () => {
    open()
    await visit()
    await pageScript(`fetch('/api/json'); fetch('/api/reset')`)
    await inPage(`
      void fetch('/api/never')
      void fetch('http://localhost:' + new URL('${site.server}').port + '/nothing', { mode: 'no-cors' }).then(() => {})
      await fetch('/api/broken')
      navigator.sendBeacon('/api/echo', 'beacon')
      const xhr = new XMLHttpRequest(); xhr.open('PUT', '/api/echo'); xhr.send('abc')
      await new Promise((done) => { xhr.onloadend = done })
      await new Promise((done) => setTimeout(done, 1500))`)
    const all = await requests()
    expect(new Set(paths(all).map(String))).toEqual(
      new Set([
        'fetch,GET,/api/json,200',
        'fetch,GET,/api/reset,0',
        'fetch,GET,/nothing,202',
        'fetch,GET,/api/broken,500',
        'beacon,POST,/api/echo,202',
        'xhr,PUT,/api/echo,200',
      ]),
    )
    expect(all.find(({ url }) => url.endsWith('/api/reset'))?.error).toBe('TypeError: Failed to fetch')
    expect(all.find(({ via }) => via === 'xhr')).toMatchObject({ requestBytes: 3, responseBytes: 3 })
    expect(all.find(({ via }) => via === 'xhr')?.firstByteMs).toBeGreaterThanOrEqual(0)
    expect(JSON.stringify(all)).not.toContain('Body')
  })

  test('a request that the page still waits for', async () => {
    open()
    await visit()
    await inPage(`fetch('/api/never').then(() => {}); await new Promise((done) => setTimeout(done, 1100))`)
    const [waiting] = await requests()
    expect(waiting).toMatchObject({ status: 0, error: 'no answer yet' })
    expect(waiting?.durationMs).toBeGreaterThan(1_000)
  })

  test('bodies of the addresses that the project names, masked, and of no other', async () => {
    open({ bodies: ['/api/echo*'] }, 'balanced')
    await visit()
    const unread = await inPage(`
      const post = (body, path = '/api/echo') => fetch(path, { method: 'POST', body })
      await (await post(JSON.stringify({ order: 'first', password: 'hunter22', mail: 'joe@secret.test', list: [1, 2] }))).json()
      await (await post('order=second&card=4111111111111111&pin=1234')).text()
      const form = new FormData()
      form.append('order', 'third'); form.append('token', 'hunter23')
      form.append('photo', new File(['hunter24'], 'me.png', { type: 'image/png' }))
      await (await post(form, '/api/echo-form')).text()
      await (await post(new TextEncoder().encode('{"order":"fourth"}'))).clone().arrayBuffer()
      await (await post(new Blob([new Uint8Array([0, 1, 2])], { type: 'image/png' }))).blob()
      const xhr = new XMLHttpRequest(); xhr.open('POST', '/api/echo'); xhr.responseType = 'json'
      xhr.send('{"order":"fifth","secret":"hunter25"}')
      await new Promise((done) => { xhr.onloadend = done })
      await (await fetch('/api/json')).json()
      const unread = await post('sixth unread')
      return [unread.bodyUsed, unread.body.locked, xhr.response]`)
    expect(unread).toEqual([false, false, { order: 'fifth', secret: 'hunter25' }])
    const all = await requests()
    expect(JSON.stringify(all).match(/hunter\d+|joe@|4111|1234/g)).toBeNull()
    const [first, second, third, fourth, blob, fifth, json, sixth] = all
    expect(first).toMatchObject({
      requestBody: '{"order":"first","password":"•••••","mail":"[email]","list":[1,2]}',
      responseBody: '{"order":"first","password":"•••••","mail":"[email]","list":[1,2]}',
    })
    expect(second?.responseBody).toContain('"order":"second"')
    expect(third?.requestBody).toContain('{"order":"third","token":"•••••","photo":{"file":"me.png","bytes":8}}')
    expect(fourth).toMatchObject({ requestBody: '{"order":"fourth"}', responseBody: '{"order":"fourth"}' })
    expect(blob).toMatchObject({ requestBody: '[image/png, 3 bytes]' })
    expect(fifth).toMatchObject({ responseBody: '{"order":"fifth","secret":"•••••"}' })
    expect(json?.responseBody).toBeUndefined()
    expect(sixth?.requestBody).toBe('sixth unread')
    expect(sixth?.responseBody).toBeUndefined()
  })

  test('answers are cut, and never read before the page reads them', async () => {
    open({ bodies: ['*'] })
    await visit()
    const seen = await inPage(`
      const long = await (await fetch('/api/echo', { method: 'POST', body: 'word '.repeat(50000) })).text()
      const stream = await fetch('/api/stream')
      const reader = stream.body.getReader()
      const first = new TextDecoder().decode((await reader.read()).value)
      await reader.cancel()
      const invalid = await (await fetch('/api/broken')).json().catch((error) => error.name)
      return [long.length, first, invalid]`)
    expect(seen).toEqual([250_000, 'data: first\n\n', 'SyntaxError'])
    const [long, stream, invalid] = await requests()
    expect([long?.requestBody?.length, long?.responseBody?.length]).toEqual([20_000, 20_000])
    expect([stream?.responseBody, invalid?.responseBody]).toEqual([undefined, undefined])
  })

  test('connections: opened, closed, how much; what was said only where it is asked for', async () => {
    open({ sockets: ['/socket'], bodies: ['/api/stream'] })
    await visit()
    await inPage(`
      const address = location.origin.replace('http', 'ws')
      const talk = async (say) => {
        const socket = new WebSocket(address + '/socket')
        await new Promise((done) => { socket.onopen = done })
        const closed = new Promise((done) => { socket.onclose = done })
        for (const one of say) { socket.send(one); await new Promise((done) => { socket.onmessage = done; socket.addEventListener('close', done) }) }
        socket.close()
        await closed
      }
      await talk(['{"hello":"you","password":"hunter26"}', new Uint8Array([1, 2, 3])])
      await talk(['close 4001'])
      const refused = new WebSocket(address + '/refused')
      await new Promise((done) => { refused.onclose = done })
      const events = new EventSource('/api/stream')
      await new Promise((done) => { events.onmessage = done })
      events.close()
      new EventSource('/api/stream').close()`)
    const all = await timeline()
    const lines = all.filter((entry): entry is Request => entry.kind === 'request')
    expect(paths(lines)).toEqual([
      ['websocket', 'GET', '/socket', 101],
      ['websocket', 'CLOSE', '/socket', 101],
      ['websocket', 'GET', '/socket', 101],
      ['websocket', 'CLOSE', '/socket', 0],
      ['websocket', 'GET', '/refused', 0],
      ['sse', 'GET', '/api/stream', 200],
      ['sse', 'CLOSE', '/api/stream', 200],
      ['sse', 'GET', '/api/stream', 0],
    ])
    expect(lines[1]).toMatchObject({ messages: 4, requestBytes: 40, responseBytes: 40 })
    expect([lines[3]?.error, lines[4]?.error, lines[6]?.messages, lines[7]?.error]).toEqual([
      'closed 4001',
      'closed 1006',
      1,
      'aborted',
    ])
    const frames = all.flatMap((entry) => (entry.kind === 'frame' ? [[entry.direction, entry.bytes, entry.text]] : []))
    expect(frames).toEqual([
      ['sent', 37, '{"hello":"you","password":"•••••"}'],
      ['received', 37, '{"hello":"you","password":"•••••"}'],
      ['sent', 3, undefined],
      ['received', 3, undefined],
      ['sent', 10, 'close 4001'],
      ['received', 5, 'first'],
    ])
  })

  test('moments of the page’s own, and how fast it is', async () => {
    open({}, 'strict')
    await visit('<h1>A heading large enough</h1>')
    await inPage(`
      Vitrine.event('checkout-failed'); Vitrine.event('Anna Schmidt bought it')
      await new Promise((done) => setTimeout(() => {
        const until = performance.now() + 350
        while (performance.now() < until);
        done()
      }))
      await new Promise((done) => setTimeout(done, 100))`)
    const all = await timeline()
    expect(all.flatMap((entry) => (entry.kind === 'mark' ? [entry.name] : []))).toEqual([
      'checkout-failed',
      '••••• ••••• ••••• •••••',
    ])
    const vitals = new Map(all.flatMap((entry) => (entry.kind === 'vital' ? [[entry.name, entry.value]] : [])))
    expect([...vitals.keys()].toSorted()).toEqual(expect.arrayContaining(['CLS', 'FCP', 'LCP', 'TTFB', 'long-task']))
    expect(vitals.get('long-task')).toBeGreaterThan(200)
  })
})
