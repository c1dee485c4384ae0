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

class BytesTail implements Tail {
  readonly #watch: Watch
  readonly #strip: boolean
  readonly #event: EventBytes = { bytes: nothing, nameAt: 0, nameEnd: 0, dataAt: 0, dataEnd: 0 }
  /** Of an event that has not ended yet. */
  #held: Buffer[] = []
  #heldBytes = 0
  /** Of the line that has not ended yet. */
  #lineEmpty = true

  constructor(watch: Watch, strip: boolean) {
    this.#watch = watch
    this.#strip = strip
  }

  get usage(): Partial<Usage> | undefined {
    return this.#watch.usage()
  }
  get begun(): boolean {
    return this.#watch.begun
  }
  get ended(): boolean {
    return this.#watch.ended
  }
  get failed(): boolean {
    return this.#watch.failed
  }

  push(chunk: Buffer): Buffer {
    let kept: Buffer[] | undefined
    let from = 0
    let keptFrom = 0
    for (let end = this.#eventEnd(chunk, 0); end >= 0; end = this.#eventEnd(chunk, end)) {
      const before = this.#held
      const usageOnly = this.#look(chunk, from, end)
      if (this.#strip && before.length > 0 && !usageOnly) kept = [...before]
      if (this.#strip && usageOnly) {
        kept ??= []
        kept.push(chunk.subarray(keptFrom, from))
        keptFrom = end
      }
      from = end
    }
    if (from < chunk.length) this.#hold(from === 0 ? chunk : chunk.subarray(from))
    if (!this.#strip || (!kept && from === chunk.length)) return chunk
    const rest = chunk.subarray(keptFrom, from)
    return kept ? Buffer.concat([...kept, rest]) : rest
  }

  rest(): Buffer {
    if (this.#held.length === 0) return nothing
    const bytes = Buffer.concat(this.#held)
    return this.#look(nothing, 0, 0) || !this.#strip ? nothing : bytes
  }

  #hold(bytes: Buffer): void {
    this.#held.push(bytes)
    this.#heldBytes += bytes.length
    if (this.#heldBytes > LARGEST) throw new Error('an event of the stream is too large')
  }

  /** Looks at one event, together with what was held of it; true if it tells nothing but usage. */
  #look(chunk: Buffer, from: number, end: number): boolean {
    if (this.#held.length === 0) takeApart(this.#event, chunk, from, end)
    else {
      const bytes = Buffer.concat([...this.#held, chunk.subarray(from, end)])
      this.#held = []
      this.#heldBytes = 0
      takeApart(this.#event, bytes, 0, bytes.length)
    }
    return this.#event.dataEnd > this.#event.dataAt && this.#watch.event(this.#event)
  }

  /** Where the first event that ends at or after `from` ends, or -1. */
  #eventEnd(chunk: Buffer, from: number): number {
    let line = from
    for (;;) {
      const end = chunk.indexOf(LF, line)
      if (end < 0) {
        const only = chunk.length - line
        if (only > 1 || (only === 1 && chunk[line] !== CR)) this.#lineEmpty = false
        return -1
      }
      const empty = this.#lineEmpty && (end === line || (end === line + 1 && chunk[line] === CR))
      this.#lineEmpty = true
      if (empty) return end + 1
      line = end + 1
    }
  }
}

/** `strip`: take out the event that only tells usage, since the client did not ask for it. */
export const createTail = (dialect: Dialect, strip = false): Tail => new BytesTail(watches[dialect](), strip)
