import type { StreamEvent, StreamTranslation } from '../dialect.ts'
import { withoutCredentials } from '../errors/translate-error.ts'
import type { StreamReader, StreamWriter } from './codec.ts'
import { StreamCut, UpstreamError } from './failure.ts'
import { InOrder } from './in-order.ts'

/** From a provider's stream to a client's. */
export class Bridge implements StreamTranslation {
  readonly #reader: StreamReader
  readonly #writer: StreamWriter
  readonly #order: InOrder
  #out = ''

  constructor(reader: StreamReader, writer: StreamWriter) {
    this.#reader = reader
    this.#writer = writer
    this.#order = new InOrder((piece) => {
      this.#out += writer.write(piece)
    })
  }

  push(event: StreamEvent): string {
    if (event.data === '') return ''
    try {
      this.#reader.push(event, this.#order.push)
    } catch (error) {
      // The text of a syntax error would quote the answer.
      throw error instanceof SyntaxError ? new UpstreamError(502, 'The provider sent an event that is no JSON.') : error
    }
    return this.#taken()
  }

  end(): string {
    if (!this.#reader.ended) throw new StreamCut()
    this.#order.closeAll()
    return this.#taken() + this.#writer.end()
  }

  fail(status: number, message: string): string {
    return this.#writer.fail(status, withoutCredentials(message))
  }

  #taken(): string {
    const out = this.#out
    this.#out = ''
    return out
  }
}
