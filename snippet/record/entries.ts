import type { MaskCounts } from '@vitrine/masking'
import type { ConsoleEntry, TimelineEntry } from '@vitrine/protocol'
import type { RawEntry } from '../capture/raw-log.ts'
import { maskEntry } from './mask-entry.ts'
import type { Zones } from './zones.ts'

/** What a report may carry beside the picture; bounds of the protocol, and of memory. */
const most = { console: 2_000, timeline: 5_000, characters: 1_500_000 }

export type Entries = {
  add: (raw: readonly RawEntry[]) => void
  /** Copies of what happened since, in order of time. */
  since: (at: number) => { console: ConsoleEntry[]; timeline: TimelineEntry[] }
  clear: () => void
}

const sizeOf = (entry: object): number => JSON.stringify(entry).length

/** A list that forgets its oldest entries when there are too many, too old or too large ones. */
export function createBounded<E extends { at: number }>(count: number, characters: number, ageMs: number) {
  let kept: { entry: E; size: number }[] = []
  let total = 0
  return {
    add(entry: E, now: number) {
      const size = sizeOf(entry)
      kept.push({ entry, size })
      total += size
      let drop = 0
      for (const oldest of kept) {
        if (kept.length - drop <= count && total <= characters && oldest.entry.at >= now - ageMs) break
        total -= oldest.size
        drop++
      }
      if (drop) kept = kept.slice(drop)
    },
    since: (at: number) => kept.map(({ entry }) => entry).filter((entry) => entry.at >= at),
    clear() {
      kept = []
      total = 0
    },
  }
}

const byTime = (a: { at: number }, b: { at: number }): number => a.at - b.at

/** Masked console lines and timeline of the last `seconds`. */
export function createEntries(zones: Zones, seconds: number, counts: MaskCounts): Entries {
  const console = createBounded<ConsoleEntry>(most.console, most.characters, seconds * 1_000)
  const timeline = createBounded<TimelineEntry>(most.timeline, most.characters, seconds * 1_000)
  const addOne = (raw: RawEntry, now: number) => {
    try {
      const masked = maskEntry(raw, zones, counts)
      if (!masked) return
      if ('console' in masked) console.add(masked.console, now)
      else timeline.add(masked.timeline, now)
    } catch {
      // What can't be masked is not kept.
    }
  }
  return {
    add(raw) {
      const now = Date.now()
      for (const entry of raw) addOne(entry, now)
    },
    since: (at) => ({ console: console.since(at).sort(byTime), timeline: timeline.since(at).sort(byTime) }),
    clear() {
      console.clear()
      timeline.clear()
    },
  }
}
