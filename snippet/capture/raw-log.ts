import type { ConsoleEntry, TimelineEntry } from '@vitrine/protocol'

type Kind<K extends TimelineEntry['kind']> = Extract<TimelineEntry, { kind: K }>

/** What was pressed, before anyone has decided what of it may be shown. */
export type RawTarget = { element: Element; name: string; text: string }
type Pressed<K extends 'click' | 'rage-click' | 'dead-click'> = Omit<Kind<K>, 'target' | 'node'> & { target: RawTarget }

type RawConsole = {
  kind: 'console'
  at: number
  level: ConsoleEntry['level']
  args: unknown[]
  stack?: string | undefined
}
type RawError = { kind: 'error'; at: number; source: Kind<'error'>['source']; thrown: unknown }

/** Content of a request, an answer or a message, as far as it was seen; cut, but not yet masked. */
export type RawBody =
  | { text: string }
  | { value: unknown }
  | { fields: readonly (readonly [name: string, value: string | { file: string; bytes: number }])[] }
  | { binary: string; bytes: number }

export type RawRequest = Omit<Kind<'request'>, 'requestBody' | 'responseBody'> & {
  requestBody?: RawBody | undefined
  responseBody?: RawBody | undefined
}
/** Comes when a request begins; the request itself, the same object, when it has ended. */
type RawBegun = {
  kind: 'request-begun'
  at: number
  request: RawRequest
  /** True while the page hasn't asked how it ends: then nobody is told. */
  unheard?: (() => boolean) | undefined
}
/** The page has read the answer to a request that had ended. */
type RawAnswer = { kind: 'answer-read'; at: number; request: RawRequest; body: RawBody }
type RawFrame = Omit<Kind<'frame'>, 'text'> & { body?: RawBody | undefined }

/** As it happened, unmasked: stays in the page's memory until the masker has seen it. */
export type RawEntry =
  | RawConsole
  | RawError
  | RawBegun
  | RawRequest
  | RawAnswer
  | RawFrame
  | Kind<'navigation'>
  | Kind<'mark'>
  | Kind<'vital'>
  | Pressed<'click'>
  | Pressed<'rage-click'>
  | Pressed<'dead-click'>

/** What is inside of requests; nobody looks until the project's rules are known and ask for it. */
export type Inside = {
  /** Which request an answer belongs to. */
  answered: WeakMap<object, RawRequest>
  /** How often the page has gone somewhere or asked for something. */
  stirs: number
  sending?: ((request: RawRequest, body: unknown) => void) | undefined
  /** An XMLHttpRequest has ended. */
  received?: ((request: RawRequest, xhr: XMLHttpRequest) => void) | undefined
  message?:
    | ((via: 'sse' | 'websocket', frame: Omit<RawFrame, 'kind' | 'at' | 'body'>, data: unknown) => void)
    | undefined
}

export type RawLog = {
  inside: Inside
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
  const inside: Inside = { answered: new WeakMap(), stirs: 0 }
  return {
    inside,
    push(entry) {
      if (entry.kind === 'request-begun' || entry.kind === 'navigation') inside.stirs++
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
