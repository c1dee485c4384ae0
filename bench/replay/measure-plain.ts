import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import type { Plain } from '../../dashboard/player/testing/plain.ts'
import type { RecordedEvent } from '../../fold/index.ts'
import { listen, serveSource } from './player-site.ts'
import { type Measured, spread, summarize } from './probes.ts'

const html = `<!doctype html><script type="importmap">{"imports":{"@rrweb/replay":"/replay.js"}}</script>
<script type="module" src="/dashboard/player/testing/plain.ts"></script>`

/** rrweb's Replayer with the whole recording in memory, as its documentation has it. */
export async function measurePlain(browser: Browser, events: RecordedEvent[], probes: number): Promise<Measured> {
  const require = createRequire(new URL('../../dashboard/package.json', import.meta.url))
  const replayModule = readFileSync(require.resolve('@rrweb/replay').replace(/\.cjs$/, '.js'))
  const recording = JSON.stringify(events)
  const { server, origin } = await listen((request, response) => {
    if (request.url === '/recording') return response.setHeader('content-type', 'application/json').end(recording)
    if (request.url === '/replay.js') return response.setHeader('content-type', 'text/javascript').end(replayModule)
    if (request.url !== '/') return serveSource(request, response)
    return response.setHeader('content-type', 'text/html').end(html)
  })
  const page = await browser.newPage({ viewport: { width: 1300, height: 760 } })
  await page.goto(origin)
  await page.waitForFunction(() => 'plain' in globalThis)
  const plain = await page.evaluateHandle(() => (globalThis as unknown as { plain: Plain }).plain)
  const firstFrame = await plain.evaluate((one) => one.firstFrame())
  const seeks: number[] = []
  for (const at of spread(events, probes)) seeks.push(await plain.evaluate((one, at) => one.seek(at), at))
  await page.close()
  server.closeAllConnections()
  server.close()
  return summarize([firstFrame], seeks)
}
