import { changeStyle } from './css.ts'
import { type Add, type AttributeValue, type Mutation, nodeTypes, type StyleChange } from './events.ts'
import { insertNode } from './insert.ts'
import { keep, type Page, removeNode, settleStyle } from './page.ts'
import { inOrder, queueTrees } from './queue.ts'
import { isElement, isNode, isStyle, isText, type TreeNode } from './tree.ts'

/** Applies one mutation record: removes, adds, texts, attributes, in this order, as the Replayer does. */
export function mutate(page: Page, change: Mutation): void {
  for (const { id, parentId } of change.removes ?? []) {
    const node = page.index.get(id)
    if (node && page.index.has(parentId)) removeNode(page, node)
  }
  if (change.adds?.length) addNodes(page, change.adds)
  for (const [id, adopted] of page.moving) {
    const host = page.index.get(id)
    if (host?.shadow) keep(host).adopted ??= adopted
  }
  page.moving.clear()
  for (const { id, value } of change.texts ?? []) setText(page.index.get(id), value)
  for (const { id, attributes } of change.attributes ?? []) {
    const node = page.index.get(id)
    if (node && isElement(node)) setAttributes(page, node, attributes)
  }
}

function addNodes(page: Page, adds: Add[]): void {
  let waiting: Add[] = []
  for (const add of adds) if (add && isNode(add.node)) insertNode(page, add, waiting)
  for (let before = Number.POSITIVE_INFINITY; waiting.length && waiting.length < before; ) {
    before = waiting.length
    const again: Add[] = []
    for (const tree of queueTrees(waiting)) {
      if (!page.index.has(tree.add.parentId)) continue
      for (const add of inOrder(tree)) insertNode(page, add, again)
    }
    waiting = again
  }
}

function setText(node: TreeNode | undefined, value: unknown): void {
  if (!node || isElement(node) || node.facts.type === nodeTypes.document) return
  if (isText(node) && node.parent && isStyle(node.parent)) {
    settleStyle(node.parent)
    node.facts = { ...node.facts, isStyle: true }
  }
  node.text = typeof value === 'string' ? value : ''
}

function setAttributes(page: Page, node: TreeNode, attributes: Record<string, AttributeValue | StyleChange>): void {
  for (const name of Object.keys(attributes)) {
    const value = attributes[name]
    if (name === '__proto__' || value === undefined) continue
    if (value === null) {
      delete node.attributes[name]
      if (name === 'open' && node.tag === 'dialog') delete node.attributes.rr_open_mode
    } else if (typeof value === 'string') {
      if (name === 'value' && node.tag === 'textarea') clearChildren(page, node)
      if (name === '_cssText' && (node.tag === 'style' || node.tag === 'link')) {
        clearChildren(page, node)
        if (node.kept?.edits) delete node.kept.edits
      }
      node.attributes[name] = value
    } else if (name === 'style' && typeof value === 'object') {
      const before = node.attributes.style
      node.attributes.style = changeStyle(typeof before === 'string' ? before : '', value)
    }
  }
}

function clearChildren(page: Page, node: TreeNode): void {
  while (node.first) removeNode(page, node.first)
}
