import type { WrittenEvent } from '@vitrine/fold'
import type { Mended } from '../assets/mend-sheets.ts'
import type { Chunk } from './pack-events.ts'
import type { Sheet } from './split-assets.ts'

/** What the page says to the buffer. */
export type ToBuffer =
  | { kind: 'start'; seconds: number }
  | { kind: 'events'; events: WrittenEvent[]; base: boolean }
  /**
   * Asks for a copy of what is held, packed for sending; with `split`, style sheets come beside the events. `mended`:
   * texts of sheets, each with what takes its place.
   */
  | { kind: 'take'; request: number; split: boolean; mended: Mended }

/** The last seconds of the page, ready to be sent. Times are milliseconds since the epoch. */
export type Taken = {
  startedAt: number
  endedAt: number
  events: number
  chunks: Chunk[]
  sheets: Sheet[]
  /** Under which the events name pictures and fonts, perhaps. */
  addresses: string[]
}

/** What the buffer says to the page. */
export type FromBuffer =
  | { kind: 'ready' }
  | { kind: 'taken'; request: number; taken: Taken | undefined }
  | { kind: 'failed'; request: number; message: string }
