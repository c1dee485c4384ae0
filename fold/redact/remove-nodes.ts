import {
  type Add,
  kinds,
  type Mutation,
  nodeTypes,
  type Position,
  type RecordedEvent,
  type SerializedNode,
  sources,
} from '../events.ts'
import { findInside, type Inside } from './find-inside.ts'

/** In CSS pixels; what the place of a removed node keeps. */
export interface Removal {
  id: number
  width: number
  height: number
}

type Sizes = ReadonlyMap<number, Removal>

/** A box of the same size, as recorders leave it for blocked elements. What is no element leaves an empty text. */
function placeholder(node: SerializedNode, sizes: Sizes): SerializedNode {
  const { id, type, rootId, isShadow, isSVG } = node
  const facts = { id, ...(rootId && { rootId }), ...(isShadow && { isShadow }) }
  if (type !== nodeTypes.element) return { ...facts, type: nodeTypes.text, textContent: '' }
  const { width = 0, height = 0 } = sizes.get(id) ?? {}
  const size = { rr_width: `${Math.round(width)}px`, rr_height: `${Math.round(height)}px` }
  const tagName = isSVG ? 'svg' : 'div'
  return { ...facts, type, tagName, attributes: { class: '', ...size }, childNodes: [], ...(isSVG && { isSVG }) }
}

function cleanTree(node: SerializedNode, inside: Inside, sizes: Sizes): SerializedNode {
  if (inside.has(node.id)) return placeholder(node, sizes)
  if (!Array.isArray(node.childNodes)) return node
  const root = { ...node, childNodes: [] as SerializedNode[] }
  const open: [SerializedNode[], SerializedNode[]][] = [[node.childNodes, root.childNodes]]
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const [from, to] = entry
    for (const child of from) {
      if (inside.has(child?.id)) to.push(placeholder(child, sizes))
      else if (!Array.isArray(child?.childNodes)) to.push(child)
      else {
        const copy = { ...child, childNodes: [] as SerializedNode[] }
        to.push(copy)
        open.push([child.childNodes, copy.childNodes])
      }
    }
  }
  return root
}

const list = <T>(value: T[] | undefined): T[] => (Array.isArray(value) ? value : [])

function cleanMutation(data: Mutation, inside: Inside, sizes: Sizes): Mutation | undefined {
  const clean: Mutation = {
    ...data,
    adds: list(data.adds)
      .filter(({ parentId }) => !inside.has(parentId))
      .map((add): Add => ({ ...add, node: cleanTree(add.node, inside, sizes) })),
    removes: list(data.removes).filter(({ parentId }) => !inside.has(parentId)),
    texts: list(data.texts).filter(({ id }) => !inside.has(id)),
    attributes: list(data.attributes).filter(({ id }) => !inside.has(id)),
  }
  const { adds, removes, texts, attributes } = clean
  return [adds, removes, texts, attributes].some((part) => part?.length) ? clean : undefined
}

/** Everything else names its node by `id`, lists of positions and ranges apart. */
function cleanOther(data: Record<string, unknown>, inside: Inside): Record<string, unknown> | undefined {
  const { id, positions, ranges, payload } = data as {
    id?: number
    positions?: Position[]
    ranges?: { start: number; end: number }[]
    payload?: { id?: number }
  }
  if (inside.has(id ?? 0) || inside.has(payload?.id ?? 0)) return undefined
  if (Array.isArray(positions)) {
    return { ...data, positions: positions.map((at) => ({ ...at, id: inside.get(at.id) ?? at.id })) }
  }
  if (!Array.isArray(ranges)) return data
  return { ...data, ranges: ranges.filter(({ start, end }) => !inside.has(start) && !inside.has(end)) }
}

function cleanEvent(event: RecordedEvent, inside: Inside, sizes: Sizes): RecordedEvent | undefined {
  const { type, data } = event
  if (typeof data !== 'object' || data === null) return event
  if (type === kinds.full) {
    const { node } = data as { node?: SerializedNode }
    return node ? { ...event, data: { ...data, node: cleanTree(node, inside, sizes) } } : undefined
  }
  const isMutation = type === kinds.incremental && (data as { source?: number }).source === sources.mutation
  const cleaned = isMutation ? cleanMutation(data, inside, sizes) : cleanOther(data as Record<string, unknown>, inside)
  return cleaned && { ...event, data: cleaned }
}

export interface Removed {
  events: RecordedEvent[]
  /** Whether a node is gone, and so what points at it elsewhere must go. */
  has: (id: number) => boolean
}

/**
 * The recording without the given nodes and all that ever was in them: in every snapshot and every change. A box of
 * their size stays. The given events are not changed.
 */
export function removeNodes(events: readonly RecordedEvent[], removals: readonly Removal[]): Removed {
  const sizes = new Map(removals.map((removal) => [removal.id, removal]))
  const inside = findInside(events, sizes.keys())
  const kept: RecordedEvent[] = []
  for (const event of events) {
    const clean = cleanEvent(event, inside, sizes)
    if (clean) kept.push(clean)
  }
  return { events: kept, has: (id) => inside.has(id) }
}
