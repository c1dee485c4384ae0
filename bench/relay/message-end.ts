const headEnd = Buffer.from('\r\n\r\n')
const lastChunk = Buffer.from('0\r\n\r\n')

/**
 * Finds where one HTTP message ends, without a parser: a measurement's own work must not be what is measured. Good for
 * messages that come one at a time, whose chunked bodies have no `0` alone on a line.
 */
export class MessageEnd {
  #head: Buffer = Buffer.alloc(0)
  #left = -1
  #chunked = false
  #tail: Buffer = Buffer.alloc(0)
  head = ''

  /** Starts over for the next message of a connection. */
  reset(): void {
    this.#head = Buffer.alloc(0)
    this.#left = -1
    this.#chunked = false
    this.#tail = Buffer.alloc(0)
    this.head = ''
  }

  /** Takes bytes as they came; true once the message is whole. */
  push(bytes: Buffer): boolean {
    if (this.head !== '') return this.#body(bytes)
    this.#head = this.#head.length === 0 ? bytes : Buffer.concat([this.#head, bytes])
    const end = this.#head.indexOf(headEnd)
    if (end < 0) return false
    this.head = this.#head.toString('latin1', 0, end).toLowerCase()
    this.#chunked = this.head.includes('transfer-encoding: chunked')
    const at = this.head.indexOf('content-length:')
    this.#left = at < 0 ? 0 : Number.parseInt(this.head.slice(at + 15), 10)
    return this.#body(this.#head.subarray(end + 4))
  }

  #body(bytes: Buffer): boolean {
    if (!this.#chunked) {
      this.#left -= bytes.length
      return this.#left <= 0
    }
    const kept = bytes.length >= lastChunk.length ? bytes : Buffer.concat([this.#tail, bytes])
    this.#tail = kept.subarray(-lastChunk.length)
    return this.#tail.equals(lastChunk)
  }
}
