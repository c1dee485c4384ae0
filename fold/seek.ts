import type { RecordedEvent } from './events.ts'
import { createFold } from './fold.ts'

export interface Seek {
  /** The keyframe before the first of `events`; empty when they begin with Meta and FullSnapshot themselves. */
  keyframe: RecordedEvent[]
  /** The blocks from the keyframe to at least `at`, in order. */
  events: RecordedEvent[]
  /** Milliseconds since the epoch. */
  at: number
}

/** A seek whose events are still coming, in recorded order. */
export interface Seeking {
  add(events: readonly RecordedEvent[]): void
  /** See `seek`. */
  finish(): RecordedEvent[]
}

/** Folds what is before `at` as it comes: when the last has come, little is left to do. */
export function startSeek(at: number, keyframe: readonly RecordedEvent[] = []): Seeking {
  const fold = createFold()
  for (const event of keyframe) fold.apply(event)
  const rest: RecordedEvent[] = []
  return {
    add(events) {
      for (const event of events) {
        if (event.timestamp > at && fold.ready) rest.push(event)
        else fold.apply(event)
      }
    },
    finish: () => [...fold.snapshot(Math.max(at, fold.at)), ...rest],
  }
}

/**
 * What to give a Replayer to stand at `at`: the folded page as one snapshot, stamped `at`, then what comes after.
 * `pause(1)` shows it with a single rebuild. A time before the first snapshot is moved to it.
 */
export function seek({ keyframe, events, at }: Seek): RecordedEvent[] {
  const seeking = startSeek(at, keyframe)
  seeking.add(events)
  return seeking.finish()
}
