import { type Add, nodeTypes } from './events.ts'
import { initialMedia } from './media.ts'
import { keep, type Page, removeNode, settleStyle } from './page.ts'
import {
  buildTree,
  contains,
  createNode,
  detach,
  forget,
  insertBefore,
  isStyle,
  isText,
  shadowOf,
  type TreeNode,
  walk,
} from './tree.ts'

const mostWaiting = 1_000

/** Places one added node, or puts it in `waiting` while its parent or next sibling is not there yet. */
export function insertNode(page: Page, add: Add, waiting: Add[]): void {
  const { index } = page
  const { node: recorded, parentId, nextId, previousId } = add
  const owner = index.get(parentId)
  if (!owner) {
    if (recorded.type !== nodeTypes.document) waiting.push(add)
    else if (page.documents.size < mostWaiting) page.documents.set(parentId, add)
    return
  }
  const awaited = nextId !== null && nextId !== undefined && nextId !== -1
  if (awaited && !index.has(nextId)) return void waiting.push(add)
  if (recorded.rootId && !index.has(recorded.rootId)) return
  if (owner.tag === 'iframe') return attachDocument(page, owner, add)
  const parent = recorded.isShadow ? shadowOf(owner) : owner
  const node = bear(page, add)
  if (previousId === -1 || nextId === -1) {
    if (page.missing.size < mostWaiting) page.missing.set(node.id, { node, add })
    return
  }
  makeRoom(page, parent, node)
  insertBefore(parent, node, nextSibling(page, parent, add))
  attachWaiting(page, node)
  if (page.missing.size) resolveMissing(page, parent, node, add)
}

function bear(page: Page, { node: recorded }: Add): TreeNode {
  forget(page.index.get(recorded.id), page.index)
  const node = createNode(recorded)
  page.index.set(node.id, node)
  if (recorded.isShadowHost) shadowOf(node)
  noteBirth(page, node)
  return node
}

export function noteBirth(page: Page, node: TreeNode): void {
  const media = initialMedia(node, page.at)
  if (media) keep(node).media = media
}

/** The node to insert before: after the previous sibling when it has a successor, else before the next, else at the end. */
function nextSibling(page: Page, parent: TreeNode, { previousId, nextId }: Add): TreeNode | null {
  const after = previousId ? page.index.get(previousId)?.next : null
  const next = after ?? (nextId ? page.index.get(nextId) : null)
  return next?.parent === parent ? next : null
}

/** A document has one doctype and one root, a textarea one text; a style's recorded text becomes its first child's. */
function makeRoom(page: Page, parent: TreeNode, node: TreeNode): void {
  if (isText(node)) {
    if (parent.tag === 'textarea') {
      delete parent.attributes.value
      while (parent.first) removeNode(page, parent.first)
    } else if (isStyle(parent)) {
      if (!parent.first && typeof parent.attributes._cssText === 'string') {
        node.text = parent.attributes._cssText
        delete parent.attributes._cssText
      }
      settleStyle(parent)
    }
  } else if (parent.facts.type === nodeTypes.document) {
    for (let child = parent.first; child; child = child?.next ?? null) {
      const same = child.facts.type === node.facts.type
      if (same && (node.tag === 'html' || node.facts.type === nodeTypes.doctype)) {
        removeNode(page, child)
        break
      }
    }
  }
}

function buildDocument(page: Page, iframe: TreeNode, { node: recorded }: Add): void {
  if (iframe.content) forget(iframe.content, page.index)
  forget(page.index.get(recorded.id), page.index)
  iframe.content = buildTree(recorded, page.index, (node) => noteBirth(page, node))
  iframe.content.parent = iframe
}

function attachDocument(page: Page, iframe: TreeNode, add: Add): void {
  if (add.node.type !== nodeTypes.document) return
  buildDocument(page, iframe, add)
  attachWaiting(page, iframe)
}

/** Gives the iframes of a new subtree the documents that came before them. */
export function attachWaiting(page: Page, root: TreeNode): void {
  if (!page.documents.size) return
  for (const node of walk(root)) {
    const add = page.documents.get(node.id)
    if (!add || node.tag !== 'iframe') continue
    page.documents.delete(node.id)
    buildDocument(page, node, add)
  }
}

/** Old recorders: places nodes that waited for `node` as their neighbour, and those that waited for them. */
function resolveMissing(page: Page, parent: TreeNode, node: TreeNode, { previousId, nextId }: Add): void {
  const open: [TreeNode, number | null | undefined, boolean][] = [
    [node, nextId, false],
    [node, previousId, true],
  ]
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const [neighbour, id, before] = entry
    const missing = id ? page.missing.get(id) : undefined
    if (!missing || contains(missing.node, parent)) continue
    page.missing.delete(missing.node.id)
    if (page.index.get(missing.node.id) !== missing.node) continue
    detach(missing.node)
    insertBefore(parent, missing.node, before ? neighbour : neighbour.next)
    open.push([missing.node, missing.add.nextId, false], [missing.node, missing.add.previousId, true])
  }
}
