import { watchDeadClicks } from './dead-clicks.ts'
import type { RawLog } from './raw-log.ts'
import { type Vitals, watchVitals } from './vitals.ts'

/** What need not be watched from the very first moment, and comes with the recorder. */
export function watchMore(log: RawLog, ours: (element: Element) => boolean): Vitals {
  const dead = watchDeadClicks(log, ours)
  const vitals = watchVitals(log.push)
  return {
    now: vitals.now,
    stop() {
      for (const stop of [dead, vitals.stop]) stop()
    },
  }
}
