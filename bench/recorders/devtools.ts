import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, CDPSession, Page } from 'playwright-core'

export interface Spent {
  /** JavaScript on the page's main thread, all of that thread's tasks, all threads of the page's process: processor time. */
  scriptMs: number
  taskMs: number
  cpuMs: number
}

export interface Held {
  pageMb: number
  workersMb: number
  documents: number
  nodes: number
}

type TraceEvent = {
  name: string
  ph: string
  pid: number
  tid: number
  dur?: number
  tdur?: number
  args?: { name?: string }
}

/**
 * The longest task of any page's main thread, in processor time: what else the machine does is not the recorder's. Clocks
 * of threads jump on some virtual machines; no task computed for longer than it lasted.
 */
function longestTask(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }
  const threads = new Set<string>()
  for (const { name, pid, tid, args } of traceEvents)
    if (name === 'thread_name' && args?.name === 'CrRendererMain') threads.add(`${pid}:${tid}`)
  const tasks = traceEvents.filter((one) => one.name === 'RunTask' && threads.has(`${one.pid}:${one.tid}`))
  if (tasks.length === 0) throw new Error('the trace holds no task of a page')
  return Math.max(...tasks.map(({ dur = 0, tdur = dur }) => Math.min(dur, tdur))) / 1_000
}

/** Asks every worker of the page, each behind a session of its own. */
async function workerHeaps(session: CDPSession): Promise<number> {
  const found: string[] = []
  const answers: Promise<number>[] = []
  const attached = ({ sessionId, targetInfo }: { sessionId: string; targetInfo: { type: string } }) => {
    if (targetInfo.type === 'worker') found.push(sessionId)
  }
  session.on('Target.attachedToTarget', attached)
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
  for (const sessionId of found) {
    answers.push(
      new Promise((resolve) => {
        session.on('Target.receivedMessageFromTarget', ({ sessionId: from, message }) => {
          const { id, result } = JSON.parse(message) as { id?: number; result?: { usedSize?: number } }
          if (from === sessionId && id === 2) resolve(result?.usedSize ?? 0)
        })
      }),
    )
    for (const [id, method] of [
      [1, 'HeapProfiler.collectGarbage'],
      [2, 'Runtime.getHeapUsage'],
    ])
      await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
  }
  const sizes = await Promise.all(answers)
  await session.send('Target.setAutoAttach', { autoAttach: false, waitForDebuggerOnStart: false, flatten: false })
  session.off('Target.attachedToTarget', attached)
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** What the browser's own tools say about a page. */
export async function openDevtools(browser: Browser, page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const metrics = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return new Map(metrics.map(({ name, value }) => [name, value]))
  }
  const spent = async (): Promise<Spent> => {
    const found = await metrics()
    const ms = (name: string) => (found.get(name) ?? 0) * 1_000
    return { scriptMs: ms('ScriptDuration'), taskMs: ms('TaskDuration'), cpuMs: ms('ProcessTime') }
  }
  return {
    spent,
    /** Ends when the page's process has been at rest for `restMs`, or after `mostMs`. */
    async rest(restMs: number, mostMs: number) {
      const stepMs = 100
      let last = (await spent()).cpuMs
      for (let resting = 0, waited = 0; resting < restMs && waited < mostMs; waited += stepMs) {
        await pause(stepMs)
        const { cpuMs } = await spent()
        resting = cpuMs - last < stepMs / 8 ? resting + stepMs : 0
        last = cpuMs
      }
    },
    /** After garbage collection. Documents are freed in several rounds. */
    async held(): Promise<Held> {
      for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage')
      const { documents, nodes } = await session.send('Memory.getDOMCounters')
      const pageMb = ((await metrics()).get('JSHeapUsedSize') ?? 0) / 1e6
      return { pageMb, workersMb: (await workerHeaps(session)) / 1e6, documents, nodes }
    },
    /** The longest task of the page's main thread while this runs. */
    async trace(run: () => Promise<void>): Promise<number> {
      await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] })
      await run().catch(async (error: unknown) => {
        await browser.stopTracing()
        throw error
      })
      return longestTask(await browser.stopTracing())
    },
  }
}

export type Devtools = Awaited<ReturnType<typeof openDevtools>>
