import { gunzipSync } from 'node:zlib'
import { limits, type ReplayEvent } from '@vitrine/protocol'
import { ProblemError } from '../platform/errors.ts'

/** A page nests a few hundred elements deep at most; whoever walks a tree later may rely on this. */
const deepest = 2_000
const latest = 253_402_300_799_999

const refuse = (why: string) => new ProblemError('invalid-request', why, 'The body is gzip of a JSON array of events.')

/** The events of a chunk as it was sent, from untrusted bytes. Stops unpacking at the limit, whatever the sender claims. */
export function readEvents(body: Uint8Array): ReplayEvent[] {
  const json = unzip(body)
  if (nesting(json) > deepest) throw refuse(`The chunk nests deeper than ${deepest} levels.`)
  const events = parse(json.toString())
  if (!Array.isArray(events) || events.length === 0) throw refuse('The chunk is not a JSON array with events in it.')
  const wrong = events.findIndex((event) => !isEvent(event))
  if (wrong >= 0) throw refuse(`Entry ${wrong} is not an event: it needs a type, a timestamp and data.`)
  return events
}

function unzip(body: Uint8Array): Buffer {
  try {
    return gunzipSync(body, { maxOutputLength: limits.chunkUnpackedBytes })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new ProblemError('too-large', `A chunk unpacks to at most ${limits.chunkUnpackedBytes} bytes.`)
    throw refuse('The chunk is not a complete gzip stream.')
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw refuse('The chunk is not valid JSON.')
  }
}

function isEvent(event: unknown): event is ReplayEvent {
  if (typeof event !== 'object' || event === null) return false
  const { type, timestamp, data } = event as Partial<ReplayEvent>
  const known = isWithin(type, 100) && Number.isInteger(type) && isWithin(timestamp, latest)
  return known && typeof data === 'object' && data !== null
}

const isWithin = (value: unknown, most: number): value is number =>
  typeof value === 'number' && value >= 0 && value <= most

const [quote, backslash] = [0x22, 0x5c]
const opens = new Set([0x7b, 0x5b])
const closes = new Set([0x7d, 0x5d])

/** How deep braces and brackets nest in JSON text. Looked at before parsing: what follows may recurse. */
function nesting(json: Uint8Array): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let at = 0; at < json.length; at++) {
    const byte = json[at] as number
    if (quoted) {
      if (byte === backslash) at++
      else if (byte === quote) quoted = false
    } else if (byte === quote) quoted = true
    else if (opens.has(byte)) deepest = Math.max(deepest, ++depth)
    else if (closes.has(byte)) depth--
  }
  return deepest
}
