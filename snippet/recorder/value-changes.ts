import { dataOf, isElement, kindOf, kinds } from './dom.ts'
import type { Attributes } from './mask-node.ts'
import type { Recording } from './recording.ts'
import { changedAttributes } from './serialize.ts'
import { createStorms } from './storms.ts'
import { contextAround, contextNow } from './zone-changes.ts'

export type AttributeChange = { id: number; attributes: Attributes }
export type TextChange = { id: number; value: string }
type Waiting = Map<Node, Set<string>>

/** Stands for the text of a node among the names of attributes. */
const textName = '#text'

function add(waiting: Waiting, node: Node, name: string): void {
  const names = waiting.get(node)
  if (names) names.add(name)
  else waiting.set(node, new Set([name]))
}

/** Attributes and texts that have changed; each is told as it is when it is told. */
export function createValueChanges(recording: Recording, late: (ms: number) => void) {
  const { nodes, masker, governor } = recording
  const storms = createStorms()
  const changed: Waiting = new Map()
  /** Told too often; they have to wait. */
  const held: Waiting = new Map()
  let final = false

  const mayTell = (node: Node, name: string): boolean => {
    if (final || storms.allows(node, name)) return true
    if (held.size === 0) late(storms.pauseMs)
    add(held, node, name)
    governor.skip('attribute-storm')
    return false
  }
  const attributesOf = (element: Element, names: string[]): Attributes | undefined => {
    const info = nodes.get(element)
    const told = info && changedAttributes(recording, element, contextNow(recording, element, info), names)
    if (names.includes('value')) recording.fields.entered(element)
    for (const _ in told) return told
    return undefined
  }
  const textOf = (node: Node): string | undefined => {
    const inner = contextAround(recording, node)
    const info = nodes.get(node)
    if (!inner || !info) return undefined
    const text = dataOf(node)
    const value = kindOf(node) === kinds.comment ? masker.comment(text, inner) : recording.longTexts.told(node, inner)
    info.altered = value !== text
    return value
  }
  return {
    changed: changed as ReadonlyMap<Node, Set<string>>,
    attribute: (element: Node, name: string) => add(changed, element, name),
    text: (node: Node) => add(changed, node, textName),
    /** What had to wait is told; `isFinal`: from now on nothing has to. */
    release(isFinal: boolean) {
      final = isFinal
      for (const [node, names] of held) for (const name of names) add(changed, node, name)
      held.clear()
    },
    /** Until the time is up. What entered the recording after `since` is known as it is. */
    tell(since: number, isOver: () => boolean, attributes: AttributeChange[], texts: TextChange[]): void {
      let steps = 0
      for (const [node, names] of changed) {
        if ((++steps % 16 === 0 || masker.isHeavy()) && isOver()) return
        changed.delete(node)
        const { id = 0, stamp = 0 } = (nodes.live(node) && nodes.get(node)) || {}
        if (!id || stamp > since) continue
        const now = [...names].filter((name) => mayTell(node, name))
        try {
          if (now.length === 0) continue
          const value = isElement(node) ? undefined : textOf(node)
          if (value !== undefined) texts.push({ id, value })
          const told = isElement(node) ? attributesOf(node, now) : undefined
          if (told) attributes.push({ id, attributes: told })
        } catch {
          // What can't be read or masked isn't told.
        }
      }
    },
  }
}
