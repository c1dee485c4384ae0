import { record } from '@rrweb/record'
import type { eventWithTime } from '@rrweb/types'
import type { RecordedEvent } from '@vitrine/fold'
import { createEventMasker, MASK, type MaskCounts } from '@vitrine/masking'
import type { Passwords } from '../capture/passwords.ts'
import type { Zones } from './zones.ts'

export type PageRecording = {
  /** What was masked so far; our own button doesn't count. */
  counts: () => MaskCounts
  stop: () => void
}

type Setup = {
  zones: Zones
  passwords: Passwords
  /** Our own elements. */
  owns: (element: Element) => boolean
  keep: (event: RecordedEvent) => void
}

const isElement = (node: Node | null): node is Element => node?.nodeType === Node.ELEMENT_NODE

/** Answers the masker's questions about nodes from the page as it is now. */
function createMasker({ zones, passwords, owns }: Setup) {
  let ours = 0
  const element = (id: number): Element | undefined => {
    const node = record.mirror.getNode(id)
    if (!isElement(node)) return undefined
    const root = node.getRootNode()
    if (root.nodeType === Node.DOCUMENT_NODE || 'host' in root) passwords.watch(root as Document | ShadowRoot)
    return node
  }
  const masker = createEventMasker(zones.policy, {
    zoneOf: (id) => {
      const found = element(id)
      if (found && owns(found)) ours++
      return found ? zones.own(found) : 'block'
    },
    ignores: (id) => {
      const found = element(id)
      return !found || zones.ignores(found)
    },
    inputKind: (id) => {
      const found = element(id)
      return !found || zones.isSecret(found) ? 'secret' : undefined
    },
  })
  const counts = (): MaskCounts => {
    const { block = 0, ...rest } = masker.counts
    return block > ours ? { ...rest, block: block - ours } : rest
  }
  return { event: masker.event, counts }
}

/** Something about a node that isn't recorded: inside of what is blocked, or of our own dialog. */
function isElsewhere({ data }: eventWithTime, zones: Zones): boolean {
  const { source, id } = (data ?? {}) as { source?: number; id?: number }
  if (source === undefined || id === undefined) return false
  const node = record.mirror.getNode(id)
  return !node || (isElement(node) && zones.around(node) === 'block')
}

/** What an unmasked zone shows; everything else that is typed or chosen leaves the recorder already masked. */
const fieldText = (zones: Zones) => (text: string, field: HTMLElement) =>
  zones.around(field) === 'unmask' && !zones.isSecret(field) ? text : text && MASK

/**
 * Records the page: one full snapshot, then changes. Every event passes the masker before anything else sees it.
 * Nothing is asked of the network, canvases and frames of other origins stay empty.
 */
export function recordPage(setup: Setup): PageRecording {
  const { zones, keep } = setup
  const masker = createMasker(setup)
  const stop = record({
    emit(event) {
      try {
        if (isElsewhere(event, zones)) return
        const masked = masker.event(event)
        if (masked) keep(masked)
      } catch {
        // Rather a gap in the recording than an error on the page.
      }
    },
    errorHandler: () => true,
    blockSelector: zones.blockSelector,
    ignoreSelector: zones.ignoreSelector,
    maskAllInputs: zones.policy.mode !== 'open',
    maskInputFn: fieldText(zones),
    inlineStylesheet: true,
    recordCanvas: false,
    recordCrossOriginIframes: false,
    collectFonts: false,
    // What nobody sees is left out, except where everything is to be shown.
    slimDOMOptions: zones.policy.mode === 'open' ? { script: true } : 'all',
    sampling: { mousemove: 50, mousemoveCallback: 500, scroll: 150, media: 800 },
    recordAfter: 'DOMContentLoaded',
  })
  return { counts: masker.counts, stop: () => stop?.() }
}
