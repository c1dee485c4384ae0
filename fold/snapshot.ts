import {
  type Attributes,
  event,
  incremental,
  interactions,
  kinds,
  nodeTypes,
  type RecordedEvent,
  type SerializedNode,
  sources,
} from './events.ts'
import { mediaAttributes, mediaEvent } from './media.ts'
import type { Page } from './page.ts'
import { editEvents, type Sheets } from './sheets.ts'
import { asAdds, serializeTree, type TreeNode, walk } from './tree.ts'

const add = (at: number, parentId: number, node: SerializedNode) =>
  incremental(sources.mutation, at, {
    adds: [{ parentId, nextId: null, node }],
    removes: [],
    texts: [],
    attributes: [],
    ...(node.type === nodeTypes.document && { isAttachIframe: true }),
  })

/** What the recorder would note about a player when serializing it now. */
const nowAttributes =
  (at: number) =>
  ({ kept }: TreeNode): Attributes | undefined =>
    kept?.media && mediaAttributes(kept.media, at)

/** Rules and adopted sheets. A document makes all its sheets at once; it and its shadow hosts then adopt them. */
function styleEvents(nodes: TreeNode[], sheets: Sheets, at: number): RecordedEvent[] {
  const events: RecordedEvent[] = []
  for (const { id, kept } of nodes) {
    for (const edit of kept?.edits ?? []) events.push(...editEvents(id, edit, at))
    const styles = [...sheets].filter(([, { document }]) => document === id)
    if (!styles.length && !kept?.adopted) continue
    const made = styles.map(([styleId, { rules }]) => ({
      styleId,
      rules: rules.map((rule, index) => ({ rule, index })),
    }))
    events.push(incremental(sources.adoptedStyleSheet, at, { id, styleIds: [...(kept?.adopted ?? [])], styles: made }))
  }
  return events
}

/** Form values, media, drawings, then scroll positions, which need everything else in place. */
function stateEvents(nodes: TreeNode[], at: number): RecordedEvent[] {
  const events: RecordedEvent[] = []
  for (const { id, kept } of nodes) {
    if (kept?.input) events.push(incremental(sources.input, at, { id, ...kept.input }))
    if (kept?.media) events.push(incremental(sources.media, at, mediaEvent(id, kept.media, at)))
    for (const change of kept?.canvas ?? []) events.push(incremental(sources.canvas, at, change))
  }
  for (const { id, kept } of nodes)
    if (kept?.scroll) events.push(incremental(sources.scroll, at, { id, ...kept.scroll }))
  return events
}

function personEvents({ focused, selection, pointer }: Page, at: number): RecordedEvent[] {
  const events: RecordedEvent[] = []
  if (focused !== null)
    events.push(incremental(sources.mouseInteraction, at, { type: interactions.focus, id: focused }))
  if (selection) events.push(incremental(sources.selection, at, selection))
  if (!pointer) return events
  const { position, source, touching } = pointer
  events.push(incremental(source, at, { positions: [{ ...position, timeOffset: 0 }] }))
  if (touching) events.push(incremental(sources.mouseInteraction, at, { type: interactions.touchStart, ...position }))
  return events
}

const withState = (root: TreeNode, skip: Set<TreeNode>) => {
  const nodes: TreeNode[] = []
  for (const node of walk(root, skip)) if (node.kept || node.facts.type === nodeTypes.document) nodes.push(node)
  return nodes
}

/**
 * The page as rrweb events, all stamped `at`: Meta, FullSnapshot, then what a snapshot cannot hold. A Replayer that
 * applies them shows the page. Empty while there has been no snapshot yet.
 */
export function snapshotEvents(page: Page, at: number): RecordedEvent[] {
  const { root, href, width, height } = page
  if (!root) return []
  const attributes = nowAttributes(at)
  const frames: TreeNode[] = []
  const node = serializeTree(root, attributes, frames)
  const { x: left = 0, y: top = 0 } = root.kept?.scroll ?? {}
  const contents = new Set<TreeNode>()
  const documents: RecordedEvent[] = []
  for (const { id, content } of frames) {
    if (!content) continue
    contents.add(content)
    documents.push(add(at, id, serializeTree(content, attributes, frames)))
  }
  const outer = withState(root, contents)
  const inner = [...contents].flatMap((content) => withState(content, contents))
  for (const { node: missing, add: known } of page.missing.values()) {
    documents.push(
      incremental(sources.mutation, at, { adds: asAdds(missing, known), removes: [], texts: [], attributes: [] }),
    )
  }
  for (const known of page.documents.values()) documents.push(add(at, known.parentId, known.node))
  return [
    event(kinds.meta, at, { href, width, height }),
    event(kinds.full, at, { node, initialOffset: { left, top } }),
    ...styleEvents(outer, page.sheets, at),
    ...[...page.fonts.values()].map((font) => incremental(sources.font, at, font)),
    ...documents,
    ...styleEvents(inner, page.sheets, at),
    ...stateEvents([...outer, ...inner], at),
    ...personEvents(page, at),
  ]
}
