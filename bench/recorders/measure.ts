import type { Page } from 'playwright-core'
import { launch } from '../../snippet/testing/browser.ts'
import { publicKey } from '../../snippet/testing/receiver.ts'
import type { Contender } from './contenders.ts'
import { type Devtools, type Held, openDevtools, type Spent } from './devtools.ts'
import type { Contender as InPage } from './in-page/contender.ts'
import type { Site } from './site.ts'
import { type State, silentElements, stateOfEvents, stateOfPage } from './state.ts'
import type { Workload } from './workloads/workload.ts'

/** One run of one recorder on one page. What is held and sent counts from the page at rest without a recorder. */
export interface Run {
  syncMs: number
  longestMs: number
  spent?: Spent
  held?: Held
  /** What the work left behind beyond what the recorder holds when it has started. */
  leaked?: { documents: number; nodes: number }
  /** Seconds that the work took. */
  seconds?: number
  /** All that was sent, and of it what holds the picture, where that is known. */
  kb?: number
  pictureKb?: number
  /** Page and workers, MB, by name. */
  marks: Record<string, number>
  /** What was sent shows the page as it was at the end; `undefined` where we cannot read it. */
  right?: boolean
}

const rest = { loadedMs: 300, startedMs: 700, doneMs: 500, sentMs: 400, mostMs: 15_000 }

/** Some never stop sending. */
const mostRounds = 10
/** A recorder that never starts, or a page that it has stopped, ends with its browser. */
const runMs = 150_000

async function until(happened: () => boolean, mostMs: number): Promise<void> {
  const ends = performance.now() + mostMs
  while (!happened() && performance.now() < ends) await new Promise((done) => setTimeout(done, 20))
}

/** Turns the recorder on: loads its scripts, calls its start, waits until the page is at rest. */
async function start(page: Page, site: Site, { scripts, begunBy }: Contender, devtools: Devtools) {
  let syncMs = 0
  const longestMs = await devtools.trace(async () => {
    for (const path of scripts) await page.addScriptTag({ url: path.replace('%sink', site.sinkOrigin) })
    syncMs = await page.evaluate(async (sink) => {
      const begun = performance.now()
      const { contender }: { contender: InPage } = window
      const started = contender.start(sink)
      const syncMs = performance.now() - begun
      await started
      return syncMs
    }, site.sinkOrigin)
    if (begunBy) await until(() => site.asked(begunBy), 5_000)
    await devtools.rest(rest.startedMs, rest.mostMs)
  })
  return { syncMs, longestMs }
}

/** Lets it send what it has; the bytes of everything it ever sent. */
async function send(page: Page, site: Site, { press }: Contender, devtools: Devtools): Promise<number> {
  await page.evaluate(() => window.contender.finish() as Promise<void>)
  await press?.(page)
  const sent = () => site.bytesTo(/^/)
  for (let seen = -1, round = 0; seen !== sent() && round < mostRounds; round++) {
    seen = sent()
    await devtools.rest(rest.sentMs, rest.mostMs)
  }
  return sent() / 1024
}

const less = <T extends Held | Spent>(after: T, before: T): T =>
  Object.fromEntries(
    Object.entries(after).map(([name, value]: [string, number]) => [name, value - Number(before[name as keyof T])]),
  ) as unknown as T

async function work(page: Page, workload: Workload, scale: number, devtools: Devtools) {
  const marks: Record<string, number> = {}
  const mark = async (name: string) => {
    const { pageMb, workersMb } = await devtools.held()
    marks[name] = pageMb + workersMb
  }
  const before = await devtools.spent()
  const begun = performance.now()
  await workload.drive?.({ page, scale, mark })
  const seconds = (performance.now() - begun) / 1_000
  await devtools.rest(rest.doneMs, rest.mostMs)
  return { spent: less(await devtools.spent(), before), seconds, marks }
}

function readBack(site: Site, { events, picture }: Contender, shown: State): Pick<Run, 'right' | 'pictureKb'> {
  const size = picture && { pictureKb: site.bytesTo(picture) / 1024 }
  if (!events) return { ...size }
  const state = stateOfEvents(events(site))
  return { ...size, right: state?.elements === shown.elements && state.circles === shown.circles }
}

/** What went on when a run came to nothing, and whether it was stopped or ended by itself. */
function explained(error: unknown, phase: string, stopped: boolean): Error {
  const [why = ''] = String(error instanceof Error ? error.message : error).split('\n')
  return new Error(stopped ? `${phase}: stopped after ${runMs / 1_000} s` : `${phase}: ${why}`)
}

/** A fresh browser for each run: nothing of another recorder is left in its memory. */
export async function measure(site: Site, contender: Contender, workload: Workload, scale: number): Promise<Run> {
  site.reset()
  site.receiver.policy(workload.bufferSeconds ? { recordingSeconds: workload.bufferSeconds } : {})
  const browser = await launch()
  let [phase, stopped] = ['loading', false]
  const watchdog = setTimeout(() => {
    stopped = true
    void browser.close()
  }, runMs)
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    page.on('crash', () => (phase += ', the page crashed'))
    page.setDefaultTimeout(120_000)
    await page.addInitScript((project) => Object.assign(window, { project }), publicKey)
    await page.goto(`${site.origin}/${workload.name}.html`)
    const devtools = await openDevtools(browser, page)
    await devtools.rest(rest.loadedMs, rest.mostMs)
    const bare = await devtools.held()
    phase = 'starting'
    const started = await start(page, site, contender, devtools)
    if (!workload.drive) return { ...started, marks: {} }
    phase = 'working'
    // Some send nothing of a page that nobody has touched.
    await page.mouse.click(2, 2)
    const fresh = await devtools.held()
    const worked = await work(page, workload, scale, devtools)
    const after = await devtools.held()
    const shown = await page.evaluate(stateOfPage, silentElements)
    phase = 'sending'
    const kb = await send(page, site, contender, devtools)
    return {
      ...started,
      ...worked,
      ...readBack(site, contender, shown),
      held: less(after, bare),
      leaked: { documents: after.documents - fresh.documents, nodes: after.nodes - fresh.nodes },
      kb,
    }
  } catch (error) {
    throw explained(error, phase, stopped)
  } finally {
    clearTimeout(watchdog)
    await browser.close()
  }
}
