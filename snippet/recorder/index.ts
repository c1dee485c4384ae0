import type { RecordedEvent } from '@vitrine/fold'
import type { MaskCounts } from '@vitrine/masking'
import { maskUrl } from '@vitrine/masking'
import type { AssetLog } from '../assets/asset-log.ts'
import { noteAssets } from '../assets/note-assets.ts'
import { guard, listen } from '../boot/guard.ts'
import type { Passwords } from '../capture/passwords.ts'
import { cut } from '../record/plain-text.ts'
import type { Zones } from '../record/zones.ts'
import { createChanges } from './changes.ts'
import { isClosed, rootContext } from './context.ts'
import { clock, shadowOf } from './dom.ts'
import { createFields } from './fields.ts'
import { createFrames } from './frames.ts'
import { createGovernor, type Summary } from './governor.ts'
import { createNodeMasker } from './mask-node.ts'
import { createNodes } from './nodes.ts'
import { createPacer } from './pacer.ts'
import { type Recording, sources } from './recording.ts'
import { createSheets } from './sheets.ts'
import { type Add, createWalk } from './walk.ts'
import { watchCanvases } from './watch-canvases.ts'
import { watchInteractions, watchMoves } from './watch-pointer.ts'
import { watchLoads, watchSelection, watchSize, watchViews } from './watch-state.ts'
import { watchWindow } from './watch-window.ts'

export type { Summary } from './governor.ts'

export type PageRecording = {
  /** What was masked so far; our own button doesn't count. */
  counts: () => MaskCounts
  summary: () => Summary
  /** The recorded node; `undefined` where it isn't shown. */
  idOf: (node: Node) => number | undefined
  /** Everything up to now has been handed over; the first walk through the page is brought to its end. */
  complete: () => Promise<void>
  stop: () => void
}

export type Setup = {
  zones: Zones
  passwords: Passwords
  /** Notes where pictures and fonts come from. */
  assets?: AssetLog
  /** Also pictures of what is drawn on canvases. */
  canvas?: boolean
  /** Our own elements. */
  owns: (element: Element) => boolean
  /**
   * Takes an event, and answers how many characters it has. `base`: it belongs to the picture that the recording begins
   * with, not to what happened in it.
   */
  keep: (event: RecordedEvent, base: boolean) => number
}

const sliceMs = 6
const mostFailures = 50
const gatherMs = [50, 100, 400, 400] as const
const observed = { subtree: true, childList: true, attributes: true, characterData: true } as const

/**
 * Records the page as rrweb's events, masked as they are made. The page is walked through in slices while it goes on
 * living; from then on changes are gathered and told in slices, too. Nothing of ours reaches the page: no exception, no
 * attribute, no style, and no task that is noticed.
 */
