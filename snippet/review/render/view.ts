import { type RecordedEvent, seek } from '@vitrine/fold'
import { applyEvent } from './apply.ts'
import { openFrame } from './frame.ts'
import type { Resolve, ShownPage } from './page.ts'
import { settleSheets } from './sheets.ts'

export type Size = { width: number; height: number }
export type Box = Size & { x: number; y: number }

/** Shows a recorded page with the browser alone: no script of it runs. */
export type View = {
  frame: HTMLIFrameElement
  /** The page as it was at that time; returns what is still to come. */
  show: (events: readonly RecordedEvent[], at: number) => RecordedEvent[]
  apply: (events: readonly RecordedEvent[]) => void
  /** The recorded element at a place of the frame's own pixels, across shadow roots and inner frames. */
  hit: (x: number, y: number) => number | undefined
  /** Where an element is, in the frame's own pixels. */
  box: (id: number) => Box | undefined
  /** A neighbour of an element in the tree. */
  step: (id: number | undefined, way: 'out' | 'in' | 'before' | 'after') => number | undefined
  /** In words: its name and the first of what it says. */
  describe: (id: number) => string
}

const emptyPage = (frame: HTMLIFrameElement, sheetText: Resolve, resolve: Resolve): ShownPage => ({
  frame,
  nodes: new Map(),
  ids: new WeakMap(),
  made: new Map(),
  adopted: new WeakMap(),
  own: new WeakMap(),
  stale: new Set(),
  sheetText,
  resolve,
})

function hitIn(root: Document | ShadowRoot, x: number, y: number): Element | null {
  const found = root.elementFromPoint(x, y)
  if (!found) return null
  if (found.shadowRoot && root !== found.shadowRoot) return hitIn(found.shadowRoot, x, y) ?? found
  const inner = (found as Partial<HTMLIFrameElement>).contentDocument
  if (!inner) return found
  const { x: left, y: top } = found.getBoundingClientRect()
  return hitIn(inner, x - left, y - top) ?? found
}

function boxOf(element: Element, outermost: Document | null): Box {
  const { x, y, width, height } = element.getBoundingClientRect()
  const frame = element.ownerDocument === outermost ? null : element.ownerDocument.defaultView?.frameElement
  const around = frame ? boxOf(frame, outermost) : { x: 0, y: 0 }
  return { x: x + around.x, y: y + around.y, width, height }
}

const outer = (element: Element): Element | null => {
  const root = element.getRootNode() as Document | ShadowRoot
  return (
    element.parentElement ?? ('host' in root ? root.host : (element.ownerDocument.defaultView?.frameElement ?? null))
  )
}
/** Sheets, scripts and the like are nothing that can be pointed at. */
const isSeen = (element: Element): boolean => !element.localName.startsWith('vitrine-')

function sibling(element: Element | null, way: 'previousElementSibling' | 'nextElementSibling'): Element | null {
  let at = element?.[way] ?? null
  while (at && !isSeen(at)) at = at[way]
  return at
}
const inner = (element: Element): Element | null =>
  element.shadowRoot?.firstElementChild ??
  (element as Partial<HTMLIFrameElement>).contentDocument?.body ??
  element.firstElementChild

/** `files` are addresses and style sheets that are sent along. */
export async function openView(
  into: Element,
  title: string,
  files: { sheetText: Resolve; resolve: Resolve },
): Promise<View> {
  const frame = await openFrame(into, title)
  let page = emptyPage(frame, files.sheetText, files.resolve)
  const idOf = (element: Element | null): number | undefined => {
    for (let at = element; at; at = outer(at)) {
      const id = page.ids.get(at)
      if (id) return id
    }
    return undefined
  }
  const elementOf = (id: number | undefined): Element | undefined => {
    const node = page.nodes.get(id ?? 0)
    return node?.nodeType === 1 ? (node as Element) : undefined
  }
  const apply = (events: readonly RecordedEvent[]) => {
    for (const event of events) applyEvent(page, event)
    settleSheets(page)
  }
  return {
    frame,
    show(events, at) {
      page = emptyPage(frame, files.sheetText, files.resolve)
      const all = seek({ keyframe: [], events: [...events], at })
      const start = all[0]?.timestamp ?? at
      const rest = all.findIndex(({ timestamp }) => timestamp > Math.max(at, start))
      apply(rest < 0 ? all : all.slice(0, rest))
      return rest < 0 ? [] : all.slice(rest)
    },
    apply,
    hit: (x, y) => (frame.contentDocument ? idOf(hitIn(frame.contentDocument, x, y)) : undefined),
    box(id) {
      const element = elementOf(id)
      return element?.isConnected ? boxOf(element, frame.contentDocument) : undefined
    },
    step(id, way) {
      const from = elementOf(id) ?? frame.contentDocument?.body
      if (!from) return undefined
      const first = inner(from)
      const ways = {
        out: outer(from),
        in: first && !isSeen(first) ? sibling(first, 'nextElementSibling') : first,
        before: sibling(from, 'previousElementSibling'),
        after: sibling(from, 'nextElementSibling'),
      }
      return page.ids.get(ways[way] ?? from)
    },
    describe(id) {
      const element = elementOf(id)
      const words = element?.textContent.replaceAll(/\s+/g, ' ').trim().slice(0, 60)
      return `${element?.localName ?? ''}${words ? ` “${words}”` : ''}`
    },
  }
}
