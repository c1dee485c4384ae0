import type { TimelineEntry } from '@vitrine/protocol'
import { listen } from '../boot/guard.ts'
import type { RawEntry } from './raw-log.ts'

type Vital = Extract<TimelineEntry, { kind: 'vital' }>
type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean }

/** Shorter ones are common and tell nothing. */
const longTaskMs = 200
const longTasks = 100
/** Layout shifts count together while they follow within a second, for five seconds at most. */
const shifts = { gapMs: 1_000, windowMs: 5_000 }
/** Of so many interactions the slowest one is forgiven. */
const forgiven = 50

/** The largest sum of layout shifts in one window. */
export function createShifts() {
  let first = 0
  let last = 0
  let sum = 0
  let most = 0
  let at = 0
  return {
    add({ startTime, value, hadRecentInput }: Pick<Shift, 'startTime' | 'value' | 'hadRecentInput'>) {
      if (hadRecentInput) return
      const joins = sum > 0 && startTime - last < shifts.gapMs && startTime - first < shifts.windowMs
      if (!joins) [first, sum] = [startTime, 0]
      last = startTime
      sum += value
      if (sum > most) [most, at] = [sum, startTime]
    },
    worst: () => ({ value: most, at }),
  }
}

type Interaction = { id: number; value: number; at: number }

/** The slowest interaction; of each fifty one slower is left out. */
export function createInteractions() {
  const slowest: Interaction[] = []
  const ids = new Set<number>()
  return {
    add(id: number, value: number, at: number) {
      if (!id) return
      ids.add(id)
      const known = slowest.find((one) => one.id === id)
      if (known) known.value = Math.max(known.value, value)
      else slowest.push({ id, value, at })
      slowest.sort((a, b) => b.value - a.value).splice(10)
    },
    /** `all`: how many there were, also those too quick to be told of. */
    worst: (all: number = ids.size): Interaction | undefined =>
      slowest[Math.min(slowest.length - 1, Math.floor(all / forgiven))],
  }
}

function observe<E extends PerformanceEntry>(type: string, see: (entry: E) => void, more: object = {}): () => void {
  if (!PerformanceObserver.supportedEntryTypes.includes(type)) return () => {}
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) see(entry as E)
  })
  observer.observe({ type, buffered: true, ...more })
  return () => observer.disconnect()
}

/** When the page was first out of sight: what is painted later says nothing about speed. */
function firstHidden(): number {
  const seen = performance.getEntriesByType('visibility-state').find(({ name }) => name === 'hidden')
  return seen?.startTime ?? (document.visibilityState === 'hidden' ? 0 : Number.POSITIVE_INFINITY)
}

export type Vitals = { now: () => Vital[]; stop: () => void }

/** How fast the page is for this visitor, by the definitions of Web Vitals; long tasks as they come. */
export function watchVitals(push: (entry: RawEntry) => void): Vitals {
  let layout = createShifts()
  let interactions = createInteractions()
  let countedBefore = 0
  const painted = new Map<'FCP' | 'LCP', number>()
  let told = 0
  let restored = false
  const paint = (name: 'FCP' | 'LCP') => (entry: PerformanceEntry) => {
    if (entry.startTime < firstHidden()) painted.set(name, entry.startTime)
  }
  const interacted = ({ interactionId, duration, startTime }: PerformanceEventTiming) =>
    interactions.add(interactionId, duration, startTime)
  const counted = () => (performance as { interactionCount?: number }).interactionCount
  const undo = [
    // A page that comes back as it was left is a new visit; it wasn't loaded, though.
    listen(window, 'pageshow', ({ persisted }) => {
      if (!persisted) return
      layout = createShifts()
      interactions = createInteractions()
      countedBefore = counted() ?? 0
      painted.clear()
      restored = true
    }),
    observe('paint', (entry) => entry.name === 'first-contentful-paint' && paint('FCP')(entry)),
    observe('largest-contentful-paint', paint('LCP')),
    observe<Shift>('layout-shift', (shift) => layout.add(shift)),
    // The first one is told of however quick it was.
    observe('first-input', interacted),
    observe('event', interacted, { durationThreshold: 40 }),
    observe('longtask', ({ duration, startTime }) => {
      if (duration <= longTaskMs || ++told > longTasks) return
      const at = performance.timeOrigin + startTime
      push({ kind: 'vital', at, name: 'long-task', value: Math.round(duration) })
    }),
  ]
  const now = () => {
    const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    const all = counted()
    const begun = (page as { activationStart?: number } | undefined)?.activationStart ?? 0
    const worst = interactions.worst(all && all - countedBefore)
    const shifted = layout.worst()
    const vital = (name: Vital['name'], value: number, at: number): Vital => ({
      kind: 'vital',
      at: performance.timeOrigin + at,
      name,
      value: Math.round(value * 10_000) / 10_000,
    })
    return [
      ...(!restored && page?.responseStart
        ? [vital('TTFB', Math.max(0, page.responseStart - begun), page.responseStart)]
        : []),
      ...[...painted].map(([name, at]) => vital(name, Math.max(0, at - begun), at)),
      vital('CLS', shifted.value, shifted.at),
      ...(worst ? [vital('INP', worst.value, worst.at)] : []),
    ]
  }
  return { now, stop: () => undo.forEach((end) => end()) }
}
