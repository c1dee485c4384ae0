import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import type { AddressInfo } from 'node:net'
import { chromium, type Page } from 'playwright-core'
import type { RecordedEvent } from '../index.ts'
import type { Driver, Replayed } from './in-page/described.ts'

export interface ReplayPage {
  /** See `Driver.replayAt`. */
  replayAt(events: RecordedEvent[], times: number[], config?: object): Promise<Replayed[]>
  scenarios: string[]
  /** In a page of its own. */
  recordScenario(name: string): Promise<RecordedEvent[]>
  close(): Promise<void>
}

const installed = (name: string) =>
  createRequire(import.meta.url)
    .resolve(name)
    .replace(/\.cjs$/, '.js')
const html = `<!doctype html><meta charset="utf-8"><script type="importmap">{"imports":{"@rrweb/replay":"/replay.js"}}</script>
<script type="module" src="/driver.ts"></script>`

/** The files of the test page; TypeScript is served without its types. */
function answer(path: string): { type: string; body: string } | null {
  if (path === '/') return { type: 'text/html', body: html }
  if (path === '/replay.js' || path === '/record.js') {
    return { type: 'text/javascript', body: readFileSync(installed(`@rrweb/${path.slice(1, -3)}`), 'utf8') }
  }
  const file = new URL(`./in-page${path}`, import.meta.url)
  if (!/^\/[\w-]+\.ts$/.test(path) || !existsSync(file)) return null
  return { type: 'text/javascript', body: stripTypeScriptTypes(readFileSync(file, 'utf8')) }
}

const driverOf = (page: Page) => page.evaluateHandle(() => (globalThis as unknown as { driver: Driver }).driver)

/** A page with the real Replayer in it, on an origin of its own; whatever recordings refer to elsewhere is not fetched. */
export async function openReplayPage(executablePath = '/usr/bin/chromium'): Promise<ReplayPage> {
  const server = createServer((request, response) => {
    const found = answer(request.url ?? '')
    response.writeHead(found ? 200 : 404, { 'content-type': found?.type ?? 'text/plain' }).end(found?.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const args = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking'.split(' ')
  const browser = await chromium.launch({ executablePath, args })
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await context.route('**/*', (route) => (route.request().url().startsWith(origin) ? route.continue() : route.abort()))
  const open = async () => {
    const page = await context.newPage()
    await page.goto(origin)
    await page.waitForFunction(() => 'driver' in globalThis)
    return page
  }
  const driver = await driverOf(await open())
  return {
    replayAt: (events, times, config = {}) =>
      driver.evaluate((driver, [events, times, config]) => driver.replayAt(events, times, config), [
        events,
        times,
        config,
      ] as const),
    scenarios: await driver.evaluate(({ scenarios }) => scenarios),
    async recordScenario(name) {
      const page = await open()
      const events = await (await driverOf(page)).evaluate((driver, name) => driver.recordScenario(name), name)
      await page.close()
      return events
    },
    async close() {
      await browser.close()
      server.close()
    },
  }
}
