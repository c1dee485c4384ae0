import type { ConsoleEntry, TimelineEntry } from '@vitrine/protocol'

type Kind<K extends TimelineEntry['kind']> = Extract<TimelineEntry, { kind: K }>

/** What was pressed, before anyone has decided what of it may be shown. */
export type RawTarget = { element: Element; name: string; text: string }
type RawClick = Omit<Kind<'click'>, 'target'> & { target: RawTarget }
type RawRageClick = Omit<Kind<'rage-click'>, 'target'> & { target: RawTarget }

type RawConsole = {
  kind: 'console'
  at: number
  level: ConsoleEntry['level']
  args: unknown[]
  stack?: string | undefined
}
type RawError = { kind: 'error'; at: number; source: Kind<'error'>['source']; thrown: unknown }

/** As it happened, unmasked: stays in the page's memory until the masker has seen it. */
export type RawEntry = RawConsole | RawError | Kind<'navigation'> | Kind<'request'> | RawClick | RawRageClick

export type RawLog = {
  push: (entry: RawEntry) => void
  /** Hands over what waits and, from then on, everything that comes; `undefined` lets it wait again. */
  attach: (reader: ((entries: RawEntry[]) => void) | undefined) => void
  /** Hands over what waits now. */
  flush: () => void
  clear: () => void
}

/** Bounded: of more than `limit` waiting entries the oldest are forgotten. `later` schedules a hand-over. */
export function createRawLog(limit: number, later: (run: () => void) => void): RawLog {
  let waiting: RawEntry[] = []
  let reader: ((entries: RawEntry[]) => void) | undefined
  let scheduled = false
  const flush = () => {
    scheduled = false
    if (!reader || waiting.length === 0) return
    const entries = waiting
    waiting = []
    reader(entries)
  }
  const schedule = () => {
    if (!reader || scheduled) return
    scheduled = true
    later(flush)
  }
  return {
    push(entry) {
      waiting.push(entry)
      if (waiting.length > limit) waiting.splice(0, waiting.length - limit)
      schedule()
    },
    attach(next) {
      reader = next
      schedule()
    },
    flush,
    clear: () => {
      waiting = []
    },
  }
}
