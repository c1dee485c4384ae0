import type { StoredBlock } from '../replay/stored-recording.ts'
import type { Host } from './host.ts'

/** Stands in for the dashboard's timeline: what a click costs until the page is painted. All times in milliseconds. */
export interface Seeker {
  /** From the click at `at`, with nothing cached, to the painted page. */
  seek(at: number): Promise<{ totalMs: number; fetchMs: number; frameMs: number; bytes: number }>
  /** From opening the host page to the first painted page. */
  firstFrame(): Promise<number>
}

const { host } = globalThis as unknown as { host: Host }

const ask = (path: string) => fetch(path, { cache: 'no-store' })
const read = async (path: string): Promise<ArrayBuffer> => (await ask(path)).arrayBuffer()

const blocks = (await (await ask('/blocks')).json()) as StoredBlock[]

const seeker: Seeker = {
  async seek(at) {
    // A person's click finds the page at rest.
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1_000 }))
    const clicked = performance.now()
    const later = blocks.findIndex(({ firstAt }) => firstAt > at)
    const to = later === -1 ? blocks.length - 1 : Math.max(0, later - 1)
    const from = Math.max(
      0,
      blocks.findLastIndex(({ keyframe }, seq) => keyframe && seq <= to),
    )
    const keyframes = blocks[from]?.keyframe ? [read(`/keyframes/${from}`)] : []
    const parts = [...keyframes, ...blocks.slice(from, to + 1).map(({ seq }) => read(`/blocks/${seq}`))]
    let bytes = 0
    host.player.open(at)
    for (const part of parts) {
      const events = await part
      bytes += events.byteLength
      host.player.append(events)
    }
    const fetched = performance.now()
    const painted = host.next('painted')
    host.player.show()
    const { tookMs } = await painted
    return { totalMs: performance.now() - clicked, fetchMs: fetched - clicked, frameMs: tookMs, bytes }
  },
  async firstFrame() {
    if (!host.heard.some(({ kind }) => kind === 'ready')) await host.next('ready')
    await this.seek(blocks[0]?.firstAt ?? 0)
    return performance.now()
  },
}
Object.assign(globalThis, { seeker })
