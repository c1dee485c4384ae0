import { guard } from '../boot/guard.ts'

/** Getters and methods as the browser made them: a form hides them behind fields of the same name, pages patch them. */
function getter<Self, T>(owner: object, name: string): (self: Self) => T {
  const get = Object.getOwnPropertyDescriptor(owner, name)?.get as (this: Self) => T
  return (self) => get.call(self)
}

export const kindOf = getter<Node, number>(Node.prototype, 'nodeType')
export const parentOf = getter<Node, Node | null>(Node.prototype, 'parentNode')
export const firstOf = getter<Node, Node | null>(Node.prototype, 'firstChild')
export const nextOf = getter<Node, Node | null>(Node.prototype, 'nextSibling')
export const isConnected = getter<Node, boolean>(Node.prototype, 'isConnected')
export const baseOf = getter<Node, string>(Node.prototype, 'baseURI')
export const textOf = getter<Node, string | null>(Node.prototype, 'textContent')
export const dataOf = getter<Node, string>(CharacterData.prototype, 'data')
export const nameOf = getter<Element, string>(Element.prototype, 'localName')
export const namespaceOf = getter<Element, string | null>(Element.prototype, 'namespaceURI')
export const shadowOf = getter<Element, ShadowRoot | null>(Element.prototype, 'shadowRoot')
export const hostOf = getter<ShadowRoot, Element>(ShadowRoot.prototype, 'host')
const topOf = getter<Element, number>(Element.prototype, 'scrollTop')
const leftOf = getter<Element, number>(Element.prototype, 'scrollLeft')
const { getAttribute, getAttributeNames, getBoundingClientRect } = Element.prototype

export const attributeOf = (element: Element, name: string): string | null => getAttribute.call(element, name)
export const attributeNames = (element: Element): string[] => getAttributeNames.call(element)
export const boxOf = (element: Element): DOMRect => getBoundingClientRect.call(element)
export const scrollOf = (element: Element) => ({ x: leftOf(element), y: topOf(element) })

export const kinds = { element: 1, text: 3, cdata: 4, comment: 8, document: 9, doctype: 10, fragment: 11 } as const

export const isElement = (node: Node | null | undefined): node is Element =>
  node !== null && node !== undefined && kindOf(node) === kinds.element

/** The parent, the host of a shadow root, or the frame of a document. */
export function outerOf(node: Node): Node | null {
  const parent = parentOf(node)
  if (parent) return parent
  if (kindOf(node) === kinds.fragment) return 'host' in node ? hostOf(node as ShadowRoot) : null
  if (kindOf(node) !== kinds.document) return null
  try {
    return (node as Document).defaultView?.frameElement ?? null
  } catch {
    return null
  }
}

const timeout = setTimeout.bind(globalThis) as (run: () => void, ms: number) => number
const nextFrame = requestAnimationFrame.bind(globalThis)

/** Times and timers as they were before the page could change them; what goes wrong in a timer stays there. */
export const clock = {
  now: performance.now.bind(performance),
  date: Date.now.bind(Date),
  after: (run: () => void, ms: number): number => timeout(guard(run), ms),
  cancel: clearTimeout.bind(globalThis),
  frame: (run: () => void): number => nextFrame(guard(run)),
}
