import { createParser } from 'eventsource-parser'
import type { Usage } from '../../billing/index.ts'
import { createTail, type Dialect, type Tail, type Translation, translate, UpstreamError } from '../dialects/index.ts'

/** What lies between a provider's stream and the client's. */
export interface Filter {
  /** Bytes as they came; answers what may go on to the client. */
  push(chunk: Buffer): Buffer | string
  /** After the last bytes of a stream that ended well. */
  finish(): Buffer | string
  /** An error event in the client's dialect. */
  fail(status: number, message: string): string
  /** Something of the answer itself has come. */
  readonly begun: boolean
  readonly ended: boolean
  readonly failed: boolean
  readonly usage: Partial<Usage> | undefined
}

class Passing implements Filter {
  readonly #tail: Tail
  readonly #dialect: Dialect

  constructor(dialect: Dialect, strip: boolean) {
    this.#dialect = dialect
    this.#tail = createTail(dialect, strip)
  }

  get begun(): boolean {
    return this.#tail.begun
  }
  get ended(): boolean {
    return this.#tail.ended
  }
  get failed(): boolean {
    return this.#tail.failed
  }
  get usage(): Partial<Usage> | undefined {
    return this.#tail.usage
  }
  push(chunk: Buffer): Buffer {
    return this.#tail.push(chunk)
  }
  finish(): Buffer {
    return this.#tail.rest()
  }
  fail(status: number, message: string): string {
    return translate(this.#dialect, this.#dialect, {}, '').stream().fail(status, message)
  }
}

class Translating implements Filter {
  readonly #tail: Tail
  readonly #stream: ReturnType<Translation['stream']>
  readonly #decoder = new TextDecoder()
  readonly #parser: ReturnType<typeof createParser>
  #out = ''
  #hasFailed = false

  constructor(from: Dialect, translation: Translation) {
    this.#tail = createTail(from)
    this.#stream = translation.stream()
    this.#parser = createParser({
      onEvent: ({ event, data }) => {
        if (!this.#hasFailed) this.#out += this.#translated(event, data)
      },
    })
  }

  get begun(): boolean {
    return this.#tail.begun
  }
  get ended(): boolean {
    return this.#tail.ended
  }
  get failed(): boolean {
    return this.#tail.failed || this.#hasFailed
  }
  get usage(): Partial<Usage> | undefined {
    return this.#tail.usage
  }
  /** What the provider says went wrong is told in the client's words, behind whatever came before. */
  #translated(event: string | undefined, data: string): string {
    try {
      return this.#stream.push({ event, data })
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      this.#hasFailed = true
      return this.#stream.fail(error.status, error.message)
    }
  }
  #take(): string {
    const out = this.#out
    this.#out = ''
    return out
  }
  push(chunk: Buffer): string {
    this.#tail.push(chunk)
    this.#parser.feed(this.#decoder.decode(chunk, { stream: true }))
    if (this.#tail.failed && !this.#hasFailed) {
      this.#hasFailed = true
      this.#out += this.fail(502, 'The provider reported an error in its stream.')
    }
    return this.#take()
  }
  finish(): string {
    this.#tail.rest()
    this.#parser.feed(this.#decoder.decode())
    // An event without its empty line is one all the same.
    this.#parser.feed('\n\n')
    return this.#take() + this.#stream.end()
  }
  fail(status: number, message: string): string {
    return this.#stream.fail(status, message)
  }
}

export const passing = (dialect: Dialect, strip: boolean): Filter => new Passing(dialect, strip)
export const translating = (from: Dialect, translation: Translation): Filter => new Translating(from, translation)
