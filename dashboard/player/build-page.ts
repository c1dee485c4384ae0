import { Replayer } from '@rrweb/replay'
import type { RecordedEvent } from '@vitrine/fold'

/** rrweb's own name for them. */
type ReplayerEvents = ConstructorParameters<typeof Replayer>[0]

const options = {
  // Changes go straight to the page: a seek arrives folded, so there is never a long way to catch up.
  useVirtualDom: false,
  // The frame must not take the keyboard from the dashboard.
  triggerFocus: false,
  showWarning: false,
  // Its way, a rule for every element and its ::before and ::after, doubles the cost of styling; see animations.ts.
  pauseAnimation: false,
  mouseTail: { duration: 600, lineCap: 'round', lineWidth: 2, strokeStyle: '#0f766e' },
} as const

// Style sheets that one Replayer has read need not be read again by the next.
const cache = { stylesWithHoverClass: new Map<string, string>() }
const mostSheets = 500

interface Change {
  source?: number
  id?: number
  x?: number
  y?: number
  isAttachIframe?: boolean
}

const changeOf = ({ data }: RecordedEvent) => data as Change
const scroll = 3

function scrollTo(replayer: Replayer, { id = 0, x: left = 0, y: top = 0 }: Change): void {
  const node = replayer.getMirror().getNode(id)
  const scrolled = node?.nodeType === Node.DOCUMENT_NODE ? (node as Document).defaultView : (node as Element | null)
  scrolled?.scrollTo?.({ left, top, behavior: 'instant' })
}

/**
 * Builds the page while it is not displayed: style and layout are then computed once, for the finished page, instead of
 * at every step that asks for positions. Scrolling has to wait for that.
 */
function buildUnseen(replayer: Replayer, events: RecordedEvent[]): void {
  const start = events[0]?.timestamp
  const state = events.filter(({ timestamp }) => timestamp === start).map(changeOf)
  // Where the pointer is inside an inner frame can only be computed in a page that is displayed.
  const hidden = !state.some(({ isAttachIframe }) => isAttachIframe)
  if (hidden) replayer.wrapper.style.display = 'none'
  replayer.pause(1)
  replayer.wrapper.style.display = ''
  if (hidden) for (const change of state) if (change.source === scroll) scrollTo(replayer, change)
}

/** A Replayer in `root` that stands at the first event's time; all events of that time are the state of the page. */
export function buildPage(
  root: HTMLElement,
  events: RecordedEvent[],
  sized: (page: HTMLElement, width: number, height: number) => void,
): Replayer {
  const replayer = new Replayer(events as ReplayerEvents, { root, ...options })
  if (cache.stylesWithHoverClass.size > mostSheets) cache.stylesWithHoverClass.clear()
  Object.assign(replayer, { cache })
  replayer.on('resize', (size) => {
    const { width, height } = size as { width: number; height: number }
    sized(replayer.wrapper, width, height)
  })
  try {
    buildUnseen(replayer, events)
  } catch (error) {
    replayer.wrapper.remove()
    throw error
  }
  return replayer
}
