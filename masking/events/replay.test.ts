import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, expect, test } from 'vitest'
import type { Described } from '../../fold/testing/in-page/described.ts'
import { openReplayPage } from '../../fold/testing/replay-page.ts'
import { findChromium } from '../../tools/chromium.ts'
import { strictest } from '../policy.ts'
import { redactEvents } from '../redact-events.ts'
import { createEventMasker } from './masker.ts'

type Event = { type: number; timestamp: number; data: unknown }

const browser = await openReplayPage(findChromium())
afterAll(() => browser.close())

const folder = new URL('../../fold/fixtures/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
const read = (name: string): Event[] => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))

/** Elements and style rules, without what they say. */
const skeleton = ({ name, rules, shadow, content, children }: Described): unknown => [
  name,
  rules?.length ?? 0,
  shadow?.map(skeleton) ?? [],
  content ? skeleton(content) : null,
  (children ?? []).filter((child) => !child.name.startsWith('#')).map(skeleton),
]

async function lastPage(events: Event[]): Promise<unknown> {
  const end = Math.max(...events.map(({ timestamp }) => timestamp)) + 1
  const [replayed] = await browser.replayAt(events, [end], { useVirtualDom: false })
  return skeleton((replayed as { page: Described }).page)
}

/** What may not be recorded, so that its loss is no fault: canvases, selections in masked text. */
const optional = new Set([9, 14])
const wanted = (event: Event) => !(event.type === 3 && optional.has((event.data as { source: number }).source))

async function compare(events: Event[]): Promise<void> {
  const original = await lastPage(events)
  for (const mode of ['balanced', 'strict'] as const) {
    const masker = createEventMasker({ ...strictest, mode })
    const masked = events.flatMap((event) => masker.event(event) ?? [])
    expect(masked.filter(wanted).length).toBe(events.filter(wanted).length)
    expect(await lastPage(masked), mode).toEqual(original)
    expect(await lastPage(redactEvents(masked, mode).events), `${mode}, scanned again`).toEqual(original)
  }
}

test.each(files)('%s replays as the same page', { timeout: 60_000 }, async (name) => compare(read(name)))

test.each(browser.scenarios)('%s, recorded here, replays as the same page', { timeout: 60_000 }, async (scenario) => {
  await compare((await browser.recordScenario(scenario)) as Event[])
})

test('a real recording of 81 seconds replays as the same page', { timeout: 120_000 }, async () => {
  const require = createRequire(folder)
  const source = readFileSync(require.resolve('rrweb-player').replace(/[^/\\]+$/, 'events.js'), 'utf8')
  const events: Event[] = JSON.parse(source.slice(source.indexOf('[{'), source.lastIndexOf(']') + 1))
  await compare(events)
})
