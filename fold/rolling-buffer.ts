import { applyEvent } from './apply.ts'
import { kinds, type RecordedEvent } from './events.ts'
import { emptyPage } from './page.ts'
import { snapshotEvents } from './snapshot.ts'

export interface RollingBuffer {
  push(events: RecordedEvent[]): void
  /** The last seconds as a recording of their own: it begins with Meta and FullSnapshot. Empty before the first snapshot. */
  take(): RecordedEvent[]
}

export interface RollingBufferOptions {
  seconds: number
  /** Milliseconds since the epoch. */
  now: () => number
  /** Roughly how many characters of events may wait beyond the folded page; the oldest are folded first. */
  mostCharacters?: number
}

/** A rough size, counting strings and fields; exact enough to bound memory. What is nested very deeply counts little. */
function weigh(value: unknown, depth = 0): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null || depth > 500) return 8
  let weight = 16
  for (const inner of Object.values(value)) weight += weigh(inner, depth + 1)
  return weight
}

/** Keeps the last `seconds` of a recording. What is older lives on only as the state of the page. */
export function createRollingBuffer({
  seconds,
  now,
  mostCharacters = 16_000_000,
}: RollingBufferOptions): RollingBuffer {
  // Not a whole fold: this runs in visitors' pages, which need neither text nor elements of it.
  const base = emptyPage()
  let kept: { event: RecordedEvent; weight: number }[] = []
  let weight = 0

  const trim = () => {
    const start = now() - seconds * 1000
    let folded = 0
    for (const entry of kept) {
      // Between a Meta and its snapshot there is no page to begin with.
      const may = base.root !== null || base.at === 0
      if (may && entry.event.timestamp >= start && weight <= mostCharacters) break
      applyEvent(base, entry.event)
      weight -= entry.weight
      folded++
    }
    if (folded) kept = kept.slice(folded)
    return start
  }

  return {
    push(events) {
      for (const event of events) {
        const entry = { event, weight: weigh(event.data) }
        kept.push(entry)
        weight += entry.weight
      }
      trim()
    },
    take() {
      const start = trim()
      const events = kept.map(({ event }) => event)
      if (!base.root) {
        const first = events.findIndex(({ type }) => type === kinds.meta)
        return first < 0 ? [] : events.slice(first)
      }
      const at = Math.max(base.at, Math.min(start, events[0]?.timestamp ?? start))
      return [...snapshotEvents(base, at), ...events]
    },
  }
}
