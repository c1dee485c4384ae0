const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20

const DATA = Buffer.from('data:')
const EVENT = Buffer.from('event:')

/** Whether these bytes stand at `at`. */
export function standsAt(bytes: Buffer, at: number, word: Buffer): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return false
  return true
}

/** Where these bytes stand between two places, or -1. In so few bytes a loop is faster than a native search. */
export function findIn(bytes: Buffer, word: Buffer, from: number, to: number): number {
  const first = word[0]
  const last = to - word.length
  for (let i = from; i <= last; i++) if (bytes[i] === first && standsAt(bytes, i, word)) return i
  return -1
}

/** One event, as places in its bytes. */
export type EventBytes = {
  bytes: Buffer
  /** Its name, where it has one. */
  nameAt: number
  nameEnd: number
  dataAt: number
  dataEnd: number
}

function lineEnd(bytes: Buffer, at: number, end: number): number {
  const found = bytes.indexOf(LF, at)
  return found < 0 || found > end ? end : found
}

const trimmed = (bytes: Buffer, at: number, end: number): number => (end > at && bytes[end - 1] === CR ? end - 1 : end)
const past = (bytes: Buffer, at: number): number => (bytes[at] === SPACE ? at + 1 : at)

/** Fills in where the name and the data of an event stand. Data of several lines is put together in bytes of its own. */
export function takeApart(event: EventBytes, bytes: Buffer, start: number, end: number): void {
  event.bytes = bytes
  event.nameAt = event.nameEnd = event.dataAt = event.dataEnd = start
  let more: Buffer[] | undefined
  for (let at = start; at < end; ) {
    const next = lineEnd(bytes, at, end)
    const stop = trimmed(bytes, at, next)
    if (standsAt(bytes, at, DATA)) {
      const from = past(bytes, at + 5)
      if (event.dataEnd > event.dataAt) {
        more ??= [bytes.subarray(event.dataAt, event.dataEnd)]
        more.push(bytes.subarray(from, stop))
      } else {
        event.dataAt = from
        event.dataEnd = stop
      }
    } else if (standsAt(bytes, at, EVENT)) {
      event.nameAt = past(bytes, at + 6)
      event.nameEnd = stop
    }
    at = next + 1
  }
  if (more) joinInto(event, more)
}

function joinInto(event: EventBytes, lines: readonly Buffer[]): void {
  const name = event.bytes.subarray(event.nameAt, event.nameEnd)
  event.bytes = Buffer.concat([name, ...lines])
  event.nameAt = 0
  event.nameEnd = name.length
  event.dataAt = name.length
  event.dataEnd = event.bytes.length
}
