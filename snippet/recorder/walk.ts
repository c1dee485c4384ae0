import { type Context, contextBelow, isClosed } from './context.ts'
import { firstOf, isElement, kindOf, kinds, nextOf, parentOf, shadowOf } from './dom.ts'
import type { Info, Nodes } from './nodes.ts'
import type { Recording } from './recording.ts'
import { isSkipped, type Serialized, serialize, tagOf } from './serialize.ts'

export type Add = { parentId: number; nextId: number | null; node: Serialized }

/** Siblings that are to be recorded, from `child` on: all of them, or up to the first that already is. */
type Stretch = {
  readonly parent: Node
  readonly info: Info
  /** Of the parent when this began: another one means that it has left meanwhile. */
  readonly stamp: number
  readonly whole: boolean
  readonly shadow: boolean
  child: Node | null
  /** The recorded sibling to stand before; `undefined` when it must be looked for. */
  next: Node | null | undefined
  turn: number
}

export type Walk = ReturnType<typeof createWalk>

type Inside = (element: Element, tag: string, info: Info) => void

/** What holds inside of an element; with too little time, only its box is shown for now. */
function insideOf(recording: Recording, element: Element, tag: string, above: Context): Context {
  const inner = contextBelow(above, recording.zones, element, tag)
  const short = recording.governor.level >= 3 && !recording.walking() && inner.inside === 'text'
  if (!short || inner.zone === 'block' || !firstOf(element)) return inner
  recording.boxed(element)
  return { ...inner, zone: 'block' }
}

function findNext({ nodes }: Recording, { info }: Stretch, from: Node): Node | null {
  for (let at = nextOf(from); at; at = nextOf(at)) if (nodes.placed(at, info) && nodes.get(at)?.id) return at
  return null
}

/** Takes one node into the recording; `inside` goes on with what is in it. */
function enter(recording: Recording, node: Node, stretch: Stretch, inside: Inside): Add | undefined {
  const { nodes } = recording
  const { info: around, shadow } = stretch
  const above = around.inner
  const tag = isElement(node) ? tagOf(node) : ''
  if (isSkipped(recording, node, tag, above)) {
    nodes.skip(node, around.stamp, above)
    return undefined
  }
  const inner = tag ? insideOf(recording, node as Element, tag, above) : above
  stretch.next ??= stretch.next === undefined ? findNext(recording, stretch, node) : null
  const info = nodes.enter(node, around.stamp, inner)
  const told = serialize(recording, node, tag, { above, inner }, info.id)
  if (!told) {
    nodes.leave(info)
    return undefined
  }
  if (shadow) told.isShadow = true
  if (!tag && 'data' in node) info.altered = told.textContent !== node.data
  const nextId = (stretch.next && nodes.get(stretch.next)?.id) || null
  recording.fields.entered(node)
  if (tag) inside(node as Element, tag, info)
  return { parentId: around.id, nextId, node: told }
}

/** A node that can't be read or masked is left out, with all that is in it. */
function enterOrSkip(recording: Recording, node: Node, stretch: Stretch, inside: Inside): Add | undefined {
  try {
    return enter(recording, node, stretch, inside)
  } catch {
    recording.nodes.skip(node, stretch.stamp, stretch.info.inner)
    return undefined
  }
}

/** The page has changed since: the place to go on at may have gone elsewhere. */
function reconsider(nodes: Nodes, stretch: Stretch, turn: number): boolean {
  if (stretch.info.stamp !== stretch.stamp) return false
  if (stretch.turn === turn) return true
  stretch.turn = turn
  stretch.next = undefined
  if (!nodes.live(stretch.parent)) return false
  if (stretch.child && parentOf(stretch.child) !== stretch.parent) {
    if (!stretch.whole) return false
    stretch.child = firstOf(stretch.parent)
  }
  return true
}

