import { isConnected, isElement, kindOf, kinds, parentOf } from './dom.ts'
import type { Info } from './nodes.ts'
import type { Recording } from './recording.ts'
import type { Walk } from './walk.ts'
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
    read({ target, addedNodes, removedNodes }: MutationRecord) {
      const parent = nodes.get(target)
      const shadow = kindOf(target) === kinds.fragment
      for (let i = 0; i < removedNodes.length; i++) {
        const node = removedNodes[i]
        const info = node && parent && nodes.placed(node, parent) ? nodes.get(node) : undefined
        if (info && parent) leave(info, parent, shadow)
      }
      for (let i = 0; i < addedNodes.length; i++) {
        const node = addedNodes[i]
        if (node) added.add(node)
      }
      if (parent?.stamp && isElement(target)) noteInside(recording, target, parent)
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
    /** What came is walked into, in the order of the document. */
    enter() {
      const list = [...added].toReversed()
      added.clear()
      for (const node of list) {
        const parent = isConnected(node) ? parentOf(node) : null
        const info = parent ? nodes.get(parent) : undefined
        if (!parent || !info) continue
        if (isElement(parent)) info.inner = contextNow(recording, parent, info)
        walk.from(node)
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
