import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { findChromium } from '../tools/chromium.ts'
import { createFold, type RecordedEvent, seek } from './index.ts'
import type { Replayed } from './testing/in-page/described.ts'
import { openReplayPage } from './testing/replay-page.ts'

const most = 40
const directly = { useVirtualDom: false }

const browser = await openReplayPage(findChromium())
afterAll(() => browser.close())

const inOrder = (events: RecordedEvent[]) => events.toSorted((a, b) => a.timestamp - b.timestamp)

/** Every moment just after an event, from the first snapshot on; a sample of them in a long recording. */
function boundaries(events: RecordedEvent[]): number[] {
  const first = events.findIndex(({ type }) => type === 2)
  const all = [...new Set(events.slice(first).map(({ timestamp }) => timestamp + 1))]
  const every = Math.ceil(all.length / most)
  return all.filter((_, i) => i % every === 0 || i === all.length - 1)
}

function foldTo(events: RecordedEvent[], time: number) {
  const fold = createFold()
  for (const event of events) if (event.timestamp < time) fold.apply(event)
  return fold
}

/** Replays only what the fold says of the page at `time`. */
async function replayFolded(events: RecordedEvent[], config?: object): Promise<Replayed> {
  const [replayed] = await browser.replayAt(events, [(events[0]?.timestamp ?? 0) + 1], config)
  return replayed as Replayed
}

/**
 * The fold's page against the Replayer's, at every boundary. The Replayer has two ways to apply events, at once and
 * through its virtual DOM, and here and there they disagree; then the fold must agree with one of them.
 */
async function compare(recording: RecordedEvent[]): Promise<{ compared: number; disputed: number }> {
  const events = inOrder(recording)
  const times = boundaries(events)
  const stepped = await browser.replayAt(events, times)
  let disputed = 0
  for (const [i, time] of times.entries()) {
    const [direct] = await browser.replayAt(events, [time], directly)
    const pages = [direct?.page, stepped[i]?.page]
    const fold = foldTo(events, time)
    for (const config of [directly, {}]) {
      const { page, text } = await replayFolded(fold.snapshot(), config)
      if (!pages.some((one) => isDeepStrictEqual(one, page))) expect(page, `at ${time}`).toEqual(direct?.page)
      expect(fold.text().replace(/\s+/g, ''), `text at ${time}`).toBe(text)
    }
    if (!isDeepStrictEqual(...(pages as [unknown, unknown]))) disputed++
  }
  return { compared: times.length, disputed }
}

const read = (file: URL): RecordedEvent[] => JSON.parse(readFileSync(file, 'utf8'))
const folder = new URL('./fixtures/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))

test.each(files)('the fold of %s is the page that the Replayer shows', { timeout: 120_000 }, async (name) => {
  const { compared } = await compare(read(new URL(name, folder)))
  expect(compared).toBeGreaterThan(0)
})

test.each(browser.scenarios)('%s: recorded here, folded, replayed', { timeout: 120_000 }, async (scenario) => {
  const { compared, disputed } = await compare(await browser.recordScenario(scenario))
  expect(compared).toBeGreaterThan(4)
  expect(disputed).toBeLessThan(compared)
})

const sample = (): RecordedEvent[] => {
  const require = createRequire(import.meta.url)
  const source = readFileSync(require.resolve('rrweb-player').replace(/[^/\\]+$/, 'events.js'), 'utf8')
  return JSON.parse(source.slice(source.indexOf('[{'), source.lastIndexOf(']') + 1))
}

test('a real recording of 81 seconds', { timeout: 300_000 }, async () => {
  const { compared } = await compare(sample())
  expect(compared).toBeGreaterThan(20)
})

test('playing on after a seek ends where playing through does', { timeout: 120_000 }, async () => {
  const events = sample()
  const end = (events.at(-1)?.timestamp ?? 0) + 1
  const [through] = await browser.replayAt(events, [end], directly)
  for (const share of [0.2, 0.7]) {
    const from = events[Math.floor(events.length * share)] as RecordedEvent
    const [after] = await browser.replayAt(seek({ keyframe: [], events, at: from.timestamp }), [end], directly)
    expect(after?.page).toEqual(through?.page)
  }
})
