import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { RecordedEvent } from '@vitrine/fold'
import { chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Host } from '../../bench/in-page/host.ts'
import { listen, openPlayerSite, type PlayerSite, serveSource } from '../../bench/replay/player-site.ts'
import { findChromium } from '../../tools/chromium.ts'
import { breakingRecordings, hostileRecording } from './testing/hostile-recording.ts'

const args = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking'.split(' ')
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args })
let site: PlayerSite
beforeAll(async () => {
  site = await openPlayerSite()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

/** A server that nobody should call: every connection and request to it is noted. */
async function outside() {
  const asked: string[] = []
  const { server, origin } = await listen((request, response) => {
    asked.push(request.url ?? '')
    response.setHeader('access-control-allow-origin', '*').end()
  })
  server.on('connection', () => asked.push('(connection)'))
  return {
    origin,
    asked,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/**
 * Has `page`, once it has drawn what it shows and has nothing more to do, ask for something itself: when that has come,
 * so has whatever was asked for before.
 */
async function control(page: Page, { origin, asked }: { origin: string; asked: string[] }): Promise<void> {
  await page.evaluate(async (url) => {
    for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame)
    await new Promise((resolve) => requestIdleCallback(resolve))
    await fetch(url)
  }, `${origin}/control`)
  expect(asked).toContain('/control')
}
/** Without what makes a page be built anew: players, inner documents, fonts, adopted sheets. */
const patchable = (events: RecordedEvent[]): RecordedEvent[] =>
  JSON.parse(JSON.stringify(events).replaceAll(/"tagName":"(audio|video)"/g, '"tagName":"b"')).filter(
    ({ data }: { data: { source?: number; isAttachIframe?: boolean } }) =>
      !data.isAttachIframe && ![10, 15].includes(data.source ?? -1),
  )

/** What is heard of a page that asks for the control only. */
const controlOnly = ['(connection)', '/control']

const importMap = `{"imports":{"@rrweb/replay":"/replay.js","@vitrine/fold":"/fold/index.ts"}}`
const replayModule = createRequire(import.meta.url)
  .resolve('@rrweb/replay')
  .replace(/\.cjs$/, '.js')

/** A page with the Replayer and without policy, sandbox or frame. */
const unprotectedSite = () =>
  listen((request, response) => {
    if (request.url === '/replay.js') {
      return response.setHeader('content-type', 'text/javascript').end(readFileSync(replayModule))
    }
    if (request.url !== '/') return serveSource(request, response)
    response
      .setHeader('content-type', 'text/html')
      .end(
        `<!doctype html><script type="importmap">${importMap}</script><script type="module" src="/dashboard/player/testing/unprotected.ts"></script>`,
      )
  })

/** What is asked for until `enough`, of a page that replays without any protection. */
async function replayUnprotected(
  sanitized: boolean,
  enough: (page: Page, away: Awaited<ReturnType<typeof outside>>, ended: Promise<void>) => Promise<void>,
): Promise<string[]> {
  const away = await outside()
  const { server, origin } = await unprotectedSite()
  const page = await browser.newPage()
  await page.goto(origin)
  await page.waitForFunction(() => 'replayUnprotected' in globalThis)
  const ended = page.evaluate(
    ([events, sanitized]) =>
      (
        globalThis as unknown as { replayUnprotected(events: unknown, sanitized: boolean): Promise<void> }
      ).replayUnprotected(events, sanitized),
    [hostileRecording(away.origin), sanitized] as const,
  )
  // Whether a page without protection comes to its end is not what is asked.
  ended.catch(() => undefined)
  await enough(page, away, ended)
  await page.close()
  away.close()
  server.closeAllConnections()
  server.close()
  return away.asked
}

test('without protection the same recording runs scripts and calls home', async () => {
  await replayUnprotected(false, (_, { asked }) =>
    vi.waitFor(() => {
      expect(asked.filter((path) => path.startsWith('/ran-')).length).toBeGreaterThan(5)
      expect(new Set(asked).size).toBeGreaterThan(50)
    }, 20_000),
  )
})

test('sanitizing alone, in a page that would allow everything, leaves nothing of it', async () => {
  const asked = await replayUnprotected(true, async (page, away, ended) => {
    await ended
    await control(page, away)
  })
  expect(asked).toEqual(controlOnly)
})

async function openFrame() {
  const page = await browser.newPage()
  const requested: string[] = []
  page.context().on('request', (request) => requested.push(request.url()))
  await page.goto(site.hostUrl)
  const host = await page.evaluateHandle(async () => {
    const { host } = globalThis as unknown as { host: Host }
    if (!host.heard.some(({ kind }) => kind === 'ready')) await host.next('ready')
    return host
  })
  return { page, host, requested }
}

test('in the replay frame it runs nothing and asks nobody, played, sought, clicked and typed at', {
  timeout: 60_000,
}, async () => {
  const away = await outside()
  const { page, host, requested } = await openFrame()
  const events = hostileRecording(away.origin)
  const at = events[0]?.timestamp ?? 0
  const end = events.at(-1)?.timestamp ?? 0
  await host.evaluate(
    async (host, [events, at, end]) => {
      const painted = host.next('painted')
      host.player.open(at)
      host.player.append(events)
      host.player.show()
      await painted
      host.player.play(1)
      const sought = host.next('painted')
      host.player.seek(end)
      await sought
    },
    [events, at, end] as const,
  )
  const box = await page.locator('iframe').boundingBox()
  for (let step = 0; step < 12; step++) {
    await page.mouse.click((box?.x ?? 0) + 20 + step * 45, (box?.y ?? 0) + 20 + step * 30)
    await page.keyboard.press(step % 2 ? 'Tab' : 'Enter')
  }
  await host.evaluate(async (host, end) => {
    for (let at = 0; at < end; ) at = (await host.next('time')).at
  }, end + 100)
  await control(page, away)
  const heard = await host.evaluate(({ heard }) => heard.map(({ kind }) => kind))
  expect(heard).not.toContain('failed')
  expect(heard.filter((kind) => kind === 'painted')).toHaveLength(2)
  expect(away.asked).toEqual(controlOnly)
  const own = [site.hostUrl, new URL(site.playerUrl).origin, `${away.origin}/control`]
  expect(requested.filter((url) => !own.some((origin) => url.startsWith(origin)) && !url.startsWith('data:'))).toEqual(
    [],
  )
  expect(page.frames().filter((frame) => frame.url().startsWith('http'))).toHaveLength(2)
  await page.close()
  away.close()
})

test('on a page made of the one before it runs nothing and asks nobody either', async () => {
  const away = await outside()
  const { page, host, requested } = await openFrame()
  const events = patchable(hostileRecording(away.origin))
  const plain = breakingRecordings()['a very deep tree'] ?? []
  const frame = page.frames().find((one) => one.url() === site.playerUrl)
  const wrapper = () => frame?.evaluateHandle(() => document.querySelector('.replayer-wrapper'))
  const show = (events: RecordedEvent[]) =>
    host.evaluate(
      async (host, [events, at]) => {
        const painted = host.next('painted')
        host.player.open(at)
        host.player.append(events)
        host.player.show()
        await painted
      },
      [JSON.stringify(events), events.at(-1)?.timestamp ?? 0] as const,
    )
  await show(plain)
  const before = await wrapper()
  for (const recording of [events, plain, events]) await show(recording)
  expect(await frame?.evaluate(([one, other]) => one === other, [before, await wrapper()])).toBe(true)
  await control(page, away)
  expect(away.asked).toEqual(controlOnly)
  expect(requested.filter((url) => url.startsWith(away.origin))).toEqual([`${away.origin}/control`])
  expect(await host.evaluate(({ heard }) => heard.filter(({ kind }) => kind === 'failed'))).toEqual([])
  await page.close()
  away.close()
})

test.each(Object.entries(breakingRecordings()))('a recording with %s is shown all the same', async (_, events) => {
  const { page, host } = await openFrame()
  const heard = await host.evaluate(async (host, json) => {
    const events = JSON.parse(json)
    const outcome = Promise.race([host.next('painted'), host.next('failed')])
    host.player.open(1_000)
    host.player.append(events)
    host.player.show()
    const first = await outcome
    const again = Promise.race([host.next('painted'), host.next('failed')])
    host.player.seek(1_500)
    return [first, await again].map((message) => (message.kind === 'failed' ? message.message : message.kind))
  }, JSON.stringify(events))
  expect(heard).toEqual(['painted', 'painted'])
  await page.close()
})

test('nobody but the dashboard is obeyed', async () => {
  const { server, origin } = await listen((_, response) => {
    const frame = `<iframe src="${site.playerUrl}"></iframe>`
    response.setHeader('content-type', 'text/html').end(`<!doctype html>${frame}`)
  })
  const page = await browser.newPage()
  await page.goto(origin)
  // The policy keeps the frame out of any other page.
  expect(page.frames().map((frame) => frame.url())).not.toContain(site.playerUrl)
  await page.goto(site.playerUrl)
  const drawn = await page.evaluate(async (events) => {
    for (const message of [{ kind: 'open', at: 1_000 }, { kind: 'append', part: events }, { kind: 'show' }])
      window.postMessage(message, '*')
    // Messages come in order: when the last is here, the others have been heard.
    const heard = new Promise((resolve) => addEventListener('message', ({ data }) => data === 'last' && resolve(data)))
    window.postMessage('last', '*')
    await heard
    return document.querySelectorAll('iframe').length
  }, Object.values(breakingRecordings())[0])
  expect(drawn).toBe(0)
  await page.close()
  server.close()
})
