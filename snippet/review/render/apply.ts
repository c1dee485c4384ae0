import type { RecordedEvent } from '@vitrine/fold'
import { changeAttribute } from './attributes.ts'
import { build, fillDocument, markStale, type Recorded, shadowOf } from './build.ts'
import { isElement, isStyle, type ShownPage } from './page.ts'
import {
  changeDeclaration,
  changeRules,
  type DeclarationChange,
  newSheet,
  type RuleChange,
  settleSheets,
  sheetOf,
} from './sheets.ts'

type Add = { parentId: number; nextId?: number | null; node: Recorded }
type Mutation = {
  adds?: Add[]
  removes?: { id: number }[]
  texts?: { id: number; value: string | null }[]
  attributes?: { id: number; attributes: Record<string, unknown> }[]
}

function place(page: ShownPage, { parentId, nextId, node: recorded }: Add): boolean {
  const parent = page.nodes.get(parentId)
  if (!parent) return false
  if (recorded.type === 0) {
    const inner = (parent as Partial<HTMLIFrameElement>).contentDocument
    if (inner) fillDocument(page, inner, recorded)
    return true
  }
  const next = nextId ? page.nodes.get(nextId) : null
  if (nextId && !next) return false
  const into = recorded.isShadow ? shadowOf(parent) : parent
  const node = build(page, parent.ownerDocument ?? (parent as Document), recorded)
  if (!node) return true
  into.insertBefore(node, next?.parentNode === into ? next : null)
  markStale(page, node)
  return true
}

/** Those whose parent or neighbour is still to come wait for it. */
function placeAll(page: ShownPage, adds: readonly Add[]): void {
  let waiting = adds
  for (let before = -1; waiting.length && waiting.length !== before; ) {
    before = waiting.length
    waiting = waiting.filter((add) => !place(page, add))
  }
  for (const add of waiting) place(page, { ...add, nextId: null })
}

function mutate(page: ShownPage, { adds = [], removes = [], texts = [], attributes = [] }: Mutation): void {
  for (const { id } of removes) {
    const node = page.nodes.get(id)
    if (!node?.parentNode) continue
    markStale(page, node)
    node.parentNode.removeChild(node)
  }
  placeAll(page, adds)
  for (const { id, value } of texts) {
    const node = page.nodes.get(id)
    if (!node || isElement(node) || node.nodeType === 9) continue
    node.nodeValue = value ?? ''
    if (isStyle(node.parentNode)) markStale(page, node.parentNode)
  }
  for (const { id, attributes: changes } of attributes) {
    const node = page.nodes.get(id)
    if (!isElement(node)) continue
    const css = changes['_cssText']
    if (isStyle(node) && typeof css === 'string') {
      node.setAttribute('data-text', css)
      markStale(page, node)
    }
    for (const [name, value] of Object.entries(changes)) changeAttribute(node, name, value, page)
  }
}

function adopt(
  page: ShownPage,
  data: { id: number; styleIds?: number[]; styles?: ({ styleId: number } & { rules: { rule: string }[] })[] },
) {
  const host = page.nodes.get(data.id)
  if (!host) return
  const root = isElement(host) ? host.shadowRoot : (host as Document)
  if (!root) return
  for (const { styleId, rules } of data.styles ?? []) {
    const sheet = newSheet(root, page.sheetText(rules.map(({ rule }) => rule).join('\n')))
    if (sheet) page.made.set(styleId, sheet)
  }
  page.adopted.set(root, data.styleIds ?? [])
  page.stale.add(root)
}

function sheetFor(page: ShownPage, { id, styleId }: { id?: number; styleId?: number }): CSSStyleSheet | undefined {
  if (styleId) return page.made.get(styleId)
  const style = page.nodes.get(id ?? 0)
  return isStyle(style) ? sheetOf(page, style) : undefined
}

function scroll(page: ShownPage, { id, x, y }: { id: number; x: number; y: number }): void {
  const node = page.nodes.get(id)
  if (node?.nodeType === 9) (node as Document).defaultView?.scrollTo(x, y)
  else if (isElement(node)) Object.assign(node, { scrollLeft: x, scrollTop: y })
}

function type(page: ShownPage, { id, text, isChecked }: { id: number; text: string; isChecked: boolean }): void {
  const field = page.nodes.get(id) as Partial<HTMLInputElement> | undefined
  if (!field) return
  if (field.type === 'checkbox' || field.type === 'radio') field.checked = isChecked
  else field.value = text
}

/** A picture of a canvas, painted when it has been read. */
function paint(page: ShownPage, id: number, url: string): void {
  const canvas = page.nodes.get(id) as Partial<HTMLCanvasElement> | undefined
  if (!canvas?.getContext) return
  const picture = new Image()
  picture.addEventListener('load', () => canvas.getContext?.('2d')?.drawImage(picture, 0, 0))
  picture.src = url
}

const sources: Record<number, (page: ShownPage, data: never) => void> = {
  0: mutate,
  3: scroll,
  5: type,
  8(page, data: RuleChange & { id?: number; styleId?: number }) {
    const sheet = sheetFor(page, data)
    if (sheet) changeRules(sheet, data, page.sheetText)
  },
  13(page, data: DeclarationChange & { id?: number; styleId?: number }) {
    const sheet = sheetFor(page, data)
    if (sheet) changeDeclaration(sheet, data, page.sheetText)
  },
  15: adopt,
}

/** Shows one event; what can't be shown is left out. */
export function applyEvent(page: ShownPage, { type: kind, data }: RecordedEvent): void {
  try {
    if (kind === 2) {
      const { node } = data as { node: Recorded }
      const document = page.frame.contentDocument
      if (document) fillDocument(page, document, node)
    } else if (kind === 3) {
      const { source } = data as { source: number }
      // Rules are changed in sheets, so these have to be there.
      if (source === 8 || source === 13) settleSheets(page)
      sources[source]?.(page, data as never)
    } else if (kind === 5) {
      const { payload } = data as { payload?: { id?: number; dataURL?: string } }
      if (payload?.id && payload.dataURL?.startsWith('data:image/')) paint(page, payload.id, payload.dataURL)
    }
  } catch {
    // Rather a gap in the picture than no review.
  }
}
