import type { ConsoleEntry, TimelineEntry } from '@vitrine/protocol'
import type { Happening } from '@vitrine/protocol/trigger-match'
import { toJson } from '../boot/json.ts'
import { now } from '../boot/natives.ts'
import type { RawEntry, RawRequest } from '../capture/raw-log.ts'
import { type MaskedRequest, type Masks, maskEntry, maskRequest, withAnswer, withMeasures } from './mask-entry.ts'
import { measured } from './measured.ts'

/** What a report may carry beside the picture; bounds of the protocol, and of memory. */
const most = { console: 2_000, timeline: 5_000, characters: 1_500_000, pending: 200, patienceMs: 1_000 }

type Begun = Extract<RawEntry, { kind: 'request-begun' }>

export type Entries = {
  add: (raw: readonly RawEntry[]) => void
  /** Notes a moment that a trigger found. */
  mark: (name: string, at: number) => void
  /** Copies of what happened since, in order of time. */
  since: (at: number) => { console: ConsoleEntry[]; timeline: TimelineEntry[] }
  clear: () => void
}

const sizeOf = (entry: object): number => toJson(entry).length

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
    replace(before: E, entry: E) {
      const slot = kept.find((one) => one.entry === before)
      if (!slot) return
      const size = sizeOf(entry)
      total += size - slot.size
      Object.assign(slot, { entry, size })
    },
    since: (at: number) => kept.map(({ entry }) => entry).filter((entry) => entry.at >= at),
    clear() {
      kept = []
      total = 0
    },
  }
}

const byTime = (a: { at: number }, b: { at: number }): number => a.at - b.at

/** Requests that have begun and not ended, as far as anyone knows. */
function createPending(masks: Masks) {
  const pending = new Map<RawRequest, Begun>()
  return {
    add(begun: Begun) {
      pending.set(begun.request, begun)
      const [oldest] = pending.keys()
      if (pending.size > most.pending && oldest) pending.delete(oldest)
    },
    remove: (request: RawRequest) => pending.delete(request),
    /** Those that are still waited for; one that nobody waits for is told of where the browser has measured it. */
    list(time: number): TimelineEntry[] {
      return [...pending.values()].flatMap(({ request, unheard }) => {
        const durationMs = Math.max(0, time - request.at)
        const timing = unheard?.() ? measured(request.url, { ...request, durationMs }) : undefined
        if (timing) {
          const own = new URL(request.url).origin === location.origin
          const status = timing.responseStatus || (own ? 0 : 202)
          const ended = { status, durationMs: Math.round(timing.duration), ...(status === 0 && { error: 'failed' }) }
          return withMeasures(maskRequest({ ...request, ...ended }, masks), request.url)
        }
        if (unheard?.() || durationMs < most.patienceMs) return []
        return maskRequest({ ...request, durationMs, error: 'no answer yet' }, masks)
      })
    },
    clear: () => pending.clear(),
  }
}

/** Masked console lines and timeline of the last `seconds`. `vitals`: how the page is doing right now; `happened` is told of each. */
export function createEntries(
  masks: Masks,
  seconds: number,
  vitals: () => TimelineEntry[],
  happened: (happening: Happening) => void,
): Entries {
  const console = createBounded<ConsoleEntry>(most.console, most.characters, seconds * 1_000)
  const timeline = createBounded<TimelineEntry>(most.timeline, most.characters, seconds * 1_000)
  const pending = createPending(masks)
  const ended = new WeakMap<RawRequest, MaskedRequest>()
  /** Where to ask the browser what it has measured. */
  const addresses = new WeakMap<TimelineEntry, string>()
  const addOne = (raw: RawEntry, time: number) => {
    if (raw.kind === 'request-begun') return pending.add(raw)
    if (raw.kind === 'answer-read') {
      const before = ended.get(raw.request)
      if (!before) return undefined
      const after = withAnswer(before, raw.body, masks)
      addresses.set(after, raw.request.url)
      return timeline.replace(before, after)
    }
    const masked = maskEntry(raw, masks)
    if (!masked) return
    if ('console' in masked) console.add(masked.console, time)
    else timeline.add(masked.timeline, time)
    happened('console' in masked ? { kind: 'console', ...masked.console } : masked.timeline)
    if ('console' in masked) return
    if (raw.kind !== 'request' || masked.timeline.kind !== 'request') return
    pending.remove(raw)
    ended.set(raw, masked.timeline)
    addresses.set(masked.timeline, raw.url)
  }
  return {
    add(raw) {
      const time = now()
      for (const entry of raw) {
        try {
          addOne(entry, time)
        } catch {
          // What can't be masked is not kept.
        }
      }
    },
    mark: (name, at) => timeline.add({ kind: 'mark', at, name }, now()),
    since(at) {
      const time = now()
      // Measured once in a page's life, perhaps long ago: shown where the report begins.
      const measures = vitals().map((vital) => ({ ...vital, at: Math.max(at, vital.at) }))
      const kept = timeline.since(at).map((entry) => {
        const url = entry.kind === 'request' && addresses.get(entry)
        return url ? withMeasures(entry, url) : entry
      })
      const all = [...kept, ...pending.list(time).filter((entry) => entry.at >= at), ...measures]
      return { console: console.since(at).sort(byTime), timeline: all.sort(byTime).slice(-most.timeline) }
    },
    clear() {
      console.clear()
      timeline.clear()
      pending.clear()
    },
  }
}
