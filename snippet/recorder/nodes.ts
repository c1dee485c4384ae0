import type { Context } from './context.ts'
import { outerOf } from './dom.ts'

/** What the recording knows of a node. */
export type Info = {
  /** Never given to another node; 0 for what is left out of the recording. */
  id: number
  /** The number of its latest entry into the recording; 0 while it isn't part of it. */
  stamp: number
  /** The stamp of the parent it was entered under: a parent that left and came back has another one. */
  under: number
  /** What holds inside of an element; around a text. */
  inner: Context
  /** Its text isn't what the page shows, so that offsets into it mean nothing. */
  altered: boolean
}

export type Nodes = ReturnType<typeof createNodes>

const top = -1

/** Which nodes are part of the recording. Holds none of them: what the page forgets is gone here, too. */
export function createNodes() {
  const infos = new WeakMap<Node, Info>()
  const frozen = new Set<Node>()
  let still = false
  let ids = 0
  let stamps = 0

  const live = (node: Node): boolean => {
    if (frozen.has(node)) return true
    const info = infos.get(node)
    if (!info?.stamp) return false
    if (info.under !== top) {
      const outer = outerOf(node)
      if (!outer || infos.get(outer)?.stamp !== info.under || !live(outer)) return false
    }
    if (still) frozen.add(node)
    return true
  }
  const enter = (node: Node, under: number, inner: Context, id?: number): Info => {
    const known = infos.get(node)
    if (known) {
      known.id ||= id ?? ++ids
      known.inner = inner
      known.under = under
      known.stamp = ++stamps
      return known
    }
    const info = { id: id ?? ++ids, stamp: ++stamps, under, inner, altered: false }
    infos.set(node, info)
    return info
  }
  return {
    get: (node: Node): Info | undefined => infos.get(node),
    /** Is it in the recording right now, with all that surrounds it? Remembered while everything stands still. */
    live,
    /** After the recording has changed, and before and after a time in which nothing else runs. */
    thaw(standsStill = still) {
      still = standsStill
      frozen.clear()
    },
    /** Becomes part of the recording; `id` where it shares that of its host. */
    enter,
    enterTop: (document: Document, inner: Context): Info => enter(document, top, inner),
    /** Seen, and left out. */
    skip(node: Node, under: number, inner: Context): void {
      infos.set(node, { id: 0, stamp: 0, under, inner, altered: false })
    },
    /** Leaves the recording, with everything below it. */
    leave(info: Info): void {
      info.under = info.stamp = 0
    },
    /** Was entered (or left out) where it is now. */
    placed: (node: Node, parent: Info): boolean => parent.stamp !== 0 && infos.get(node)?.under === parent.stamp,
    latest: () => stamps,
  }
}
