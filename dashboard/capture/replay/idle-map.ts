import type { RecordedEvent } from '@vitrine/fold'
import type { Recording } from '@vitrine/protocol'
import { inactivity, interactionsIn, type Span } from './inactivity.ts'

const point = (at: number): Span => ({ from: at, to: at })

// Safari has no idle callbacks.
const whenIdle = (work: () => void) =>
  'requestIdleCallback' in globalThis ? requestIdleCallback(work, { timeout: 2_000 }) : setTimeout(work, 200)

/**
 * Learns from each block that is read when the visitor was active, once nothing more urgent is to do, and tells what is
 * quiet. What was not read yet counts as active.
 */
export function makeIdleMap(recording: Recording, tell: (quiet: Span[]) => void) {
  const { startedAt, endedAt, blocks, timeline } = recording
  const asked = new Set<number>()
  const known = new Map<number, Span[]>()
  const steps = timeline
    .filter(({ kind }) => kind === 'click' || kind === 'rage-click' || kind === 'navigation')
    .map(({ at }) => point(at))
  return (seq: number, events: ArrayBuffer) => {
    if (asked.has(seq)) return
    asked.add(seq)
    whenIdle(() => {
      known.set(seq, interactionsIn(JSON.parse(new TextDecoder().decode(events)) as RecordedEvent[]).map(point))
      const active = blocks.flatMap((block) => known.get(block.seq) ?? [{ from: block.firstAt, to: block.lastAt }])
      tell(inactivity({ from: startedAt, to: endedAt }, [...steps, ...active]))
    })
  }
}
