import type { RecordedEvent } from '@vitrine/fold'
import type { ShownFile } from './assets.ts'

/** Events in recorded order: as the JSON text of an array, in bytes, which travel between frames fastest, or as themselves. */
export type Part = ArrayBuffer | string | readonly RecordedEvent[]

/** From the dashboard to the replay frame. Times are milliseconds since the epoch. */
export type ToPlayer =
  /** What is appended from here on takes the place of all it has, beginning with a keyframe or with the recording. */
  | { kind: 'open'; at: number }
  /** More of what was opened, or more to play after what it has. */
  | { kind: 'append'; part: Part }
  /** All that it needs to stand at the time it was opened for has been appended. */
  | { kind: 'show' }
  /** Files that the recording shows. Style sheets have to come before the events that name them. */
  | { kind: 'files'; files: readonly ShownFile[] }
  /** Within what it has. */
  | { kind: 'seek'; at: number }
  | { kind: 'play'; speed: number }
  | { kind: 'pause' }
  /** What is masked is painted over from here on, if `on`. */
  | { kind: 'mark'; on: boolean }
  /** Asks what stands at a point of the frame, in its pixels. */
  | { kind: 'inspect'; x: number; y: number }

/** From the replay frame to the dashboard. */
export type FromPlayer =
  | { kind: 'ready' }
  /** The page at `at` is on the screen, `tookMs` after the message that asked for it came. */
  | { kind: 'painted'; at: number; tookMs: number }
  /** Each animation frame while playing. */
  | { kind: 'time'; at: number }
  /** The recorded window, in its own pixels. */
  | { kind: 'size'; width: number; height: number }
  | { kind: 'inspected'; found: Inspected | null }
  | { kind: 'failed'; message: string }

/** An element of the recorded page. What it is called comes from the page: text, to be trusted by nobody. */
export type Inspected = {
  tag: string
  /** How CSS could name it, and how many elements of the page each would name. */
  selectors: { selector: string; count: number }[]
  /** In parts of the frame. */
  box: { left: number; top: number; width: number; height: number }
}

const kinds = new Set(['open', 'append', 'files', 'show', 'seek', 'play', 'pause', 'mark', 'inspect'])

export const isToPlayer = (data: unknown): data is ToPlayer =>
  typeof data === 'object' && data !== null && 'kind' in data && kinds.has(String(data.kind))
