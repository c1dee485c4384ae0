import { kinds, type Mutation, type RecordedEvent, type SerializedNode, sources } from '../events.ts'

/** Ids of nodes that must go, each with the outermost node in whose place nothing but its size stays. */
export type Inside = ReadonlyMap<number, number>

type Note = (id: number, parentId: number) => void

function noteTree(node: SerializedNode, parentId: number, note: Note): void {
  const open: [SerializedNode, number][] = [[node, parentId]]
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const [at, parent] = entry
    if (!at || typeof at !== 'object') continue
    note(at.id, parent)
    for (const child of Array.isArray(at.childNodes) ? at.childNodes : []) open.push([child, at.id])
  }
}

/** Calls `note` for every time an event says that a node stands in another. */
function noteParents({ type, data }: RecordedEvent, note: Note): void {
  if (type === kinds.full) {
    const { node } = data as { node?: SerializedNode }
    if (node) noteTree(node, 0, note)
  }
  if (type !== kinds.incremental || (data as { source?: number }).source !== sources.mutation) return
  const { adds } = data as Mutation
  for (const { node, parentId } of Array.isArray(adds) ? adds : []) if (node) noteTree(node, parentId, note)
}

/**
 * Everything that ever stood inside of the given nodes, whatever happened to it before and after: a thing that was
 * dragged out of what was removed is removed as well.
 */
export function findInside(events: readonly RecordedEvent[], ids: Iterable<number>): Inside {
  const inside = new Map<number, number>()
  for (const id of ids) inside.set(id, id)
  for (let before = -1; before < inside.size; ) {
    before = inside.size
    for (const event of events) {
      if (!event.data || typeof event.data !== 'object') continue
      noteParents(event, (id, parentId) => {
        const root = inside.get(parentId)
        if (root !== undefined && !inside.has(id)) inside.set(id, root)
      })
    }
  }
  return inside
}
