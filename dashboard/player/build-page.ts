import { Replayer } from '@rrweb/replay'
import type { RecordedEvent } from '@vitrine/fold'
import { type ReplayerEvents, replayerOptions, shareCache } from './replayer-options.ts'
import { type Before, reusePage } from './reuse/reuse-page.ts'
import { scrollAll } from './scroll.ts'

/**
 * Builds the page while it is not displayed: style and layout are then computed once, for the finished page, instead of
 * at every step that asks for positions. Scrolling has to wait for that.
 */
function buildUnseen(replayer: Replayer, events: RecordedEvent[]): void {
  const start = events[0]?.timestamp
  const state = events.filter(({ timestamp }) => timestamp === start)
  // Where the pointer is inside an inner frame can only be computed in a page that is displayed.
  const hidden = !state.some(({ data }) => (data as { isAttachIframe?: boolean }).isAttachIframe)
  if (hidden) replayer.wrapper.style.display = 'none'
  replayer.pause(1)
  replayer.wrapper.style.display = ''
  if (hidden) scrollAll(replayer, state)
}

function buildAnew(root: HTMLElement, events: RecordedEvent[], prepare: (replayer: Replayer) => void): Replayer {
  const replayer = new Replayer(events as ReplayerEvents, { root, ...replayerOptions })
  shareCache(replayer)
  prepare(replayer)
  try {
    buildUnseen(replayer, events)
  } catch (error) {
    replayer.wrapper.remove()
    throw error
  }
  return replayer
}

/**
 * A Replayer in `root` that stands at the first event's time; all events of that time are the state of the page. It
 * takes over the page of `before` where that is possible.
 */
export function buildPage(
  root: HTMLElement,
  events: RecordedEvent[],
  sized: (page: HTMLElement, width: number, height: number) => void,
  before: Before | null,
): Replayer {
  const prepare = (replayer: Replayer) => {
    replayer.on('resize', (size) => {
      if (!replayer.iframe.isConnected) return
      const { width, height } = size as { width: number; height: number }
      sized(replayer.wrapper, width, height)
    })
  }
  try {
    const reused = before && reusePage(root, before, events, prepare)
    if (reused) return reused
  } catch {
    // Whatever a recording holds against it, a page of its own can always be built.
  }
  return buildAnew(root, events, prepare)
}
