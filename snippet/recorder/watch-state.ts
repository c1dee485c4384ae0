import { listen } from '../boot/guard.ts'
import { clock, isElement, kindOf, kinds, nameOf, scrollOf } from './dom.ts'
import { type Recording, shownId, sources } from './recording.ts'

const gatherMs = 150
const media = { play: 0, pause: 1, seeked: 2, volumechange: 3, ratechange: 4 } as const

/** Scroll positions and players: the last state of each, gathered for a moment. */
export function watchViews(recording: Recording): { watch: (document: Document) => (() => void)[]; stop: () => void } {
  const { nodes, emit, governor } = recording
  const scrolled = new Map<Node, { x: number; y: number }>()
  const played = new Map<HTMLMediaElement, number>()
  let timer: number | undefined

  const sayMedia = (element: HTMLMediaElement, type: number) => {
    const id = shownId(recording, element)
    if (!id || nodes.get(element)?.inner.ignored) return
    const { currentTime, volume, muted, playbackRate, loop } = element
    emit(sources.media, { type, id, currentTime, volume, muted, playbackRate, loop })
  }
  const flush = () => {
    timer = undefined
    for (const [node, place] of scrolled) {
      const id = shownId(recording, node)
      if (id) emit(sources.scroll, { id, ...place })
    }
    scrolled.clear()
    for (const [element, type] of played) sayMedia(element, type)
    played.clear()
  }
  const soon = () => {
    timer ??= clock.after(() => governor.timed(flush), gatherMs)
  }
  const scroll = (event: Event) => {
    const target = event.composedPath()[0] as Node | undefined
    if (!target) return
    if (kindOf(target) === kinds.document) {
      const { scrollX = 0, scrollY = 0 } = (target as Document).defaultView ?? {}
      scrolled.set(target, { x: scrollX, y: scrollY })
    } else if (isElement(target)) scrolled.set(target, scrollOf(target))
    soon()
  }
  const play = (type: number) => (event: Event) => {
    played.set(event.composedPath()[0] as HTMLMediaElement, type)
    soon()
  }
  return {
    watch: (document) => [
      listen(document, 'scroll', scroll),
      ...Object.entries(media).map(([name, type]) => listen(document, name as keyof typeof media, play(type))),
    ],
    stop: () => clock.cancel(timer),
  }
}

/** Arrivals: linked sheets, documents of frames. */
export function watchLoads({ sheets, frames, nodes }: Recording, document: Document): () => void {
  return listen(document, 'load', ({ target }) => {
    if (!target || !isElement(target as Node) || !nodes.get(target as Node)) return
    const tag = nameOf(target as Element)
    if (tag === 'link') sheets.rewritten(target as Element)
    else if (tag === 'iframe') frames.loaded(target as Element)
  })
}

/** What is selected; offsets into a text that was masked would point nowhere, and tell lengths. */
export function watchSelection(recording: Recording, document: Document): () => void {
  const { nodes, emit, zones } = recording
  let empty = true
  let timer: number | undefined
  const exact = (node: Node): number =>
    zones.policy.mode !== 'strict' && nodes.get(node)?.altered === false ? shownId(recording, node) : 0
  const say = () => {
    timer = undefined
    const selection = document.getSelection()
    if (!selection || (empty && selection.isCollapsed)) return
    empty = selection.isCollapsed
    const ranges: object[] = []
    for (let i = 0; i < selection.rangeCount; i++) {
      const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(i)
      const [start, end] = [exact(startContainer), exact(endContainer)]
      if (start && end) ranges.push({ start, startOffset, end, endOffset })
    }
    emit(sources.selection, { ranges })
  }
  const undo = listen(document, 'selectionchange', () => {
    timer ??= clock.after(() => recording.governor.timed(say), gatherMs)
  })
  return () => {
    clock.cancel(timer)
    undo()
  }
}

/** The size of the window. */
export function watchSize({ emit, governor }: Recording): () => void {
  let timer: number | undefined
  const say = () => {
    timer = undefined
    emit(sources.viewportResize, { width: innerWidth, height: innerHeight })
  }
  const undo = listen(window, 'resize', () => {
    timer ??= clock.after(() => governor.timed(say), 200)
  })
  return () => {
    clock.cancel(timer)
    undo()
  }
}
