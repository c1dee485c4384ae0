/** Another address for a recorded one, such as of a file that is sent along. */
export type Resolve = (url: string) => string

/** A recorded page while it is shown. */
export type ShownPage = {
  frame: HTMLIFrameElement
  nodes: Map<number, Node>
  ids: WeakMap<Node, number>
  /** Rules that scripts made, by the recording's number. */
  made: Map<number, CSSStyleSheet>
  /** Numbers of the sheets that a document or shadow root adopted. */
  adopted: WeakMap<Node, readonly number[]>
  /** Sheets of style elements, with the text they were made of. */
  own: WeakMap<Node, { text: string; sheet: CSSStyleSheet }>
  /** Documents and shadow roots whose sheets have to be put together again. */
  stale: Set<Document | ShadowRoot>
  /** Text of a style sheet that is kept apart. */
  sheetText: Resolve
  resolve: Resolve
}

export function remember(page: ShownPage, id: number, node: Node): void {
  page.nodes.set(id, node)
  page.ids.set(node, id)
}

export const isElement = (node: Node | null | undefined): node is Element => node?.nodeType === 1

/** Stands for a style sheet's element, so that its text never becomes an inline style of the page. */
export const styleName = 'vitrine-style'

export const isStyle = (node: Node | null | undefined): node is Element =>
  isElement(node) && node.localName === styleName
