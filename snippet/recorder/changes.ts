import { isElement, parentOf } from './dom.ts'
import type { Recording } from './recording.ts'
import { createTreeChanges, noteInside, type Removed } from './tree-changes.ts'
import { type AttributeChange, createValueChanges, type TextChange } from './value-changes.ts'
import type { Walk } from './walk.ts'
import { reviewZones } from './zone-changes.ts'

const mostWaiting = 2_000

/** What has changed, as one event tells it. */
export type Told = { texts: TextChange[]; attributes: AttributeChange[]; removes: Removed[] }

export type Changes = ReturnType<typeof createChanges>

/**
 * What has changed since the recording was last brought up to date. Of many changes to the same thing only the last
 * state is told; what came and went in between is never looked at.
 */
export function createChanges(recording: Recording, walk: Walk, late: (ms: number) => void) {
  const { nodes } = recording
  const tree = createTreeChanges(recording, walk)
  const values = createValueChanges(recording, late)
  let records: MutationRecord[] = []

  const read = (record: MutationRecord) => {
    const { type, target } = record
    if (type === 'childList') return tree.read(record)
    if (type === 'attributes') return values.attribute(target, record.attributeName ?? '')
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
    /** Brings what is known of the tree up to date. */
    drain() {
      const taken = records
      records = []
      for (const record of taken) read(record)
      if (taken.length === 0 && tree.done) return
      nodes.thaw()
      walk.turned()
      const elements = [...values.changed].filter((entry): entry is [Element, Set<string>] => isElement(entry[0]))
      reviewZones(recording, elements, () => new Set(taken.map(({ target }) => target.getRootNode())), tree.renew)
      nodes.thaw()
      tree.enter()
    },
    get quiet() {
      return records.length === 0
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
