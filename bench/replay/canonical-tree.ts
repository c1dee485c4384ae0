import type { RecordedEvent } from '../../fold/index.ts'

interface Node {
  type: number
  id: number
  tagName?: string
  attributes?: Record<string, string>
  childNodes?: Node[]
  textContent?: string
}

/** The same lines as `canonicalDom`, of a folded page. */
export function canonicalTree(snapshot: RecordedEvent[]): string[] {
  const values = new Map<number, string>()
  for (const { data } of snapshot) {
    const { source, id, text } = data as { source?: number; id: number; text: string }
    if (source === 5) values.set(id, text)
  }
  const lines: string[] = []
  const visit = (node: Node, depth: number) => {
    if (node.type === 3) return void lines.push(`${depth} ${node.textContent}`)
    const attributes = Object.entries(node.attributes ?? {})
      .filter(([name]) => name !== '_cssText')
      .map(([name, value]) => `${name}=${value}`)
      .sort()
    const field = node.tagName === 'input' ? ` value:${values.get(node.id) ?? node.attributes?.value ?? ''}` : ''
    lines.push(`${depth} ${node.tagName} ${attributes.join(' ')}${field}`)
    if (node.tagName !== 'style') for (const child of node.childNodes ?? []) visit(child, depth + 1)
  }
  const node = (snapshot[1]?.data as { node: Node } | undefined)?.node
  for (const child of node?.childNodes ?? []) if (child.type === 2) visit(child, 0)
  return lines
}
