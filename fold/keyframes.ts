import { kinds, type RecordedEvent } from './events.ts'
import { createFold } from './fold.ts'
import { keyframeBytesPerNode, layout } from './layout.ts'

export interface Keyframer {
  /**
   * Feed the blocks of a recording in order. Answers the keyframe that belongs before this block, as events (Meta and
   * FullSnapshot first), or null when the block needs none: too soon after the last, or it begins with its own snapshot.
   */
  block(events: RecordedEvent[], bytes: number): RecordedEvent[] | null
}

export interface KeyframeSpacing {
  everyMs?: number
  everyBytes?: number
}

const beginsItself = (events: RecordedEvent[]) => events.slice(0, 2).some(({ type }) => type === kinds.full)

export function createKeyframer(spacing: KeyframeSpacing = {}): Keyframer {
  const { everyMs = layout.keyframeEveryMs, everyBytes = layout.keyframeEveryBytes } = spacing
  const fold = createFold()
  let since = Number.NEGATIVE_INFINITY
  let bytesSince = 0
  return {
    block(events, bytes) {
      const startsItself = beginsItself(events)
      const enough = Math.max(everyBytes, fold.nodeCount * keyframeBytesPerNode)
      const due = fold.at - since >= everyMs || bytesSince >= enough
      const keyframe = fold.ready && due && !startsItself ? fold.snapshot() : null
      if (keyframe || startsItself) {
        since = events[0]?.timestamp ?? fold.at
        bytesSince = 0
      }
      bytesSince += bytes
      for (const event of events) fold.apply(event)
      return keyframe
    },
  }
}
