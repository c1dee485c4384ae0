import { zstdCompressSync } from 'node:zlib'
import type { MaskingMode } from '@vitrine/masking'
import { redactEvents } from '@vitrine/masking/server'
import type { MaskCounts } from '@vitrine/protocol'
import { readEvents } from './read-events.ts'

export type PreparedChunk = {
  /** Packed JSON array of the redacted events; never on disk before it is sealed. */
  readonly packed: Uint8Array
  readonly events: number
  /** Milliseconds since the epoch, of the earliest and the latest event. */
  readonly firstAt: number
  readonly lastAt: number
  /** What the scan found, by kind. */
  readonly redacted: MaskCounts
}

export type PrepareChunk = (body: Uint8Array, mode: MaskingMode) => Promise<PreparedChunk>

/** Unpacks what a browser sent, checks its shape, redacts every string in it, and packs it for storing. */
export function prepareChunk(body: Uint8Array, mode: MaskingMode): PreparedChunk {
  const { events, counts } = redactEvents(readEvents(body), mode)
  const times = events.reduce(
    (span, { timestamp }) => ({ first: Math.min(span.first, timestamp), last: Math.max(span.last, timestamp) }),
    { first: Number.POSITIVE_INFINITY, last: 0 },
  )
  return {
    packed: zstdCompressSync(JSON.stringify(events)),
    events: events.length,
    firstAt: times.first,
    lastAt: times.last,
    redacted: counts,
  }
}
