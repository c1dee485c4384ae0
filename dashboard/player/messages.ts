import type { RecordedEvent } from '@vitrine/fold'

/** Events in recorded order: as the JSON text of an array, which travels between frames fastest, or as themselves. */
export type Part = string | readonly RecordedEvent[]

/** From the dashboard to the replay frame. Times are milliseconds since the epoch. */
export type ToPlayer =
  /** Replaces all that was shown: the page stands at `at`. The parts begin with a keyframe or with the recording. */
  | { kind: 'show'; parts: readonly Part[]; at: number }
  /** More to play after what it has. */
  | { kind: 'append'; part: Part }
  /** Within what it has. */
  | { kind: 'seek'; at: number }
  | { kind: 'play'; speed: number }
  | { kind: 'pause' }

/** From the replay frame to the dashboard. */
export type FromPlayer =
  | { kind: 'ready' }
  /** The page at `at` is on the screen, `tookMs` after the message that asked for it came. */
  | { kind: 'painted'; at: number; tookMs: number }
  /** Each animation frame while playing. */
  | { kind: 'time'; at: number }
  /** The recorded window, in its own pixels. */
  | { kind: 'size'; width: number; height: number }
  | { kind: 'failed'; message: string }

const kinds = new Set(['show', 'append', 'seek', 'play', 'pause'])

export const isToPlayer = (data: unknown): data is ToPlayer =>
  typeof data === 'object' && data !== null && 'kind' in data && kinds.has(String(data.kind))