export function recordPage({ zones, passwords, assets, canvas = false, owns, keep }: Setup): PageRecording {
  const counts: MaskCounts = {}
  const nodes = createNodes()
  const governor = createGovernor(changeLevel)
  const boxed = new Set<WeakRef<Element>>()
  const finished: (() => void)[] = []
  let walking = true
  let working = false
  let stopped = false
  let failures = 0

  const send = (type: number, data: object) => {
    if (!stopped) governor.sent(keep({ type, timestamp: clock.date(), data }, walking))
  }
  const observer = new MutationObserver((records) => {
    if (changes.hear(records)) wake()
    else governor.timed(work)
  })
  const wake = () => pacer.later(walking ? 0 : (gatherMs[governor.level] ?? 50))
  const recording = {
    context: rootContext(zones.policy),
    zones,
    counts,
    passwords,
    owns,
    nodes,
    governor,
    masker: assets ? noteAssets(createNodeMasker(zones, counts), assets) : createNodeMasker(zones, counts),
    walking: () => walking,
    emit: (source: number, data: object) => send(3, { source, ...data }),
    wake,
    settle() {
      if (working || stopped) return
      changes.hear(observer.takeRecords())
      if (!changes.quiet) work()
    },
    observe(root: Document | ShadowRoot) {
      observer.observe(root, observed)
      passwords.watch(root)
    },
    entered(host: Element) {
      const info = nodes.live(host) ? nodes.get(host) : undefined
      const root = shadowOf(host)
      if (!info || !root || isClosed(info.inner)) return
      walk.shadow(root, info)
      wake()
    },
    boxed(element: Element) {
      governor.skip('subtree')
      boxed.add(new WeakRef(element))
    },
  } as Recording
  const walk = createWalk(recording)
  const changes = createChanges(recording, walk, (ms) =>
    clock.after(() => {
      changes.release()
      wake()
    }, ms),
  )
  const sheets = createSheets(recording)
  const fields = createFields(recording)
  const moves = watchMoves(recording)
  const views = watchViews(recording)
  const watchDocument = (content: Document) => {
    const listeners = [
      ...moves.watch(content),
      ...views.watch(content),
      ...watchInteractions(recording, content),
      watchLoads(recording, content),
      watchSelection(recording, content),
      ...(['input', 'change'] as const).map((name) => listenTo(content, name)),
    ]
    const window = content.defaultView as typeof globalThis | null
    if (window) listeners.push(watchWindow(recording, window))
    return () => listeners.forEach((restore) => restore())
  }
  const listenTo = (content: Document, name: 'input' | 'change') =>
    listen(content, name, (event) => fields.note(event.composedPath()[0]))
  const frames = createFrames(recording, watchDocument)
  Object.assign(recording, { sheets, fields, frames })

  function changeLevel(level: number): void {
    if (level >= 3) return
    for (const reference of boxed) {
      const element = reference.deref()
      const info = element && nodes.live(element) ? nodes.get(element) : undefined
      if (element && info) changes.renew(element, info)
    }
    boxed.clear()
    wake()
  }
  const enterFrames = () => {
    for (const { frame, content } of frames.take()) {
      const around = nodes.get(frame)
      if (!around) continue
      const context = { ...around.inner, inside: 'text' as const, rootId: 0 }
      const info = nodes.enter(content, around.stamp, context)
      info.inner = { ...context, rootId: info.id }
      sheets.entered(content)
      const add = { parentId: around.id, nextId: null, node: walk.document(content, info) }
      recording.emit(sources.mutation, { texts: [], attributes: [], removes: [], adds: [add], isAttachIframe: true })
    }
  }
  const tellChanges = (since: number, isOver: () => boolean) => {
    const adds: Add[] = []
    walk.run(adds, isOver)
    const removes = changes.removed()
    const { attributes, texts } = changes.tell(since, isOver)
    if (adds.length + removes.length + attributes.length + texts.length)
      recording.emit(sources.mutation, { texts, attributes, removes, adds })
  }
  const isDone = () => walk.done && changes.done && frames.done && sheets.done && fields.done
  /** One slice of what is to be done; answers whether there is more. */
  const slice = (): boolean => {
    const until = clock.now() + sliceMs
    const isOver = () => clock.now() > until
    nodes.thaw(true)
    changes.hear(observer.takeRecords())
    changes.drain()
    const since = nodes.latest()
    do {
      tellChanges(since, isOver)
      enterFrames()
    } while (!walk.done && !isOver())
    sheets.run(isOver)
    fields.run()
    nodes.thaw(false)
    return !isDone()
  }
  const work = (): void => {
    if (working || stopped) return
    working = true
    let more = false
    try {
      more = slice()
    } catch {
      // Something of the page's own doing; what comes later may be recorded all the same.
      more = ++failures < mostFailures && !isDone()
      nodes.thaw(false)
    }
    working = false
    if (more) pacer.next()
    else finish()
  }
  const finish = () => {
    walking = false
    for (const done of finished.splice(0)) done()
  }
  const pacer = createPacer(() => governor.timed(work, walking))

  const start = () => {
    const { scrollX: left, scrollY: top } = window
    send(4, { href: cut(maskUrl(location.href, zones.policy, counts), 2_000), width: innerWidth, height: innerHeight })
    const info = nodes.enterTop(document, recording.context)
    recording.observe(document)
    send(2, { node: walk.document(document, info), initialOffset: { left, top } })
    sheets.entered(document)
    work()
  }
  const undo = [watchDocument(document), watchSize(recording)]
  if (canvas) undo.push(watchCanvases(recording))
  guard(() => governor.timed(start, true))()
  return {
    counts: () => ({ ...counts }),
    summary: governor.summary,
    idOf(node) {
      const info = nodes.live(node) ? nodes.get(node) : undefined
      return info?.id || undefined
    },
    async complete() {
      changes.hear(observer.takeRecords())
      changes.release(true)
      if (stopped || isDone()) return changes.release()
      const done = new Promise<void>((resolve) => void finished.push(resolve))
      pacer.hurry(true)
      await done
      pacer.hurry(false)
      changes.release()
    },
    stop() {
      stopped = true
      observer.disconnect()
      pacer.stop()
      moves.stop()
      views.stop()
      walk.clear()
      for (const restore of undo) guard(restore)()
      frames.stop()
      for (const done of finished.splice(0)) done()
    },
  }
}
