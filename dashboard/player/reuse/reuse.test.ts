import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { RecordedEvent } from '@vitrine/fold'
import * as fc from 'fast-check'
import { chromium } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { listen, serveSource } from '../../../bench/replay/player-site.ts'
import { randomRecording } from '../../../fold/testing/random-recording.ts'
import { findChromium } from '../../../tools/chromium.ts'
import type { Moment, Reuser } from '../testing/reused.ts'

const require = createRequire(import.meta.url)
const replayModule = readFileSync(require.resolve('@rrweb/replay').replace(/\.cjs$/, '.js'))
const importMap = `{"imports":{"@rrweb/replay":"/replay.js","@vitrine/fold":"/fold/index.ts"}}`
const html = `<!doctype html><script type="importmap">${importMap}</script>
<script type="module" src="/dashboard/player/testing/reused.ts"></script>`
const { server, origin } = await listen((request, response) => {
  if (request.url === '/replay.js') return response.setHeader('content-type', 'text/javascript').end(replayModule)
  if (request.url !== '/') return serveSource(request, response)
  response.setHeader('content-type', 'text/html').end(html)
})
const args = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking'.split(' ')
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args })
const page = await browser.newPage()
// What recordings refer to elsewhere is not fetched.
await page.route('**/*', (route) => (route.request().url().startsWith(origin) ? route.continue() : route.abort()))
await page.goto(origin)
await page.waitForFunction(() => 'reuser' in globalThis)
afterAll(async () => {
  await browser.close()
  server.close()
})

/** Compares each page with the one built anew; answers how many were reused. */
async function compare(moments: Moment[]): Promise<number> {
  const compared = await page.evaluate(
    (json) => (globalThis as unknown as { reuser: Reuser }).reuser.compare(JSON.parse(json)),
    JSON.stringify(moments),
  )
  for (const [i, { page, anew }] of compared.entries()) expect(page, `moment ${i}`).toEqual(anew)
  expect(compared.filter(({ chained }) => chained)).toEqual([])
  return compared.filter(({ reused }) => reused).length
}

const shares = [0, 0.9, 0.3, 0.35, 0.6, 1, 0.1]

/** Back and forth through a recording; some of the time playing on in between. */
function moments(recorded: RecordedEvent[], played?: number): Moment[] {
  const events = recorded.toSorted((a, b) => a.timestamp - b.timestamp)
  const [first, last] = [events[0]?.timestamp ?? 0, events.at(-1)?.timestamp ?? 0]
  return shares.map((share, i) => ({
    events,
    at: first + Math.round(share * (last - first)),
    ...(played && i % 2 ? { played } : {}),
  }))
}

const folder = new URL('../../../fold/fixtures/', import.meta.url)
const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name): [string, RecordedEvent[]] => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8'))])

test.each(fixtures)('%s: a page made of the one before is the page built anew', async (_, events) => {
  await compare(moments(events))
  await compare(moments(events, 800))
})

test('a page is made of that of any other recording', async () => {
  const mixed = fixtures.flatMap(([, events]) => moments(events).slice(0, 3))
  await compare([...mixed, ...mixed.toReversed()])
})

test('in a real recording, every page but the first is', { timeout: 60_000 }, async () => {
  const source = readFileSync(require.resolve('rrweb-player').replace(/[^/\\]+$/, 'events.js'), 'utf8')
  const events = JSON.parse(source.slice(source.indexOf('[{'), source.lastIndexOf(']') + 1)) as RecordedEvent[]
  expect(await compare(moments(events))).toBe(shares.length - 1)
  expect(await compare(moments(events, 15_000))).toBe(shares.length - 1)
})

/** Fonts and adopted sheets make a page be built anew. */
const lasting = ({ data }: RecordedEvent) => [10, 15].includes((data as { source: number }).source)

test('whatever happened on both pages', { timeout: 120_000 }, async () => {
  let reused = 0
  const property = fc.asyncProperty(randomRecording, randomRecording, fc.boolean(), async (one, other, plays) => {
    const [from, to] = [one, other].map(({ events }) => events.filter((event) => !lasting(event))) as [
      RecordedEvent[],
      RecordedEvent[],
    ]
    const [before, after] = [moments(from, plays ? 40 : undefined), moments(to)]
    reused += await compare(before.flatMap((moment, i) => [moment, after[i] ?? moment]))
  })
  await fc.assert(property, { numRuns: 40 })
  expect(reused).toBeGreaterThan(200)
})
