import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { createFold, type RecordedEvent } from '../../fold/index.ts'
import type { Seeker } from '../in-page/seeker.ts'
import { canonicalTree } from './canonical-tree.ts'
import { openPlayerSite } from './player-site.ts'
import { type Measured, quantile, spread, summarize } from './probes.ts'
import type { StoredRecording } from './stored-recording.ts'

export interface FrameMeasured extends Measured {
  /** Medians of one seek. */
  fetchMs: number
  frameMs: number
  bytes: number
  /** Lines of the page, over all probes, that are not as folding the whole recording says. */
  wrong: number
}

const source = stripTypeScriptTypes(readFileSync(new URL('../in-page/canonical-dom.ts', import.meta.url), 'utf8'))
const readFrame = `(() => { ${source.replace('export ', '')}
  return canonicalDom(document.querySelector('iframe').contentDocument) })()`

async function wrongLines(page: Page, playerUrl: string, events: RecordedEvent[], at: number): Promise<number> {
  const frame = page.frames().find((one) => one.url() === playerUrl)
  const shown = (await frame?.evaluate(readFrame)) as string[]
  const fold = createFold()
  for (const event of events) if (event.timestamp <= at) fold.apply(event)
  const expected = canonicalTree(fold.snapshot())
  return expected.filter((line, i) => line !== shown[i]).length + Math.abs(expected.length - shown.length)
}

async function open(browser: Browser, url: string) {
  const page = await browser.newPage({ viewport: { width: 1300, height: 760 } })
  await page.goto(url)
  await page.waitForFunction(() => 'seeker' in globalThis)
  const seeker = await page.evaluateHandle(() => (globalThis as unknown as { seeker: Seeker }).seeker)
  return { page, seeker, firstFrame: await seeker.evaluate((one) => one.firstFrame()) }
}

/** The replay frame as it is served, fed with keyframes and blocks that are fetched anew for each seek. */
export async function measureFrame(
  browser: Browser,
  events: RecordedEvent[],
  stored: StoredRecording,
  probes: number,
): Promise<FrameMeasured> {
  const read = (path: string) => stored.read(path.split('/')[1] ?? '', Number(path.split('/')[2]))
  const site = await openPlayerSite({
    answers: { '/blocks/': read, '/keyframes/': read, '/blocks': () => JSON.stringify(stored.blocks) },
    modules: ['/bench/in-page/seeker.ts'],
  })
  const firstFrames: number[] = []
  for (let i = 0; i < 2; i++) {
    const { page, firstFrame } = await open(browser, site.hostUrl)
    firstFrames.push(firstFrame)
    await page.close()
  }
  const { page, seeker, firstFrame } = await open(browser, site.hostUrl)
  const seeks: Awaited<ReturnType<Seeker['seek']>>[] = []
  let wrong = 0
  const times = spread(events, probes)
  for (const at of times) seeks.push(await seeker.evaluate((one, at) => one.seek(at), at))
  // Reading the page would disturb the next seek, so every time is sought again for that.
  for (const at of times) {
    await seeker.evaluate((one, at) => one.seek(at), at)
    wrong += await wrongLines(page, site.playerUrl, events, at)
  }
  await page.close()
  await site.close()
  const median = (of: 'fetchMs' | 'frameMs' | 'bytes') =>
    quantile(
      seeks.map((seek) => seek[of]),
      0.5,
    )
  return {
    ...summarize(
      [...firstFrames, firstFrame],
      seeks.map(({ totalMs }) => totalMs),
    ),
    fetchMs: median('fetchMs'),
    frameMs: median('frameMs'),
    bytes: median('bytes'),
    wrong,
  }
}
