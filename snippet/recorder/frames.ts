import { attributeOf, isConnected } from './dom.ts'
import type { Recording } from './recording.ts'
import { contentOf } from './serialize.ts'

export type Frames = ReturnType<typeof createFrames>

/** An empty document stands in a frame until its own one comes. */
function isArriving(frame: Element, content: Document): boolean {
  if (content.URL !== 'about:blank') return !content.documentElement
  if (attributeOf(frame, 'srcdoc') !== null) return true
  const src = attributeOf(frame, 'src') ?? ''
  return src !== '' && !src.startsWith('about:') && content.readyState !== 'complete'
}

/** Documents in frames of the same origin. Of a frame that is gone, nothing is held. */
export function createFrames(recording: Recording, watch: (document: Document) => () => void) {
  const { nodes, passwords, observe, wake } = recording
  const undo = new WeakMap<Document, () => void>()
  /** Frames whose documents wait to be recorded. */
  const waiting = new Set<Element>()

  const meet = (content: Document) => {
    if (undo.has(content)) return
    undo.set(content, watch(content))
    observe(content)
    passwords.watch(content)
  }
  const restore = (content: Document) => {
    for (const frame of content.querySelectorAll('iframe')) {
      const inner = contentOf(frame)
      if (inner) restore(inner)
    }
    undo.get(content)?.()
    undo.delete(content)
  }
  return {
    /** An element has been recorded. */
    entered(element: Element, tag: string) {
      if (tag === 'iframe' && nodes.get(element)?.inner.zone !== 'block') waiting.add(element)
    },
    /** A frame has (another) document. */
    loaded(frame: Element) {
      waiting.add(frame)
      wake()
    },
    get done() {
      return waiting.size === 0
    },
    /** The documents that are to be recorded now, with the frames they are in. */
    take(): { frame: Element; content: Document }[] {
      const taken: { frame: Element; content: Document }[] = []
      for (const frame of waiting) {
        const content = isConnected(frame) && nodes.live(frame) ? contentOf(frame) : null
        const around = nodes.get(frame)
        if (!content || !around || around.inner.zone === 'block' || isArriving(frame, content)) continue
        if (nodes.placed(content, around)) continue
        meet(content)
        taken.push({ frame, content })
      }
      waiting.clear()
      return taken
    },
    /** Takes everything off again, also in frames that have been met before. */
    stop: () => restore(document),
  }
}
