import { applyEvent } from './apply.ts'
import { describe, type FoldedElement } from './element.ts'
import type { RecordedEvent } from './events.ts'
import { emptyPage } from './page.ts'
import { snapshotEvents } from './snapshot.ts'
import { visibleText } from './text.ts'

export interface Pointer {
  x: number
  y: number
  element: FoldedElement | null
}

export interface Fold {
  /** In recorded order. Neither throws nor keeps or changes the event. */
  apply(event: RecordedEvent): void
  /** Time of the newest event applied, in milliseconds since the epoch; 0 before any. */
  readonly at: number
  /** There has been a full snapshot. */
  readonly ready: boolean
  readonly nodeCount: number
  /** Meta, FullSnapshot and what a snapshot cannot hold, stamped `at`; a Replayer fed with them shows the page. */
  snapshot(at?: number): RecordedEvent[]
  text(): string
  element(id: number): FoldedElement | null
  /** Where the visitor points, and at what. */
  pointer(): Pointer | null
}

export function createFold(): Fold {
  const page = emptyPage()
  const element = (id: number) => {
    const node = page.index.get(id)
    return node ? describe(node) : null
  }
  return {
    apply: (event) => applyEvent(page, event),
    get at() {
      return page.at
    },
    get ready() {
      return page.root !== null
    },
    get nodeCount() {
      return page.index.size
    },
    snapshot: (at = page.at) => snapshotEvents(page, at),
    text: () => (page.root ? visibleText(page.root) : ''),
    element,
    pointer() {
      const { x, y, id } = page.pointer?.position ?? {}
      return x === undefined || y === undefined || id === undefined ? null : { x, y, element: element(id) }
    },
  }
}
