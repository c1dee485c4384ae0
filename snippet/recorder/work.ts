import type { Changes } from './changes.ts'
import { clock } from './dom.ts'
import { createPacer } from './pacer.ts'
import { type Recording, sources } from './recording.ts'
import type { Add, Walk } from './walk.ts'

const sliceMs = 6
const recordsPerMs = 2_000
const mostFailures = 50
const gatherMs = [50, 100, 400, 400] as const

type Setup = {
  recording: Recording
  walk: Walk
  changes: Changes
  /** Fetches what the observers have seen. */
  listen: () => void
  /** There is nothing left to do. */
  finished: () => void
}

/** Brings the recording up to date, in slices. */
export function createWork({ recording, walk, changes, listen, finished }: Setup) {
  const { nodes, governor, emit } = recording
  let working = false
  let stopped = false
  let failures = 0

  const enterFrames = () => {
    for (const { frame, content } of recording.frames.take()) {
      const around = nodes.get(frame)
      if (!around) continue
      const context = { ...around.inner, inside: 'text' as const, rootId: 0 }
      const info = nodes.enter(content, around.stamp, context)
      info.inner = { ...context, rootId: info.id }
      recording.sheets.entered(content)
      const adds = [{ parentId: around.id, nextId: null, node: walk.document(content, info) }]
      emit(sources.mutation, { texts: [], attributes: [], removes: [], adds, isAttachIframe: true })
    }
  }
  const tell = (since: number, isOver: () => boolean) => {
    const adds: Add[] = []
    changes.enter(adds, isOver)
    walk.run(adds, isOver)
    const { texts, attributes, removes } = changes.tell(since, isOver)
    if (adds.length + removes.length + attributes.length + texts.length)
      emit(sources.mutation, { texts, attributes, removes, adds })
  }
  const isDone = () => {
    const { frames, sheets, fields, longTexts } = recording
    return [walk, changes, frames, sheets, fields, longTexts].every(({ done }) => done)
  }
  const slice = (patient: boolean) => {
    nodes.thaw(true)
    recording.masker.lighten()
    listen()
    // A page that changes faster than it is read must not be left behind for ever.
    const until = clock.now() + Math.max(sliceMs, changes.waiting / recordsPerMs)
    const isOver = () => clock.now() > until
    if (!changes.drain(() => patient && isOver())) return
    const since = nodes.latest()
    do {
      tell(since, isOver)
      enterFrames()
    } while (!(walk.done && changes.entered) && !isOver())
    recording.sheets.run(isOver)
    recording.fields.run()
    recording.longTexts.run(isOver)
  }
  const run = (patient = true) => {
    if (working || stopped) return
    working = true
    try {
      slice(patient)
    } catch {
      // Something of the page's own doing; what comes later may be recorded all the same.
      failures++
    }
    nodes.thaw(false)
    working = false
    if (!isDone() && failures < mostFailures) pacer.next()
    else finished()
  }
  const pacer = createPacer(() => governor.timed(() => run(), recording.walking()))
  return {
    run: () => run(),
    isDone,
    hurry: pacer.hurry,
    wake: () => pacer.later(recording.walking() ? 0 : (gatherMs[governor.level] ?? 50)),
    /** What follows must find its nodes. */
    settle() {
      if (working || stopped) return
      listen()
      if (changes.waiting) run(false)
    },
    stop() {
      stopped = true
      pacer.stop()
    },
  }
}
