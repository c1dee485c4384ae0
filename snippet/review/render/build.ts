import { changeAttribute } from './attributes.ts'
import { remember, type ShownPage, styleName } from './page.ts'
import { rootOf } from './sheets.ts'

/** rrweb's form of a node. */
export type Recorded = {
  id: number
  type: number
  tagName?: string
  attributes?: Record<string, unknown>
  childNodes?: Recorded[]
  textContent?: string
  isSVG?: boolean
  isShadow?: boolean
  isShadowHost?: boolean
}

const svg = 'http://www.w3.org/2000/svg'
/** Shown as nothing, or not at all as what they are. */
const inert = new Set(['script', 'noscript', 'base', 'meta', 'object', 'embed', 'portal', 'frame', 'template'])
const focusable = new Set(['a', 'button', 'input', 'select', 'textarea', 'summary', 'audio', 'video', 'iframe'])

function create(document: Document, { tagName = '', attributes = {}, isSVG }: Recorded): Element {
  const name = tagName.toLowerCase()
  const isSheet = name === 'style' || (name === 'link' && typeof attributes['_cssText'] === 'string')
  if (isSheet) return document.createElement(styleName)
  if (inert.has(name) || name === 'link') return document.createElement('vitrine-none')
  if (isSVG) return document.createElementNS(svg, tagName)
  try {
    return document.createElement(tagName)
  } catch {
    return document.createElement('vitrine-unknown')
  }
}

function buildElement(page: ShownPage, document: Document, recorded: Recorded): Element {
  const element = create(document, recorded)
  const { attributes = {} } = recorded
  if (element.localName === styleName) {
    if (typeof attributes['_cssText'] === 'string') element.setAttribute('data-text', attributes['_cssText'])
    if (typeof attributes['media'] === 'string') element.setAttribute('media', attributes['media'])
    return element
  }
  for (const [name, value] of Object.entries(attributes)) changeAttribute(element, name, value, page)
  if (element.localName === 'iframe') element.setAttribute('sandbox', 'allow-same-origin')
  if (focusable.has(element.localName)) (element as HTMLElement).tabIndex = -1
  return element
}

function buildOne(page: ShownPage, document: Document, recorded: Recorded): Node | undefined {
  const text = typeof recorded.textContent === 'string' ? recorded.textContent : ''
  const node =
    recorded.type === 2
      ? buildElement(page, document, recorded)
      : recorded.type === 3 || recorded.type === 4
        ? document.createTextNode(text)
        : recorded.type === 5
          ? document.createComment('')
          : undefined
  if (node) remember(page, recorded.id, node)
  return node
}

/** The shadow root of a host, made when it is needed. */
export function shadowOf(host: Node): Node {
  const element = host as Element
  try {
    return element.shadowRoot ?? element.attachShadow({ mode: 'open' })
  } catch {
    return host
  }
}

/** The recorded subtree as nodes of the document, known by their ids. */
export function build(page: ShownPage, document: Document, recorded: Recorded): Node | undefined {
  const root = buildOne(page, document, recorded)
  if (!root) return undefined
  const open: [Recorded, Node][] = [[recorded, root]]
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const [from, parent] = entry
    if (from.isShadowHost) shadowOf(parent)
    if ((parent as Element).localName === 'textarea') continue
    for (const child of from.childNodes ?? []) {
      const node = buildOne(page, document, child)
      if (!node) continue
      ;(child.isShadow ? shadowOf(parent) : parent).appendChild(node)
      open.push([child, node])
    }
  }
  return root
}

/** Fills an empty document with a recorded one. */
export function fillDocument(page: ShownPage, document: Document, recorded: Recorded): void {
  remember(page, recorded.id, document)
  document.documentElement?.remove()
  for (const child of recorded.childNodes ?? []) {
    const node = child.type === 2 ? build(page, document, child) : undefined
    if (node && !document.documentElement) document.appendChild(node)
  }
  markStale(page, document)
}

/** Every root in a subtree may have style sheets. */
export function markStale(page: ShownPage, node: Node): void {
  const root = node.nodeType === 9 ? (node as Document) : rootOf(node)
  if (root.nodeType === 9 || root.nodeType === 11) page.stale.add(root)
  const within = node.nodeType === 1 || node.nodeType === 9 || node.nodeType === 11 ? (node as ParentNode) : undefined
  for (const host of within ? [node, ...within.querySelectorAll('*')] : []) {
    const { shadowRoot } = host as Partial<Element>
    if (shadowRoot) markStale(page, shadowRoot)
  }
}
