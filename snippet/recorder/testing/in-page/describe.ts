import { attributeNames, attributeOf, firstOf, nextOf, shadowOf } from '../../dom.ts'

/** A page in a form that can be compared: tag, attributes, children; texts as strings. */
export type Described = string | { tag: string; attributes: Record<string, string>; children: Described[] }

const unseen = /^(?:script|style|textarea|link)$/

function describeElement(element: Element): Described {
  const tag = element.localName.toLowerCase()
  const attributes: Record<string, string> = {}
  for (const name of attributeNames(element)) {
    const value = attributeOf(element, name) ?? ''
    if (/^(?:on|nonce|srcdoc|src$|href$|value$|checked$|selected$|style$)/.test(name)) continue
    attributes[name] = value
  }
  if (tag === 'style')
    attributes._cssText = [...((element as HTMLStyleElement).sheet?.cssRules ?? [])]
      .map((rule) => rule.cssText)
      .join('')
  const children = unseen.test(tag) ? [] : describeChildren(element)
  const shadowRoot = shadowOf(element)
  if (shadowRoot) children.push({ tag: '#shadow', attributes: {}, children: describeChildren(shadowRoot) })
  const content = tag === 'iframe' ? (element as HTMLIFrameElement).contentDocument : null
  if (content) children.push(describeDocument(content))
  return { tag, attributes, children }
}

function describeChildren(parent: Node): Described[] {
  const nodes: Node[] = []
  for (let at = firstOf(parent); at; at = nextOf(at)) nodes.push(at)
  return nodes.flatMap((node): Described[] => {
    if (node instanceof Text || node.nodeType === 3) return [node.nodeValue ?? '']
    if (node.nodeType === 8) return [`<!--${node.nodeValue}-->`]
    if (node.nodeType !== 1 || (node as Element).localName === 'script') return []
    return [describeElement(node as Element)]
  })
}

export const describeDocument = (content: Document): Described => ({
  tag: '#document',
  attributes: {},
  children: describeChildren(content),
})