/** Where the node to go on at has another place, there may be others before it. */
function goBack(stack: readonly Stretch[], moved: ReadonlySet<Node> | undefined): void {
  for (const stretch of moved?.size ? stack : [])
    if (stretch.whole && stretch.child && moved?.has(stretch.child)) stretch.child = firstOf(stretch.parent)
}

function noteShadow({ nodes, observe, sheets }: Recording, root: ShadowRoot, host: Info): void {
  nodes.enter(root, host.stamp, host.inner, host.id)
  observe(root)
  sheets.entered(root)
}

/**
 * Takes what isn't recorded yet into the recording: the page at first, what was added later. In document order, a node
 * at a time, so that it can stop anywhere. Between two steps the page may have changed in any way.
 */
export function createWalk(recording: Recording) {
  const { nodes } = recording
  const stack: Stretch[] = []
  let turn = 0

  const open = (parent: Node, child: Node | null, whole: boolean, fresh: boolean) => {
    const info = nodes.get(parent)
    if (!info || !child) return
    const shadow = kindOf(parent) === kinds.fragment
    stack.push({ parent, info, stamp: info.stamp, whole, shadow, child, next: fresh ? null : undefined, turn })
  }
  /** What was shadow or child of an entered element follows it. */
  const enterInside = (element: Element, tag: string, info: Info) => {
    if (isClosed(info.inner)) return recording.frames.entered(element, tag)
    open(element, firstOf(element), true, true)
    const root = shadowOf(element)
    if (root) enterShadow(root, info)
    recording.frames.entered(element, tag)
  }
  const enterShadow = (root: ShadowRoot, host: Info) => {
    noteShadow(recording, root, host)
    open(root, firstOf(root), true, true)
  }
  /** Goes on until the time is up, or nothing more than `depth` stretches are left. */
  const run = (adds: Add[], isOver: () => boolean, depth = 0): void => {
    for (let steps = 1; ; steps++) {
      const stretch = stack.at(-1)
      if (!stretch || stack.length <= depth || ((steps % 8 === 0 || recording.masker.isHeavy()) && isOver())) return
      const add = step(stretch)
      if (add) adds.push(add)
    }
  }
  const enterSafely = (node: Node, stretch: Stretch) => enterOrSkip(recording, node, stretch, enterInside)
  const step = (stretch: Stretch): Add | undefined => {
    if (!stretch.child || !reconsider(nodes, stretch, turn) || !stretch.child) return void stack.pop()
    const at = stretch.child
    if (nodes.placed(at, stretch.info)) {
      if (!stretch.whole) return void stack.pop()
      if (stretch.next === at) stretch.next = undefined
      stretch.child = nextOf(at)
      return undefined
    }
    stretch.child = nextOf(at)
    return enterSafely(at, stretch)
  }
  return {
    /** The tree or the recording has changed. */
    turned(moved?: ReadonlySet<Node>) {
      turn++
      goBack(stack, moved)
    },
    shadow: enterShadow,
    /** A document with what stands in it; what is in its root element follows. */
    document(content: Document, info: Info): Serialized {
      const node: Serialized = { type: 0, childNodes: [], id: info.id }
      if (content.compatMode === 'BackCompat') node.compatMode = 'BackCompat'
      const at = { parent: content, info, stamp: info.stamp, whole: true, shadow: false, child: null, next: null, turn }
      for (let child = firstOf(content); child; child = nextOf(child)) {
        const add = enterSafely(child, at)
        if (add) node.childNodes?.push(add.node)
      }
      return node
    },
    /** This node and its neighbours behind it, up to what is recorded; false when the time is up before that. */
    from(node: Node, adds: Add[], isOver: () => boolean): boolean {
      const parent = parentOf(node)
      const info = parent && nodes.get(parent)
      if (!parent || !info || nodes.placed(node, info) || !nodes.live(parent) || isClosed(info.inner)) return true
      const depth = stack.length
      open(parent, node, false, false)
      run(adds, isOver, depth)
      return stack.length <= depth
    },
    get done() {
      return stack.length === 0
    },
    run,
    clear: () => void (stack.length = 0),
  }
}
