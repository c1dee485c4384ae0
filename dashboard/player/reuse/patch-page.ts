import { canBecome, type Shown } from './can-become.ts'
import { isStyle, type Mirror, type PageNode, types } from './page-node.ts'
import { patchAttributes } from './patch-attributes.ts'
import { Siblings } from './siblings.ts'

/** A node to build under its parent, in rrweb's words. */
export interface Addition {
  readonly parentId: number
  nextId: number | null
  /** Without its children, which are additions of their own. */
  readonly node: PageNode
  readonly whole: PageNode
}

interface Patch {
  readonly live: Document
  readonly shown: Shown
  /** Becomes the mirror of the new page. */
  readonly after: Mirror
  /** What has to be built anew. */
  readonly additions: Addition[]
}

const none: readonly PageNode[] = []

const note = ({ after }: Patch, node: Node, as: PageNode) => after.add(node, as as never)

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
function add({ additions }: Patch, root: PageNode, parentId: number): Addition {
  const visit = (node: PageNode, parentId: number): Addition => {
    const whole = node
    const addition = { parentId, nextId: null, node: node.childNodes ? { ...node, childNodes: [] } : node, whole }
    additions.push(addition)
    const isFilled = node.tagName === 'textarea' && typeof node.attributes?.value === 'string'
    for (const child of isFilled ? none : (node.childNodes ?? none)) visit(child, node.id)
    return addition
  }
  return visit(root, parentId)
}

function patchChildren(patch: Patch, parent: Node, parentId: number, targets: readonly PageNode[]): void {
  const { live, shown } = patch
  const stays = staying(parent, targets, shown)
  const siblings = new Siblings(
    parent,
    new Set(stays.values()),
    (node) => node !== live.doctype && shown.mirror.hasNode(node),
  )
  let waiting: Addition[] = []
  for (const target of targets) {
    const same = stays.get(target.id)
    const { spare } = siblings
    const node = same ?? (spare && canBecome(spare, target, shown) ? spare : undefined)
    if (same) siblings.reach(same)
    else if (node) siblings.take()
    else if (spare) siblings.drop()
    if (node) {
      for (const addition of waiting) addition.nextId = target.id
      waiting = []
      patchNode(patch, node, target)
    } else {
      waiting.push(add(patch, target, parentId))
    }
  }
  siblings.dropSpares()
}

function patchNode(patch: Patch, node: Node, target: PageNode): void {
  note(patch, node, target)
  if (target.type !== types.element) {
    if (node.nodeValue !== target.textContent) node.nodeValue = target.textContent ?? ''
    return
  }
  const element = node as Element
  const { id, childNodes = none } = target
  patchAttributes(element, target.attributes ?? {})
  if (isStyle(target)) {
    for (const [i, child] of childNodes.entries()) note(patch, element.childNodes.item(i), child)
  } else if (element.shadowRoot) {
    const inShadow = (wanted: boolean) => childNodes.filter(({ isShadow }) => Boolean(isShadow) === wanted)
    patchChildren(patch, element, id, inShadow(false))
    patchChildren(patch, element.shadowRoot, id, inShadow(true))
  } else {
    patchChildren(patch, element, id, childNodes)
  }
}

/**
 * Changes the page that is shown into another: nodes that are in both keep their place, others are reused for what now
 * stands where they stood. Far cheaper than building a page: most of its style and much of its layout stay valid.
 */
export function patchPage(patch: Patch, target: PageNode): void {
  const { doctype } = patch.live
  const { id, childNodes = none } = target
  const isDoctype = ({ type }: PageNode) => type === types.doctype
  note(patch, patch.live, target)
  for (const child of childNodes.filter(isDoctype)) if (doctype) note(patch, doctype, child)
  const others = childNodes.filter((child) => !isDoctype(child))
  patchChildren(patch, patch.live, id, others)
}
