import { changeCanvas } from './canvas.ts'
import {
  type Adoption,
  type CanvasChange,
  type DeclarationChange,
  type InputValue,
  interactions,
  kinds,
  type MediaChange,
  type Mutation,
  nodeTypes,
  type Position,
  type RecordedEvent,
  type SerializedNode,
  type SheetChange,
  sources,
} from './events.ts'
import { attachWaiting, noteBirth } from './insert.ts'
import { changeMedia, isPlayer } from './media.ts'
import { mutate } from './mutate.ts'
import { cssOf, keep, type Page } from './page.ts'
import { asEdit, changeSheet, editedCss, makeSheets, mostEdits, pushEdit } from './sheets.ts'
import { buildTree, isNode, isStyle, type TreeNode } from './tree.ts'

type Data<T> = T & { source: number }

const mostFonts = 100

/** Only a whole snapshot says in attributes how far its elements are scrolled. */
function noteScroll(node: TreeNode): void {
  const { rr_scrollLeft: x = 0, rr_scrollTop: y = 0 } = node.attributes
  if ((x || y) && typeof x === 'number' && typeof y === 'number') keep(node).scroll = { x, y }
}

function startSnapshot(
  page: Page,
  data: { node?: SerializedNode; initialOffset?: { left?: number; top?: number } },
): void {
  if (!data.node || !isNode(data.node)) return
  page.index.clear()
  page.missing.clear()
  page.sheets.clear()
  page.focused = page.selection = null
  page.root = buildTree(data.node, page.index, (node) => {
    noteBirth(page, node)
    noteScroll(node)
  })
  attachWaiting(page, page.root)
  const { left = 0, top = 0 } = data.initialOffset ?? {}
  if (left || top) keep(page.root).scroll = { x: left, y: top }
  // The pointer stays where it was on the screen; over which new node it is, nobody has said yet.
  if (page.pointer) page.pointer = { ...page.pointer, position: { ...page.pointer.position, id: page.root.id } }
}

function movePointer(page: Page, position: Position, source: number): void {
  const { x, y, id } = position
  const touching = page.pointer?.touching ?? false
  page.pointer = { position: { x, y, id }, source: touching ? sources.touchMove : source, touching }
}

function interact(page: Page, { type, id, x, y }: { type: number; id: number; x?: number; y?: number }): void {
  if (!page.index.has(id)) return
  if (type === interactions.focus) page.focused = id
  else if (type === interactions.blur && page.focused === id) page.focused = null
  const touch = type === interactions.touchStart || type === interactions.touchEnd
  const pressed = type === interactions.mouseUp || type === interactions.mouseDown || type === interactions.click
  if (touch || pressed) movePointer(page, { x: x ?? 0, y: y ?? 0, id }, touch ? sources.touchMove : sources.mouseMove)
  if (!page.pointer) return
  if (type === interactions.touchStart) page.pointer = { ...page.pointer, source: sources.touchMove, touching: true }
  if (type === interactions.touchEnd || type === interactions.touchCancel) page.pointer.touching = false
}

function changeRules(page: Page, change: SheetChange | DeclarationChange): void {
  if (change.styleId) {
    const sheet = page.sheets.get(change.styleId)
    if (sheet) changeSheet(sheet, change)
    return
  }
  const style = page.index.get(change.id ?? 0)
  const edit = style && isStyle(style) ? asEdit(change) : null
  if (!style || !edit) return
  const kept = keep(style)
  kept.edits ??= []
  pushEdit(kept.edits, edit)
  if (kept.edits.length < mostEdits) return
  style.attributes._cssText = editedCss(cssOf(style), kept.edits)
  delete kept.edits
}

function adopt(page: Page, adoption: Adoption): void {
  const host = page.index.get(adoption.id)
  if (!host) return
  for (const [id, { document }] of page.sheets) if (!page.index.has(document)) page.sheets.delete(id)
  const owner = host.facts.type === nodeTypes.document ? host.id : (host.facts.rootId ?? page.root?.id ?? 0)
  makeSheets(page.sheets, owner, adoption.styles)
  keep(host).adopted = [...(adoption.styleIds ?? [])]
}

/** One handler per source; what is missing here (logs, plugins, custom elements) changes nothing on the page. */
const handlers: Record<number, (page: Page, data: never, at: number) => void> = {
  [sources.mutation]: (page, data: Mutation) => mutate(page, data),
  [sources.mouseMove]: follow,
  [sources.touchMove]: follow,
  [sources.drag]: follow,
  [sources.mouseInteraction]: interact,
  [sources.scroll]: (page, { id, x, y }: Position) => {
    const node = page.index.get(id)
    if (node) keep(node).scroll = { x, y }
  },
  [sources.viewportResize]: (page, { width, height }: { width: number; height: number }) => {
    page.width = width
    page.height = height
  },
  [sources.input]: (page, { id, text, isChecked }: InputValue & { id: number }) => {
    const node = page.index.get(id)
    if (node) keep(node).input = { text, isChecked }
  },
  [sources.media]: (page, data: MediaChange, at) => {
    const node = page.index.get(data.id)
    if (node && isPlayer(node)) keep(node).media = changeMedia(node, data, at)
  },
  [sources.styleSheetRule]: changeRules,
  [sources.styleDeclaration]: changeRules,
  [sources.adoptedStyleSheet]: adopt,
  [sources.canvas]: (page, data: CanvasChange) => {
    const node = page.index.get(data.id)
    if (node) keep(node).canvas = changeCanvas(node, data)
  },
  [sources.font]: (page, { source: _source, ...font }: Data<{ family: string; fontSource: string }>) => {
    page.fonts.set(JSON.stringify(font), font)
    if (page.fonts.size > mostFonts) page.fonts.delete(page.fonts.keys().next().value ?? '')
  },
  [sources.selection]: (page, { source: _source, ...selection }: Data<object>) => {
    page.selection = selection
  },
}

function follow(page: Page, { positions, source }: Data<{ positions: Position[] }>): void {
  const last = positions?.at(-1)
  if (last) movePointer(page, last, source)
}

/** Applies one event to the page. Never throws: what cannot be applied changes nothing, or as much as could be. */
export function applyEvent(page: Page, { type, timestamp, data }: RecordedEvent): void {
  if (timestamp > page.at) page.at = timestamp
  if (typeof data !== 'object' || data === null) return
  try {
    if (type === kinds.incremental) {
      handlers[(data as { source: number }).source]?.(page, data as never, timestamp)
    } else if (type === kinds.full) {
      startSnapshot(page, data)
    } else if (type === kinds.meta) {
      const { href, width, height } = data as { href: string; width: number; height: number }
      Object.assign(page, { href, width, height })
    }
  } catch {
    // A recording is somebody else's data; one malformed event must not take the rest with it.
  }
}
