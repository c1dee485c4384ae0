import { nodeTypes } from './events.ts'
import { isElement, isText, type TreeNode } from './tree.ts'

const unseen = new Set(
  'head script style noscript template title desc defs meta link audio video canvas object iframe datalist'.split(' '),
)
const inline = new Set(
  'a abbr b bdi bdo br cite code data dfn em font i input kbd label mark q s samp small slot span strong sub sup time tspan u var wbr'.split(
    ' ',
  ),
)

function isHidden({ attributes, kept, tag }: TreeNode): boolean {
  if ('hidden' in attributes && attributes.hidden !== null && attributes.hidden !== false) return true
  if (tag === 'dialog' && typeof attributes.open !== 'string' && attributes.open !== true) return true
  if (tag === 'input' && attributes.type === 'hidden') return !kept?.input
  return typeof attributes.style === 'string' && /(^|;)\s*display\s*:\s*none/i.test(attributes.style)
}

/** What a form field shows. */
export function valueOf({ attributes, kept }: TreeNode): string {
  const value = kept?.input?.text ?? attributes.value
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function fieldText(node: TreeNode): string {
  const { type } = node.attributes
  if (node.tag === 'input' && (type === 'checkbox' || type === 'radio' || type === 'hidden' || type === 'file'))
    return ''
  if (valueOf(node) || node.tag === 'input') return valueOf(node)
  let text = ''
  for (let child = node.first; child; child = child.next) text += child.text
  return text
}

/** Children as the page shows them: a host's shadow tree, with its own children in the slots. */
function shownChildren(node: TreeNode): TreeNode[] {
  if (node.content) return [node.content]
  const children: TreeNode[] = []
  const host = node.tag === 'slot' ? hostOf(node) : null
  for (let child = (host ?? node.shadow ?? node).first; child; child = child.next) {
    if (!host || (child.attributes.slot ?? '') === (node.attributes.name ?? '')) children.push(child)
  }
  if (host && !children.length) for (let child = node.first; child; child = child.next) children.push(child)
  return children
}

function hostOf(slot: TreeNode): TreeNode | null {
  for (let at: TreeNode | null = slot.parent; at; at = at.parent) if (!at.id) return at.parent
  return null
}

/**
 * The text a person sees, a line for each block, without what markup alone hides. Style sheets are not consulted.
 * Includes form values, open shadow trees and iframes.
 */
export function visibleText(root: TreeNode): string {
  const lines: string[] = []
  let line = ''
  const endLine = () => {
    const text = line.replace(/\s+/g, ' ').trim()
    if (text) lines.push(text)
    line = ''
  }
  const open: (TreeNode | null)[] = [root]
  while (open.length) {
    const node = open.pop()
    if (!node) endLine()
    else if (isText(node)) line += node.text
    else if (isElement(node) || node.facts.type === nodeTypes.document) {
      const { tag } = node
      if ((unseen.has(tag) && !node.content) || isHidden(node)) continue
      if (tag === 'br') endLine()
      if (tag === 'input' || tag === 'textarea') line += ` ${fieldText(node)} `
      if (tag === 'input' || tag === 'textarea') continue
      const isBlock = !inline.has(tag)
      if (isBlock) endLine()
      if (isBlock) open.push(null)
      for (const child of shownChildren(node).toReversed()) open.push(child)
    }
  }
  endLine()
  return lines.join('\n')
}
