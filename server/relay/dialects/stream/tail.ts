import type { Usage } from '../../../billing/index.ts'
import type { Dialect } from '../dialect.ts'
import { type EventBytes, takeApart } from './event-bytes.ts'
import type { Watch } from './watch.ts'
import { anthropicWatch, geminiWatch, openaiWatch, responsesWatch } from './watch.ts'

/** No event of any provider is so large; without a limit a stream without line ends would fill the memory. */
const LARGEST = 64 * 1024 * 1024
const LF = 0x0a
const CR = 0x0d
const nothing = Buffer.alloc(0)

const watches: Record<Dialect, () => Watch> = {
  openai: openaiWatch,
  responses: responsesWatch,
  anthropic: anthropicWatch,
  gemini: geminiWatch,
}

/** Looks over the shoulder of a stream that is piped as bytes. */
export interface Tail {
  /** Bytes as they came; answers those that may go on: the very same, or with `strip` whole events without the one on usage. */
  push(chunk: Buffer): Buffer
  /** After the last bytes: looks at an event without its empty line. Answers what `strip` had held of it. */
  rest(): Buffer
  /** What the stream has told so far; what it has not told is missing. */
  readonly usage: Partial<Usage> | undefined
  /** Something of the answer itself has come: from here on no other provider can take over. */
  readonly begun: boolean
  /** The stream has come to the end that its dialect asks for. */
  readonly ended: boolean
  /** The provider reported an error within the stream. */
  readonly failed: boolean
}

/** `strip`: take out the event that only tells usage, since the client did not ask for it. */
export function createTail(dialect: Dialect, strip = false): Tail {
  const watch = watches[dialect]()
  const event: EventBytes = { bytes: nothing, nameAt: 0, nameEnd: 0, dataAt: 0, dataEnd: 0 }
  let held: Buffer[] = []
  let heldBytes = 0
  let lineEmpty = true

  const look = (bytes: Buffer, start: number, end: number): boolean => {
    takeApart(event, bytes, start, end)
    return event.dataEnd > event.dataAt && watch.event(event)
  }

  const hold = (bytes: Buffer): void => {
    held.push(bytes)
    heldBytes += bytes.length
    if (heldBytes > LARGEST) throw new Error('an event of the stream is too large')
  }

  /** An event that began in an earlier chunk. */
  const lookHeld = (chunk: Buffer, from: number, end: number): boolean => {
    const bytes = Buffer.concat([...held, chunk.subarray(from, end)])
    held = []
    heldBytes = 0
    return look(bytes, 0, bytes.length)
  }

  /** Where the first event that ends at or after `from` ends, or -1. Remembers an unfinished line. */
  const eventEnd = (chunk: Buffer, from: number): number => {
    let line = from
    for (;;) {
      const end = chunk.indexOf(LF, line)
      if (end < 0) {
        const only = chunk.length - line
        if (only > 1 || (only === 1 && chunk[line] !== CR)) lineEmpty = false
        return -1
      }
      const empty = end === line || (end === line + 1 && chunk[line] === CR)
      if (empty && lineEmpty) return end + 1
      lineEmpty = true
      line = end + 1
    }
  }

  return {
    push(chunk) {
      const kept: Buffer[] = []
      let from = 0
      let keptFrom = 0
      for (let end = eventEnd(chunk, 0); end >= 0; end = eventEnd(chunk, end)) {
        lineEmpty = true
        const before = held
        const usageOnly = before.length > 0 ? lookHeld(chunk, from, end) : look(chunk, from, end)
        if (strip) {
          if (before.length > 0 && !usageOnly) kept.push(...before)
          if (usageOnly) {
            if (from > keptFrom) kept.push(chunk.subarray(keptFrom, from))
            keptFrom = end
          }
        }
        from = end
      }
      if (from < chunk.length) hold(from === 0 ? chunk : chunk.subarray(from))
      if (!strip) return chunk
      if (kept.length === 0 && keptFrom === 0 && from === chunk.length) return chunk
      if (from > keptFrom) kept.push(chunk.subarray(keptFrom, from))
      return kept.length === 1 ? (kept[0] as Buffer) : kept.length === 0 ? nothing : Buffer.concat(kept)
    },
    rest() {
      if (held.length === 0) return nothing
      const bytes = Buffer.concat(held)
      held = []
      return look(bytes, 0, bytes.length) || !strip ? nothing : bytes
    },
    get usage() {
      return watch.usage()
    },
    get begun() {
      return watch.begun
    },
    get ended() {
      return watch.ended
    },
    get failed() {
      return watch.failed
    },
  }
}
