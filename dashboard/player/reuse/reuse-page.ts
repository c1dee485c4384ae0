import type { Replayer } from '@rrweb/replay'
import type { RecordedEvent } from '@vitrine/fold'
import { type ReplayerEvents, shareCache } from '../replayer-options.ts'
import { scrollAll, scrolls } from '../scroll.ts'
import { isStyle, type PageNode, recordedAs, types } from './page-node.ts'
import { type Addition, patchPage } from './patch-page.ts'
import { replayerOnPage } from './replayer-on-page.ts'
import { readTraces } from './traces.ts'

/** A page that is shown, and the events it has come from. */
export interface Before {
  readonly replayer: Replayer
  readonly events: readonly RecordedEvent[]
}

type Snapshot = { node: PageNode; initialOffset: { left: number; top: number } }

/** These come to life when they are built; the Replayer has to see it. */
const lively = new Set(['audio', 'video', 'dialog'])

function hasLively(root: PageNode): boolean {
  const open = [root]
  for (let node = open.pop(); node; node = open.pop()) {
    if (lively.has(node.tagName?.toLowerCase() ?? '')) return true
    for (const child of node.childNodes ?? []) open.push(child)
  }
  return false
}

const hasDoctype = ({ childNodes = [] }: PageNode) => childNodes.some(({ type }) => type === types.doctype)

/** A document keeps its mode and its doctype for life. */
function sameDocument(live: Document, target: PageNode, { replayer }: Before): boolean {
  const before = recordedAs(live, replayer.getMirror())
  return Boolean(before) && before?.compatMode === target.compatMode && Boolean(live.doctype) === hasDoctype(target)
}

function stopTransitions(document: Document): void {
  for (const animation of document.getAnimations()) if ('transitionProperty' in animation) animation.cancel()
}

/**
 * Changes the page of `before` into the one that `events` begin with, for a Replayer of its own. Null when it has to be
 * built anew. A seek within a recording mostly finds a page much like the one it wants.
 */
export function reusePage(
  root: HTMLElement,
  before: Before,
  events: RecordedEvent[],
  prepare: (replayer: Replayer) => void,
): Replayer | null {
  const [meta, full, ...others] = events
  const live = before.replayer.iframe.contentDocument
  if (!meta || !full || !live) return null
  const { node, initialOffset } = full.data as Snapshot
  const state = others.filter(({ timestamp }) => timestamp === meta.timestamp)
  const mirror = before.replayer.getMirror()
  const traces = readTraces(before.events, mirror)
  const wanted = readTraces(state, mirror)
  if (traces.lasting || wanted.lasting || hasLively(node) || !sameDocument(live, node, before)) return null

  before.replayer.pause()
  const adds: Addition[] = []
  const building = { source: 0, adds, removes: [], texts: [], attributes: [] }
  const rest = others.filter((event) => event.timestamp !== meta.timestamp || !scrolls(event))
  const given = [meta, { type: 3, timestamp: meta.timestamp, data: building }, ...rest]
  const replayer = replayerOnPage(root, before.replayer, given as unknown as ReplayerEvents)
  shareCache(replayer)
  prepare(replayer)
  live.getSelection()?.removeAllRanges()
  const after = replayer.getMirror()
  patchPage({ live, shown: { mirror, restyled: traces.restyled }, after, additions: adds }, node)
  replayer.pause(1)
  for (const { whole } of adds) {
    const built = isStyle(whole) && after.getNode(whole.id)
    if (built) after.add(built, whole as never)
  }
  stopTransitions(live)
  for (const scrolled of traces.scrolled) if (scrolled.isConnected) (scrolled as Element).scrollTo?.(0, 0)
  live.defaultView?.scrollTo({ ...initialOffset, behavior: 'instant' })
  scrollAll(replayer, state)
  return replayer
}
