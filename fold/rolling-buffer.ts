import { applyEvent } from './apply.ts'
import { kinds, type RecordedEvent } from './events.ts'
import { emptyPage } from './page.ts'
import { snapshotEvents } from './snapshot.ts'

/** An event as JSON, as long as nobody has to look into it. */
export interface WrittenEvent {
  /** Its timestamp. */
  at: number
  json: string
}

export interface RollingBuffer {
  /** `base`: belongs to the page that the recording begins with, whatever its age. */
  push(events: readonly WrittenEvent[], base?: boolean): void
  /** The last seconds as a recording of their own; it begins with Meta and FullSnapshot. Empty before the first snapshot. */
  take(): WrittenEvent[]
}

export interface RollingBufferOptions {
  seconds: number
  /** Milliseconds since the epoch. */
  now: () => number
  /** How many characters of events may wait beyond the folded page; the oldest are folded first. */
  mostCharacters?: number
}

const write = (event: RecordedEvent): WrittenEvent => ({ at: event.timestamp, json: JSON.stringify(event) })

/** Keeps the last `seconds` of a recording. What is older lives on only as the state of the page. */
export function createRollingBuffer({
  seconds,
  now,
  mostCharacters = 16_000_000,
}: RollingBufferOptions): RollingBuffer {
  // Not a whole fold: this runs in visitors' pages, which need neither text nor elements of it.
  const base = emptyPage()
  let kept: WrittenEvent[] = []
  let characters = 0

  const fold = ({ json }: WrittenEvent) => applyEvent(base, JSON.parse(json) as RecordedEvent)
  const trim = () => {
    const start = now() - seconds * 1000
    let folded = 0
    for (const entry of kept) {
      // Between a Meta and its snapshot there is no page to begin with.
      const may = base.root !== null || base.at === 0
      if (may && entry.at >= start && characters <= mostCharacters) break
      fold(entry)
      characters -= entry.json.length
      folded++
    }
    if (folded) kept = kept.slice(folded)
    return start
  }

  return {
    push(events, isBase = false) {
      for (const entry of events) {
        if (isBase && !kept.length) fold(entry)
        else {
          kept.push(entry)
          characters += entry.json.length
        }
      }
      trim()
    },
    take() {
      const start = trim()
      if (!base.root) {
        const first = kept.findIndex(({ json }) => (JSON.parse(json) as RecordedEvent).type === kinds.meta)
        return first < 0 ? [] : kept.slice(first)
      }
      const at = Math.max(base.at, Math.min(start, kept[0]?.at ?? start))
      return [...snapshotEvents(base, at).map(write), ...kept]
    },
  }
}
