/** A replayed document as one line per node, to be compared with what the fold says. Runs in the replay frame. */
export function canonicalDom(document: Document): string[] {
  const lines: string[] = []
  const visit = (node: Node, depth: number) => {
    if (node instanceof Text || node.nodeType === 3) return void lines.push(`${depth} ${node.textContent}`)
    const element = node as HTMLElement
    const attributes = [...element.attributes]
      .map(({ name, value }) => [
        name,
        name === 'style' ? element.style.cssText : value.replace(/ ?:hover| ?rrweb-paused/g, ''),
      ])
      .filter(([name, value]) => !(name === 'class' && value === '') && name !== 'autocomplete')
      .map(([name, value]) => `${name}=${value}`)
      .sort()
    const field = element.nodeName === 'INPUT' ? ` value:${(element as HTMLInputElement).value}` : ''
    lines.push(`${depth} ${element.nodeName.toLowerCase()} ${attributes.join(' ')}${field}`)
    if (element.nodeName === 'STYLE') return
    // The Replayer puts a style sheet of its own between root and head.
    const children = [...element.childNodes].filter(
      (child) => !(element.nodeName === 'HTML' && child.nodeName === 'STYLE'),
    )
    for (const child of children) visit(child, depth + 1)
  }
  visit(document.documentElement, 0)
  return lines
}
