import type { Changes } from './changes.ts'
import { clock } from './dom.ts'
import { createPacer } from './pacer.ts'
import { type Recording, sources } from './recording.ts'
import type { Add, Walk } from './walk.ts'

const sliceMs = 6
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
    walk.run(adds, isOver)
    const { texts, attributes, removes } = changes.tell(since, isOver)
    if (adds.length + removes.length + attributes.length + texts.length)
      emit(sources.mutation, { texts, attributes, removes, adds })
  }
  const isDone = () =>
    walk.done && changes.done && recording.frames.done && recording.sheets.done && recording.fields.done
  const slice = () => {
    const until = clock.now() + sliceMs
    const isOver = () => clock.now() > until
    nodes.thaw(true)
    listen()
    changes.drain()
    const since = nodes.latest()
    do {
      tell(since, isOver)
      enterFrames()
    } while (!walk.done && !isOver())
    recording.sheets.run(isOver)
    recording.fields.run()
  }
  const run = () => {
    if (working || stopped) return
    working = true
    try {
      slice()
    } catch {
      // Something of the page's own doing; what comes later may be recorded all the same.
      failures++
    }
    nodes.thaw(false)
    working = false
    if (!isDone() && failures < mostFailures) pacer.next()
    else finished()
  }
  const pacer = createPacer(() => governor.timed(run, recording.walking()))
  return {
    run,
    isDone,
    hurry: pacer.hurry,
    wake: () => pacer.later(recording.walking() ? 0 : (gatherMs[governor.level] ?? 50)),
    /** What follows must find its nodes. */
    settle() {
      if (working || stopped) return
      listen()
      if (!changes.quiet) run()
    },
    stop() {
      stopped = true
      pacer.stop()
    },
  }
}
