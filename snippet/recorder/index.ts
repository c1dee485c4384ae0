import type { RecordedEvent } from '@vitrine/fold'
import type { MaskCounts } from '@vitrine/masking'
import { maskUrl } from '@vitrine/masking'
import type { AssetLog } from '../assets/asset-log.ts'
import { noteAssets } from '../assets/note-assets.ts'
import { guard } from '../boot/guard.ts'
import type { Passwords } from '../capture/passwords.ts'
import { cut } from '../record/plain-text.ts'
import type { Zones } from '../record/zones.ts'
import { createChanges } from './changes.ts'
import { isClosed, rootContext } from './context.ts'
import { clock, shadowOf } from './dom.ts'
import { createFields } from './fields.ts'
import { createFrames } from './frames.ts'
import { createGovernor, type Summary } from './governor.ts'
import { createLongTexts } from './long-texts.ts'
import { createNodeMasker } from './mask-node.ts'
import { createNodes } from './nodes.ts'
import type { Recording } from './recording.ts'
import { createSheets } from './sheets.ts'
import { createWalk, type Walk } from './walk.ts'
import { createDocumentWatch } from './watch-document.ts'
import { watchSize } from './watch-state.ts'
import { createWork } from './work.ts'

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
  /** Also tells what is drawn on canvases; answers what ends that. */
  canvas?: ((recording: Recording) => () => void) | undefined
  /** Our own elements. */
  owns: (element: Element) => boolean
  /**
   * Takes an event, and answers how many characters it has. `base`: it belongs to the picture that the recording begins
   * with, not to what happened in it.
   */
  keep: (event: RecordedEvent, base: boolean) => number
}

const observed = { subtree: true, childList: true, attributes: true, characterData: true } as const

/** Elements that are shown as empty boxes until there is more time. */
function createBoxes() {
  const boxed = new Set<WeakRef<Element>>()
  return {
    add: (element: Element) => void boxed.add(new WeakRef(element)),
    take(): Element[] {
      const taken = [...boxed].flatMap((reference) => reference.deref() ?? [])
      boxed.clear()
      return taken
    },
  }
}

/** What all parts share; those that need it themselves are added by the caller. */
function createShared({ zones, passwords, assets, owns, keep }: Setup, changeLevel: (level: number) => void) {
  const counts: MaskCounts = {}
  const governor = createGovernor(changeLevel)
  const masker = createNodeMasker(zones, counts)
  const state = { walking: true, stopped: false }
  const send = (type: number, data: object) => {
    if (!state.stopped) governor.sent(keep({ type, timestamp: clock.date(), data }, state.walking))
  }
  const shared = {
    context: rootContext(zones.policy),
    zones,
    counts,
    passwords,
    owns,
    nodes: createNodes(),
    governor,
    masker: assets ? noteAssets(masker, assets) : masker,
    lossy: assets?.lossy ?? (() => {}),
    walking: () => state.walking,
    emit: (source: number, data: object) => send(3, { source, ...data }),
  }
  return { shared, state, send }
}

/** A recorded element has got a shadow root. */
function enterShadow({ nodes, wake }: Recording, walk: Walk, host: Element): void {
  const info = nodes.live(host) ? nodes.get(host) : undefined
  const root = shadowOf(host)
  if (!info || !root || isClosed(info.inner)) return
  walk.shadow(root, info)
  wake()
}

/** The page's address and size, and a picture of it that is still empty. */
function begin(recording: Recording, walk: Walk, send: (type: number, data: object) => void): void {
  const { scrollX: left, scrollY: top, innerWidth: width, innerHeight: height } = window
  const { nodes, zones, counts } = recording
  send(4, { href: cut(maskUrl(location.href, zones.policy, counts), 2_000), width, height })
  const info = nodes.enterTop(document, recording.context)
  recording.observe(document)
  send(2, { node: walk.document(document, info), initialOffset: { left, top } })
  recording.sheets.entered(document)
}

/**
 * Records the page as rrweb's events, masked as they are made. The page is walked through in slices while it goes on
 * living; from then on changes are gathered and told in slices, too. Nothing of ours reaches the page: no exception, no
 * attribute, no style, and no task that is noticed.
 */
export function recordPage(setup: Setup): PageRecording {
  const { shared, state, send } = createShared(setup, changeLevel)
  const { nodes, governor, counts } = shared
  const boxes = createBoxes()
  const finished: (() => void)[] = []
  const live = (node: Node) => (nodes.live(node) ? nodes.get(node) : undefined)
  const observer = new MutationObserver((records) => {
    if (changes.hear(records)) work.wake()
    else governor.timed(work.run)
  })
  const recording = Object.assign(shared, {
    wake: () => work.wake(),
    settle: () => work.settle(),
    observe(root: Document | ShadowRoot) {
      observer.observe(root, observed)
      setup.passwords.watch(root)
    },
    entered: (host: Element) => enterShadow(recording, walk, host),
    boxed(element: Element) {
      governor.skip('subtree')
      boxes.add(element)
    },
  }) as Recording
  const walk = createWalk(recording)
  const changes = createChanges(recording, walk, (ms) => clock.after(() => release(false), ms))
  const listen = () => void changes.hear(observer.takeRecords())
  const finish = () => {
    state.walking = false
    for (const done of finished.splice(0)) done()
  }
  const work = createWork({ recording, walk, changes, listen, finished: finish })
  const documents = createDocumentWatch(recording)
  const frames = createFrames(recording, documents.watch)
  const [sheets, fields, longTexts] = [createSheets(recording), createFields(recording), createLongTexts(recording)]
  Object.assign(recording, { sheets, fields, frames, longTexts })

  function release(isFinal: boolean): void {
    changes.release(isFinal)
    work.wake()
  }
  function changeLevel(level: number): void {
    if (level >= 3) return
    for (const element of boxes.take()) changes.renew(element)
    work.wake()
  }
  const start = () => {
    begin(recording, walk, send)
    work.run()
  }
  const undo = [documents.watch(document), watchSize(recording)]
  if (setup.canvas) undo.push(setup.canvas(recording))
  guard(() => governor.timed(start, true))()
  return {
    counts: () => ({ ...counts }),
    summary: governor.summary,
    idOf: (node) => live(node)?.id || undefined,
    async complete() {
      listen()
      release(true)
      if (!state.stopped && !work.isDone()) {
        const done = new Promise<void>((resolve) => void finished.push(resolve))
        work.hurry(true)
        await done
        work.hurry(false)
      }
      release(false)
    },
    stop() {
      state.stopped = true
      observer.disconnect()
      work.stop()
      documents.stop()
      walk.clear()
      for (const restore of undo) guard(restore)()
      frames.stop()
      finish()
    },
  }
}
