import { isConnected, isElement, kindOf, kinds, parentOf } from './dom.ts'
import type { Info } from './nodes.ts'
import type { Recording } from './recording.ts'
import type { Add, Walk } from './walk.ts'
import { contextNow } from './zone-changes.ts'

export type Removed = { parentId: number; id: number; isShadow?: true }

/** What is inside of these is told by the element itself. */
export function noteInside({ sheets, fields }: Recording, element: Element, { inner }: Info): void {
  if (inner.inside === 'css') sheets.rewritten(element)
  else if (inner.inside === 'field') fields.note(element)
}

/** Nodes that came, and recorded ones that went. */
export function createTreeChanges(recording: Recording, walk: Walk) {
  const { nodes } = recording
  const added = new Set<Node>()
  let removes: Removed[] = []

  const leave = (info: Info, parent: Info, shadow: boolean) => {
    if (info.id) removes.push({ parentId: parent.id, id: info.id, ...(shadow && { isShadow: true as const }) })
    nodes.leave(info)
  }
  return {
    added: added as ReadonlySet<Node>,
    read({ target, addedNodes, removedNodes }: MutationRecord) {
      const parent = nodes.get(target)
      const gone = parent?.stamp ? removedNodes.length : 0
      for (let i = 0; i < gone; i++) {
        const node = removedNodes[i]
        const info = node && nodes.get(node)
        if (parent && info?.under === parent.stamp) leave(info, parent, kindOf(target) === kinds.fragment)
      }
      for (let i = 0, { length } = addedNodes; i < length; i++) {
        const node = addedNodes[i]
        if (node) added.add(node)
      }
      if (parent?.stamp && parent.inner.inside !== 'text' && isElement(target)) noteInside(recording, target, parent)
    },
    /** Takes an element out and puts it in again as it is now. */
    renew(element: Element) {
      const info = nodes.live(element) ? nodes.get(element) : undefined
      const outer = parentOf(element)
      const parent = outer && nodes.get(outer)
      if (!info || !parent) return
      leave(info, parent, kindOf(outer) === kinds.fragment)
      added.add(element)
    },
    /** What came is walked into, one after the other, each with what follows it, until the time is up. */
    enter(adds: Add[], isOver: () => boolean) {
      if (added.size) walk.turned()
      let steps = 0
      for (const node of added) {
        if ((++steps % 16 === 0 || recording.masker.isHeavy()) && isOver()) return
        added.delete(node)
        const parent = isConnected(node) ? parentOf(node) : null
        const info = parent ? nodes.get(parent) : undefined
        if (!parent || !info) continue
        if (isElement(parent)) info.inner = contextNow(recording, parent, info)
        // The next one could come to stand before what this one has found to stand before.
        if (!walk.from(node, adds, isOver)) return
      }
    },
    /** Recorded nodes that have gone: to be told before anything else. */
    removed(): Removed[] {
      const told = removes
      removes = []
      return told
    },
    get done() {
      return added.size + removes.length === 0
    },
  }
}
