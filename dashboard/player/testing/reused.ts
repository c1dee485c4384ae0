import type { Replayer } from '@rrweb/replay'
import { type RecordedEvent, seek } from '@vitrine/fold'
import { describePage } from '../../../fold/testing/in-page/describe-page.ts'
import type { Described } from '../../../fold/testing/in-page/described.ts'
import { buildPage } from '../build-page.ts'
import { createSanitizer } from '../sanitize/create-sanitizer.ts'

export interface Moment {
  events: RecordedEvent[]
  at: number
  /** Plays on for this long before the next moment. */
  played?: number
}

export interface Compared {
  /** No page was built for it. */
  reused: boolean
  /** Its Replayer still knows the one before, and so keeps it alive. */
  chained: boolean
  /** The page that was made of the one before, and the page built anew for the same moment. */
  page: Described
  anew: Described
}

export interface Reuser {
  /** Goes from moment to moment in one frame. */
  compare(moments: Moment[]): Compared[]
}

const stand = () => document.body.appendChild(document.createElement('div'))
const nothing = () => undefined

const describe = (replayer: Replayer) => describePage(replayer.iframe.contentDocument as Document, replayer.getMirror())

const reuser: Reuser = {
  compare(moments) {
    const root = stand()
    let before: { replayer: Replayer; events: RecordedEvent[] } | null = null
    const compared = moments.map(({ events: recorded, at, played }) => {
      const events = createSanitizer().all(seek({ keyframe: [], events: recorded, at }))
      const old = before?.replayer
      const replayer = buildPage(root, events, nothing, before)
      const reused = replayer.wrapper === old?.wrapper
      if (!reused) old?.destroy()
      before = { replayer, events }
      const other = buildPage(stand(), structuredClone(events), nothing, null)
      const chained = 'on' in replayer.config
      const result = { reused, chained, page: describe(replayer), anew: describe(other) }
      other.destroy()
      if (played) replayer.pause(played)
      return result
    })
    document.body.replaceChildren()
    return compared
  },
}
Object.assign(globalThis, { reuser })
