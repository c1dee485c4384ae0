import { isElement, parentOf } from './dom.ts'
import type { Recording } from './recording.ts'
import { createTreeChanges, noteInside, type Removed } from './tree-changes.ts'
import { type AttributeChange, createValueChanges, type TextChange } from './value-changes.ts'
import type { Walk } from './walk.ts'
import { reviewZones } from './zone-changes.ts'

/** From so many on they are read at once, lest they keep what the page has forgotten. */
const mostWaiting = 2_000
const readsPerLook = 32

/** What has changed, as one event tells it. */
export type Told = { texts: TextChange[]; attributes: AttributeChange[]; removes: Removed[] }

export type Changes = ReturnType<typeof createChanges>

/**
 * What has changed since the recording was last brought up to date. Of many changes to the same thing only the last
 * state is told; what came and went in between is never looked at.
 */
export function createChanges(recording: Recording, walk: Walk, late: (ms: number) => void) {
  const { nodes, zones } = recording
  const tree = createTreeChanges(recording, walk)
  const values = createValueChanges(recording, late)
  let records: MutationRecord[] = []
  /** Whose rules may have changed, and in which roots; until all is read. */
  const suspects = new Set<Element>()
  const roots = new Set<Node>()

  const read = (record: MutationRecord) => {
    const { type, target } = record
    if (type === 'childList') return tree.read(record)
    if (type === 'attributes') {
      const name = record.attributeName ?? ''
      if (zones.dependsOn(name)) suspects.add(target as Element)
      return values.attribute(target, name)
    }
    values.text(target)
    const parent = parentOf(target)
    const around = parent && isElement(parent) ? nodes.get(parent) : undefined
    if (around) noteInside(recording, parent as Element, around)
  }
  return {
    /** False when so much waits that it should be told at once. */
    hear(more: readonly MutationRecord[]): boolean {
      for (const record of more) records.push(record)
      return records.length < mostWaiting
    },
    renew: tree.renew,
    release: values.release,
    get waiting() {
      return records.length
    },
    /** Brings what is known of the tree up to date; false when there was too little time, and nothing may be told. */
    drain(isOver: () => boolean): boolean {
      if (records.length === 0 && tree.done) return true
      const taken = records
      records = []
      for (const [at, record] of taken.entries()) {
        if (at % readsPerLook === readsPerLook - 1 && isOver()) {
          records = taken.slice(at)
          return false
        }
        read(record)
        if (!zones.simple) roots.add(record.target.getRootNode())
      }
      nodes.thaw()
      walk.turned(tree.added)
      reviewZones(recording, suspects, roots, tree.renew)
      suspects.clear()
      roots.clear()
      nodes.thaw()
      return true
    },
    enter: tree.enter,
    /** Nothing that came waits to be walked into. */
    get entered() {
      return tree.added.size === 0
    },
    get done() {
      return records.length + values.changed.size === 0 && tree.done
    },
    tell(since: number, isOver: () => boolean): Told {
      const told: Told = { texts: [], attributes: [], removes: tree.removed() }
      values.tell(since, isOver, told.attributes, told.texts)
      return told
    },
  }
}
