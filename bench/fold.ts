import { chromium } from 'playwright-core'
import { createFold, layout, type RecordedEvent } from '../fold/index.ts'
import { findChromium } from '../tools/chromium.ts'
import { measureFrame } from './replay/measure-frame.ts'
import { measurePlain } from './replay/measure-plain.ts'
import type { Measured } from './replay/probes.ts'
import { storeRecording } from './replay/stored-recording.ts'
import { syntheticRecording } from './replay/synthetic-recording.ts'
import type { Bench } from './run.ts'

const probes = { ours: 60, plain: 12 }
const goals = { seekP95Ms: 150, firstFrameMs: 1_000 }

const round = (value: number) => Math.round(value * 10) / 10
const MB = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`

function weigh(events: RecordedEvent[]) {
  let jsonBytes = 0
  let mutationBytes = 0
  for (const event of events) {
    const bytes = JSON.stringify(event).length
    jsonBytes += bytes
    if ((event.data as { source?: number }).source === 0) mutationBytes += bytes
  }
  return { jsonBytes, mutationPercent: round((100 * mutationBytes) / jsonBytes) }
}

function foldAll(events: RecordedEvent[]) {
  const fold = createFold()
  const started = performance.now()
  for (const event of events) fold.apply(event)
  const seconds = (performance.now() - started) / 1000
  return { foldEventsPerSecond: Math.round(events.length / seconds), nodes: fold.nodeCount }
}

function table(say: (line: string) => void, ours: Measured, plain: Measured): void {
  const row = (name: string, cells: string[]) => say(name.padEnd(20) + cells.map((cell) => cell.padStart(12)).join(''))
  const ms = ({ firstFrame, p50, p95, max }: Measured) => [firstFrame, p50, p95, max].map((one) => `${round(one)} ms`)
  row('', ['first frame', 'seek p50', 'seek p95', 'max'])
  row('Vitrine', ms(ours))
  row('rrweb Replayer', ms(plain))
  const ratios = [plain.firstFrame / ours.firstFrame, plain.p50 / ours.p50, plain.p95 / ours.p95, plain.max / ours.max]
  row(
    'times faster',
    ratios.map((ratio) => `${round(ratio)}`),
  )
}

/** Seeking in an hour of a busy page, through blocks and keyframes, beside rrweb's Replayer with the whole recording. */
export const bench: Bench = async (say) => {
  const events = syntheticRecording()
  const weight = weigh(events)
  const folded = foldAll(events)
  const spacing = { everyMs: layout.keyframeEveryMs, everyBytes: layout.keyframeEveryBytes }
  const stored = storeRecording(events, { ...layout, ...spacing })
  const keyframePercent = round((100 * stored.keyframeBytes) / stored.blockBytes)
  say(`${events.length} events in 60 min, ${MB(weight.jsonBytes)} of JSON (${weight.mutationPercent} % mutations)`)
  say(`${folded.nodes} nodes alive; folded from end to end at ${folded.foldEventsPerSecond} events/s`)
  say(`stored: ${stored.blocks.length} blocks, ${MB(stored.blockBytes)}`)
  say(`        ${stored.keyframes} keyframes, ${MB(stored.keyframeBytes)} (+${keyframePercent} %)`)

  const args = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking'.split(' ')
  const browser = await chromium.launch({ executablePath: findChromium() ?? '', args })
  const ours = await measureFrame(browser, events, stored, probes.ours)
  const plain = await measurePlain(browser, events, probes.plain)
  await browser.close()

  table(say, ours, plain)
  say(`a median seek: ${round(ours.fetchMs)} ms for ${MB(ours.bytes)} of JSON, ${round(ours.frameMs)} ms in the frame`)
  say(`the page at ${probes.ours} probes against the fold: ${ours.wrong} lines differ`)
  const ok = ours.wrong === 0 && ours.p95 <= goals.seekP95Ms && ours.firstFrame <= goals.firstFrameMs
  say(
    `${ok ? 'met' : 'MISSED'}: seek p95 ≤ ${goals.seekP95Ms} ms, first frame ≤ ${goals.firstFrameMs} ms, no line differs`,
  )
  const { blocks, keyframes, blockBytes, keyframeBytes } = stored
  const stores = { blocks: blocks.length, blockBytes, keyframes, keyframeBytes, keyframePercent }
  return { ok, figures: { events: events.length, ...weight, ...folded, ...stores, ours, plain, goals } }
}
