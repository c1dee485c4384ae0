import type { Add } from './events.ts'

/** Additions that could not be placed yet, as trees: a node under its parent, before its next sibling. */
export interface Waiting {
  add: Add
  parent: Waiting | null
  children: Waiting[]
}

/** Groups waiting additions as the Replayer does, so that they resolve in the same order. */
export function queueTrees(queue: Add[]): Waiting[] {
  const byId = new Map<number, Waiting>()
  const roots: Waiting[] = []
  for (const add of queue) {
    const next = add.nextId ? byId.get(add.nextId) : undefined
    const parent = next ? next.parent : (byId.get(add.parentId) ?? null)
    const waiting: Waiting = { add, parent, children: [] }
    byId.set(add.node.id, waiting)
    const siblings = parent ? parent.children : roots
    if (next) siblings.splice(siblings.indexOf(next), 0, waiting)
    else siblings.push(waiting)
  }
  return roots
}

/** A tree's additions in the order to try them: a node, then its children from the last to the first. */
export function* inOrder(root: Waiting): Generator<Add> {
  const open = [root]
  for (let waiting = open.pop(); waiting; waiting = open.pop()) {
    yield waiting.add
    for (const child of waiting.children) open.push(child)
  }
}
