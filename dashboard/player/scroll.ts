import type { Replayer } from '@rrweb/replay'
import type { RecordedEvent } from '@vitrine/fold'

interface Scroll {
  source?: number
  id?: number
  x?: number
  y?: number
}

const scrollOf = ({ data }: RecordedEvent) => data as Scroll

export const scrolls = (event: RecordedEvent): boolean => event.type === 3 && scrollOf(event).source === 3

/** Scrolls at once what the events of a page's state say, in a page that is displayed. */
export function scrollAll(replayer: Replayer, state: readonly RecordedEvent[]): void {
  for (const { id = 0, x: left = 0, y: top = 0 } of state.filter(scrolls).map(scrollOf)) {
    const node = replayer.getMirror().getNode(id)
    const scrolled = node?.nodeType === Node.DOCUMENT_NODE ? (node as Document).defaultView : (node as Element | null)
    scrolled?.scrollTo?.({ left, top, behavior: 'instant' })
  }
}
