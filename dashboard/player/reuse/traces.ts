import type { RecordedEvent } from '@vitrine/fold'
import type { Mirror } from './page-node.ts'

/** What events did to a page that its nodes and attributes do not tell. */
export interface Traces {
  readonly restyled: ReadonlySet<Node>
  readonly scrolled: ReadonlySet<Node>
  /** Something happened that only a page built anew is sure to be free of. */
  readonly lasting: boolean
}

interface Change {
  source?: number
  id?: number
  texts?: { id: number }[]
  adds?: { parentId: number }[]
  removes?: { parentId: number }[]
  attributes?: { id: number; attributes: object }[]
  isAttachIframe?: boolean
}

const sources = { mutation: 0, scroll: 3, rules: 8, font: 10, declaration: 13, adoption: 15 } as const
const incremental = 3

/** Reads `events`, which were applied to the page of `mirror`. */
export function readTraces(events: readonly RecordedEvent[], mirror: Mirror): Traces {
  const restyled = new Set<Node>()
  const scrolled = new Set<Node>()
  let lasting = false
  const restyle = (node: Node | null | undefined) => {
    if (node?.nodeName === 'STYLE') restyled.add(node)
  }
  const nodeOf = (id = 0): Node | null => mirror.getNode(id)
  const readMutation = ({ texts = [], adds = [], removes = [], attributes = [] }: Change) => {
    for (const { id } of texts) restyle(nodeOf(id)?.parentNode)
    for (const { parentId } of adds) restyle(nodeOf(parentId))
    for (const { parentId } of removes) restyle(nodeOf(parentId))
    for (const { id, attributes: changed } of attributes) if ('_cssText' in changed) restyle(nodeOf(id))
  }
  for (const { type, data } of events) {
    if (type !== incremental) continue
    const change = data as Change
    if (change.source === sources.mutation) {
      if (change.isAttachIframe) lasting = true
      readMutation(change)
    } else if (change.source === sources.scroll) {
      const node = nodeOf(change.id)
      if (node) scrolled.add(node)
    } else if (change.source === sources.rules || change.source === sources.declaration) restyle(nodeOf(change.id))
    else if (change.source === sources.font || change.source === sources.adoption) lasting = true
  }
  return { restyled, scrolled, lasting }
}
