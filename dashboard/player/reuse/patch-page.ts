import { canBecome, type Shown } from './can-become.ts'
import { isStyle, type Mirror, type PageNode, types } from './page-node.ts'
import { patchAttributes } from './patch-attributes.ts'

/** A node to build under its parent, in rrweb's words. */
export interface Addition {
  readonly parentId: number
  nextId: number | null
  /** Without its children, which are additions of their own. */
  readonly node: PageNode
  readonly whole: PageNode
}

const none: readonly PageNode[] = []

/** The children that keep their node because they are still there, by id. */
function staying(parent: Node, targets: readonly PageNode[], shown: Shown): Map<number, Node> {
  const nodes = new Map<number, Node>()
  for (const target of targets) {
    const node = shown.mirror.getNode(target.id)
    if (node?.parentNode === parent && canBecome(node, target, shown)) nodes.set(target.id, node)
  }
  return nodes
}

/** A subtree as single nodes, parents first. A textarea's value stands for its children. */
function additionsOf(root: PageNode, parentId: number): Addition[] {
  const additions: Addition[] = []
  const visit = (node: PageNode, parentId: number) => {
    additions.push({ parentId, nextId: null, node: node.childNodes ? { ...node, childNodes: [] } : node, whole: node })
    if (node.tagName === 'textarea' && typeof node.attributes?.value === 'string') return
    for (const child of node.childNodes ?? none) visit(child, node.id)
  }
  visit(root, parentId)
  return additions
}

/**
 * Changes the page that is shown into another: nodes that are in both keep their place, others are reused for what now
 * stands where they stood. Far cheaper than building a page: most of its style and much of its layout stay valid.
 * What has to be built anew goes to `additions`. `after` becomes the mirror of the new page.
 */
export function patchPage(live: Document, target: PageNode, shown: Shown, after: Mirror, additions: Addition[]): void {
  const note = (node: Node, as: PageNode) => after.add(node, as as never)
  // What was not recorded, such as the Replayer's own style sheet, is passed by.
  const known = (node: Node | null) => {
    let next = node
    while (next && (next === live.doctype || !shown.mirror.hasNode(next))) next = next.nextSibling
    return next
  }

  const patchChildren = (parent: Node, parentId: number, targets: readonly PageNode[]) => {
    const stay = staying(parent, targets, shown)
    const kept = new Set(stay.values())
    let cursor = known(parent.firstChild)
    let waiting: Addition[] = []
    const takeCursor = () => {
      const taken = cursor
      cursor = known(taken?.nextSibling ?? null)
      return taken
    }
    const dropUntilKept = () => {
      for (let gone = cursor; gone && !kept.has(gone); gone = cursor) parent.removeChild(takeCursor() as Node)
    }
    const nodeFor = (target: PageNode): Node | null => {
      const same = stay.get(target.id)
      if (!same) {
        if (!cursor || kept.has(cursor)) return null
        if (canBecome(cursor, target, shown)) return takeCursor()
        parent.removeChild(takeCursor() as Node)
        return null
      }
      dropUntilKept()
      return cursor === same ? takeCursor() : parent.insertBefore(same, cursor)
    }
    for (const target of targets) {
      const node = nodeFor(target)
      if (node) {
        for (const one of waiting) one.nextId = target.id
        waiting = []
        patchNode(node, target)
      } else {
        const [root, ...rest] = additionsOf(target, parentId) as [Addition, ...Addition[]]
        waiting.push(root)
        additions.push(root, ...rest)
      }
    }
    dropUntilKept()
  }

  const patchNode = (node: Node, target: PageNode) => {
    note(node, target)
    if (target.type !== types.element) {
      if (node.nodeValue !== target.textContent) node.nodeValue = target.textContent ?? ''
      return
    }
    const element = node as Element
    patchAttributes(element, target.attributes ?? {})
    const children = target.childNodes ?? none
    if (isStyle(target)) return element.childNodes.forEach((text, i) => children[i] && note(text, children[i]))
    const { shadowRoot } = element
    if (!shadowRoot) return patchChildren(element, target.id, children)
    patchChildren(
      element,
      target.id,
      children.filter(({ isShadow }) => !isShadow),
    )
    patchChildren(
      shadowRoot,
      target.id,
      children.filter(({ isShadow }) => isShadow),
    )
  }
  note(live, target)
  for (const child of target.childNodes ?? none) {
    if (child.type === types.doctype) note(live.doctype as Node, child)
  }
  patchChildren(
    live,
    target.id,
    (target.childNodes ?? none).filter(({ type }) => type !== types.doctype),
  )
}
