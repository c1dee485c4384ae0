import {
  type Add,
  type Attributes,
  type CanvasChange,
  type InputValue,
  type NodeFacts,
  nodeTypes,
  type SerializedNode,
} from './events.ts'
import type { MediaState } from './media.ts'
import type { SheetEdit } from './sheets.ts'

/** What a page knows about a node beside its markup. */
export interface Kept {
  scroll?: { x: number; y: number }
  input?: InputValue
  media?: MediaState
  /** Changes of a style element's rules since its text was parsed. */
  edits?: SheetEdit[]
  /** Ids of the constructed sheets it adopted (documents and shadow hosts). */
  adopted?: number[]
  canvas?: CanvasChange[]
}

/** A live node. Siblings are linked, so that adding and removing cost the same anywhere. */
export interface TreeNode {
  id: number
  facts: NodeFacts
  /** In lower case; empty for what is not an element. */
  tag: string
  attributes: Attributes
  text: string
  parent: TreeNode | null
  previous: TreeNode | null
  next: TreeNode | null
  first: TreeNode | null
  last: TreeNode | null
  /** Holder of the shadow children of a host; its parent is the host. */
  shadow: TreeNode | null
  /** The document inside an iframe; its parent is the iframe. */
  content: TreeNode | null
  kept: Kept | null
}

export type Index = Map<number, TreeNode>

const none: Attributes = Object.freeze({})

/** Whether it can be a node at all; what hangs below a thing that is none is lost with it. */
export const isNode = (recorded: SerializedNode): boolean =>
  Number.isInteger(recorded?.id) &&
  recorded.id > 0 &&
  Number.isInteger(recorded.type) &&
  (recorded.type !== nodeTypes.element || typeof recorded.tagName === 'string')

/** The node alone, without its children. The recorded object is neither kept nor changed. */
export function createNode(recorded: SerializedNode): TreeNode {
  const { childNodes: _, attributes, textContent, ...facts } = recorded
  return {
    id: recorded.id,
    facts,
    tag: typeof facts.tagName === 'string' ? facts.tagName.toLowerCase() : '',
    attributes: recorded.type === nodeTypes.element ? { ...attributes } : none,
    text: typeof textContent === 'string' ? textContent : '',
    parent: null,
    previous: null,
    next: null,
    first: null,
    last: null,
    shadow: null,
    content: null,
    kept: null,
  }
}

export const isText = (node: TreeNode) => node.facts.type === nodeTypes.text
export const isElement = (node: TreeNode) => node.facts.type === nodeTypes.element

/** A link whose rules were recorded replays as a style element. */
export const isStyle = (node: TreeNode) =>
  node.tag === 'style' || (node.tag === 'link' && typeof node.attributes._cssText === 'string')

export function shadowOf(host: TreeNode): TreeNode {
  if (!host.shadow) {
    host.shadow = createNode({ id: 0, type: nodeTypes.element })
    host.shadow.parent = host
  }
  return host.shadow
}

export function insertBefore(parent: TreeNode, node: TreeNode, next: TreeNode | null): void {
  const previous = next ? next.previous : parent.last
  node.parent = parent
  node.previous = previous
  node.next = next
  if (previous) previous.next = node
  else parent.first = node
  if (next) next.previous = node
  else parent.last = node
}

export function detach(node: TreeNode): void {
  const { parent, previous, next } = node
  if (parent?.content === node) parent.content = null
  if (previous) previous.next = next
  else if (parent?.first === node) parent.first = next
  if (next) next.previous = previous
  else if (parent?.last === node) parent.last = previous
  node.parent = node.previous = node.next = null
}

export function contains(ancestor: TreeNode, node: TreeNode | null): boolean {
  for (let at = node; at; at = at.parent) if (at === ancestor) return true
  return false
}

/** Every node of a subtree: children, then shadow children, then an iframe's document. Without recursion: depth is the recording's choice. */
export function* walk(root: TreeNode, skip?: Set<TreeNode>): Generator<TreeNode> {
  const open = [root]
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.id) yield node
    if (node.content && !skip?.has(node.content)) open.push(node.content)
    if (node.shadow) open.push(node.shadow)
    for (let child = node.last; child; child = child.previous) open.push(child)
  }
}

/** Builds a recorded subtree. A textarea's `value` stands for its children, as in the Replayer. */
export function buildTree(recorded: SerializedNode, index: Index, born: (node: TreeNode) => void): TreeNode {
  const root = createNode(recorded)
  index.set(root.id, root)
  born(root)
  const open: [SerializedNode, TreeNode][] = [[recorded, root]]
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const [from, parent] = entry
    if (from.isShadowHost) shadowOf(parent)
    if (parent.tag === 'textarea' && typeof parent.attributes.value === 'string') continue
    for (const child of from.childNodes ?? []) {
      if (!isNode(child)) continue
      const node = createNode(child)
      forget(index.get(node.id), index)
      index.set(node.id, node)
      insertBefore(child.isShadow && isElement(parent) ? shadowOf(parent) : parent, node, null)
      born(node)
      open.push([child, node])
    }
  }
  return root
}

/** Takes a node and all that hangs on it out of the tree and the index. */
export function forget(node: TreeNode | undefined, index: Index): void {
  if (!node) return
  detach(node)
  for (const gone of walk(node)) if (index.get(gone.id) === gone) index.delete(gone.id)
}

function serializeOne(node: TreeNode, extra: (node: TreeNode) => Attributes | undefined): SerializedNode {
  const { isShadow: _, ...facts } = node.facts
  const recorded: SerializedNode = facts
  if (node.parent && !node.parent.id && node.parent.parent) recorded.isShadow = true
  if (node.shadow) recorded.isShadowHost = true
  if (isElement(node)) recorded.attributes = { ...node.attributes, ...extra(node) }
  if (isElement(node) || node.facts.type === nodeTypes.document) recorded.childNodes = []
  else if (node.facts.type !== nodeTypes.doctype) recorded.textContent = node.text
  return recorded
}

/** The recorded form of a subtree, without the documents of its iframes. `extra` adds attributes. */
export function serializeTree(
  root: TreeNode,
  extra: (node: TreeNode) => Attributes | undefined,
  frames: TreeNode[] = [],
): SerializedNode {
  const recorded = serializeOne(root, extra)
  const open: [TreeNode, SerializedNode][] = [[root, recorded]]
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const [from, into] = entry
    if (from.content) frames.push(from)
    for (const parent of [from, from.shadow]) {
      for (let child = parent?.first ?? null; child; child = child.next) {
        const one = serializeOne(child, extra)
        into.childNodes?.push(one)
        open.push([child, one])
      }
    }
  }
  return recorded
}

/** A detached subtree as the additions that would build it again. */
export function asAdds(node: TreeNode, add: Omit<Add, 'node'>): Add[] {
  const adds: Add[] = [{ ...add, node: serializeOne(node, () => undefined) }]
  for (const child of walk(node)) {
    if (child === node || !child.parent) continue
    const parentId = child.parent.id || (child.parent.parent?.id ?? 0)
    adds.push({ parentId, nextId: null, node: serializeOne(child, () => undefined) })
  }
  return adds
}
