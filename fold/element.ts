import type { Attributes } from './events.ts'
import { valueOf, visibleText } from './text.ts'
import { isElement, type TreeNode } from './tree.ts'

/** A node for an inspector; its relatives by id. */
export interface FoldedElement {
  id: number
  /** Lower case; `#text`, `#document` and the like for what is not an element. */
  tag: string
  attributes: Attributes
  text: string
  value?: string
  checked?: boolean
  parentId: number | null
  childIds: number[]
}

const names = ['#document', '#doctype', '', '#text', '#cdata', '#comment']

export function describe(node: TreeNode): FoldedElement {
  const childIds: number[] = []
  for (const parent of [node, node.shadow]) {
    for (let child = parent?.first ?? null; child; child = child.next) childIds.push(child.id)
  }
  if (node.content) childIds.push(node.content.id)
  const parent = node.parent && !node.parent.id ? node.parent.parent : node.parent
  return {
    id: node.id,
    tag: node.tag || (names[node.facts.type] ?? ''),
    attributes: { ...node.attributes },
    text: isElement(node) || node.content ? visibleText(node) : node.text,
    ...(/^(input|textarea|select)$/.test(node.tag) && { value: valueOf(node) }),
    ...(node.tag === 'input' && { checked: node.kept?.input?.isChecked ?? Boolean(node.attributes.checked) }),
    parentId: parent?.id ?? null,
    childIds,
  }
}
