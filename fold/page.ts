import type { Add, Position } from './events.ts'
import type { Sheets } from './sheets.ts'
import { forget, type Index, isStyle, isText, type Kept, type TreeNode, walk } from './tree.ts'

/** Everything known about the page at one moment. */
export interface Page {
  index: Index
  root: TreeNode | null
  href: string
  width: number
  height: number
  /** Time of the newest event applied. */
  at: number
  pointer: { position: Position; source: number; touching: boolean } | null
  focused: number | null
  selection: object | null
  sheets: Sheets
  /** Font loads; they outlive a new snapshot. */
  fonts: Map<string, object>
  /** Old recorders: nodes whose neighbours were not there yet (an id of -1), by their own id. */
  missing: Map<number, { node: TreeNode; add: Add }>
  /** Sheets adopted by shadow hosts that the current mutation took out: a host that only moves keeps them. */
  moving: Map<number, number[]>
  /** Documents that arrived before their iframe, by the iframe's id. */
  documents: Map<number, Add>
}

export function emptyPage(): Page {
  return {
    index: new Map(),
    root: null,
    href: '',
    width: 0,
    height: 0,
    at: 0,
    pointer: null,
    focused: null,
    selection: null,
    sheets: new Map(),
    fonts: new Map(),
    missing: new Map(),
    moving: new Map(),
    documents: new Map(),
  }
}

export function keep(node: TreeNode): Kept {
  node.kept ??= {}
  return node.kept
}

/** Gives the text of a style element to its children, where it can change; edits made to the parsed rules end here. */
export function settleStyle(style: TreeNode): void {
  if (style.kept?.edits) delete style.kept.edits
  const css = style.attributes._cssText
  if (typeof css !== 'string') return
  const texts: TreeNode[] = []
  for (let child = style.first; child; child = child.next) if (isText(child)) texts.push(child)
  if (!texts.length) return
  delete style.attributes._cssText
  const parts = css.split('/* rr_split */')
  for (const [i, text] of texts.entries()) {
    text.text = (i === texts.length - 1 ? parts.slice(i).join('') : parts[i]) ?? ''
  }
}

export function removeNode(page: Page, node: TreeNode): void {
  const parent = node.parent
  if (parent && isStyle(parent) && isText(node)) settleStyle(parent)
  for (const { id, kept } of page.sheets.size ? walk(node) : []) if (kept?.adopted) page.moving.set(id, kept.adopted)
  forget(node, page.index)
  if (page.focused !== null && !page.index.has(page.focused)) page.focused = null
}

/** The text that a style element's rules are parsed from. */
export function cssOf(style: TreeNode): string {
  if (typeof style.attributes._cssText === 'string') return style.attributes._cssText.replaceAll('/* rr_split */', '')
  let css = ''
  for (let child = style.first; child; child = child.next) css += child.text
  return css
}
