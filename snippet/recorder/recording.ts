import type { MaskCounts } from '@vitrine/masking'
import type { AssetLog } from '../assets/asset-log.ts'
import type { Passwords } from '../capture/passwords.ts'
import type { Zones } from '../record/zones.ts'
import type { Context } from './context.ts'
import type { Fields } from './fields.ts'
import type { Frames } from './frames.ts'
import type { Governor } from './governor.ts'
import type { LongTexts } from './long-texts.ts'
import type { NodeMasker } from './mask-node.ts'
import type { Nodes } from './nodes.ts'
import type { Sheets } from './sheets.ts'

/** What the parts of one recording share. */
export type Recording = {
  /** What holds where nothing else is said. */
  readonly context: Context
  readonly zones: Zones
  readonly counts: MaskCounts
  readonly passwords: Passwords
  readonly owns: (element: Element) => boolean
  readonly nodes: Nodes
  readonly masker: NodeMasker
  readonly governor: Governor
  sheets: Sheets
  frames: Frames
  fields: Fields
  longTexts: LongTexts
  /** The first walk through the page hasn't come to its end. */
  walking: () => boolean
  /** Hands over an incremental event. */
  emit: (source: number, data: object) => void
  /** Sees to it that what waits is recorded soon. */
  wake: () => void
  /** Records what waits now, so that what follows finds its nodes. */
  settle: () => void
  /** A recorded element has got a shadow root. */
  entered: (host: Element) => void
  /** Shown as an empty box until there is more time. */
  boxed: (element: Element) => void
  /** A linked sheet's text as it is told lacks what its file has. */
  lossy: AssetLog['lossy']
  /** Watches a document or shadow root for changes. */
  observe: (root: Document | ShadowRoot) => void
}

export const sources = {
  mutation: 0,
  mouseMove: 1,
  mouseInteraction: 2,
  scroll: 3,
  viewportResize: 4,
  input: 5,
  touchMove: 6,
  media: 7,
  styleSheetRule: 8,
  drag: 12,
  styleDeclaration: 13,
  selection: 14,
  adoptedStyleSheet: 15,
  customElement: 16,
} as const

/** The id of a node in the recording as it is now; 0 for what isn't in it, or is only an empty box. */
export function shownId({ nodes, settle }: Recording, node: EventTarget | null | undefined): number {
  if (!node || !('nodeType' in node)) return 0
  settle()
  const known = nodes.live(node as Node) ? nodes.get(node as Node) : undefined
  return known && known.inner.zone !== 'block' ? known.id : 0
}
