import { crc32 } from 'node:zlib'
import type { StreamEvent } from '../dialect.ts'
import { withoutCredentials } from '../errors/translate-error.ts'
import { StreamCut, UpstreamError } from '../middle/failure.ts'
import { asObject, asText, said } from '../middle/json.ts'

const PRELUDE = 12
const SMALLEST = PRELUDE + 4
/** What AWS itself allows for a frame, and the frame around it. */
const LARGEST = 24 * 1024 * 1024
/** Bytes that values of the types have which say no length. */
const SIZES: readonly number[] = [0, 0, 1, 2, 4, 8, -1, -1, 8, 16]
const STRING = 7

const STATUS: Readonly<Record<string, number>> = {
  throttlingException: 429,
  validationException: 400,
  modelTimeoutException: 504,
  serviceUnavailableException: 503,
  internalServerException: 500,
  modelStreamErrorException: 502,
}

const broken = (): never => {
  throw new UpstreamError(502, 'The provider sent a broken frame.')
}

/** Headers that are strings; the others tell nothing that is needed. */
function headersOf(bytes: Buffer): Map<string, string> {
  const headers = new Map<string, string>()
  for (let at = 0; at < bytes.length; ) {
    const nameEnd = at + 1 + bytes.readUInt8(at)
    const name = bytes.toString('utf8', at + 1, nameEnd)
    const type = bytes.readUInt8(nameEnd)
    const size = SIZES[type] ?? broken()
    const from = nameEnd + 1 + (size < 0 ? 2 : 0)
    at = from + (size < 0 ? bytes.readUInt16BE(nameEnd + 1) : size)
    if (type === STRING) headers.set(name, bytes.toString('utf8', from, at))
  }
  return headers
}

/** What Bedrock wraps in a frame: an event of the model's own dialect as base64, or an exception. */
function eventOf(headers: ReadonlyMap<string, string>, payload: Buffer): StreamEvent | undefined {
  const json = asObject(JSON.parse(payload.toString() || '{}'))
  if (headers.get(':message-type') !== 'event') {
    const type = headers.get(':exception-type') ?? headers.get(':error-code') ?? ''
    const message = said(json.message) ?? headers.get(':error-message') ?? 'The provider failed.'
    throw new UpstreamError(STATUS[type] ?? 502, withoutCredentials(message))
  }
  if (headers.get(':event-type') !== 'chunk') return undefined
  const data = Buffer.from(asText(json.bytes), 'base64').toString()
  return { event: said(asObject(JSON.parse(data)).type), data }
}

/** Reads `application/vnd.amazon.eventstream`, split wherever it is, and believes no frame without its checksums. */
export class AwsEvents {
  #held: Buffer = Buffer.alloc(0)

  push(chunk: Buffer): StreamEvent[] {
    const bytes = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk
    const events: StreamEvent[] = []
    let at = 0
    while (bytes.length - at >= PRELUDE) {
      const total = bytes.readUInt32BE(at)
      if (total < SMALLEST || total > LARGEST) broken()
      if (crc32(bytes.subarray(at, at + 8)) !== bytes.readUInt32BE(at + 8)) broken()
      if (bytes.length - at < total) break
      const event = this.#frame(bytes.subarray(at, at + total))
      if (event) events.push(event)
      at += total
    }
    this.#held = bytes.subarray(at)
    return events
  }

  /** After the last bytes. */
  end(): void {
    if (this.#held.length > 0) throw new StreamCut()
  }

  #frame(frame: Buffer): StreamEvent | undefined {
    const end = frame.length - 4
    const headersEnd = PRELUDE + frame.readUInt32BE(4)
    if (headersEnd > end || crc32(frame.subarray(0, end)) !== frame.readUInt32BE(end)) broken()
    try {
      return eventOf(headersOf(frame.subarray(PRELUDE, headersEnd)), frame.subarray(headersEnd, end))
    } catch (error) {
      if (error instanceof UpstreamError) throw error
      return broken()
    }
  }
}
