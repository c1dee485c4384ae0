import { kinds, type RecordedEvent } from '../events.ts'
import { seek } from '../seek.ts'

/**
 * The stretch between two times in milliseconds since the epoch: the page as it was at `from`, then what happened up
 * to `to`. Of what was only before or after nothing is left.
 */
export function cutTime(events: readonly RecordedEvent[], from: number, to: number): RecordedEvent[] {
  const begin = events.find(({ type }) => type === kinds.full)?.timestamp ?? 0
  const within = events.filter(({ timestamp }) => timestamp <= Math.max(from, to, begin))
  return from <= begin ? within : seek({ keyframe: [], events: within, at: from })
}
