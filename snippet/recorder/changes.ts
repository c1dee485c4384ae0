import { contextBelow, sameContext } from './context.ts'
import { dataOf, isConnected, isElement, kindOf, kinds, nameOf, outerOf, parentOf } from './dom.ts'
import type { Attributes } from './mask-node.ts'
import type { Info } from './nodes.ts'
import type { Recording } from './recording.ts'
import { changedAttributes, tagOf } from './serialize.ts'
import { createStorms } from './storms.ts'
import type { Walk } from './walk.ts'

export type Removed = { parentId: number; id: number; isShadow?: true }
export type AttributeChange = { id: number; attributes: Attributes }
export type TextChange = { id: number; value: string }

export type Changes = ReturnType<typeof createChanges>

const mostWaiting = 2_000

/**
 * What has changed since the recording was last brought up to date. Of many changes to the same thing only the last
 * state is told; what came and went in between is never looked at.
 */
export function createChanges(recording: Recording, walk: Walk, late: (ms: number) => void) {
  const { nodes, zones, masker, governor } = recording
  const storms = createStorms()
  let records: MutationRecord[] = []
  let removes: Removed[] = []
  const added = new Set<Node>()
  const attributes = new Map<Element, Set<string>>()
  const texts = new Set<Node>()
  /** Told too often; they have to wait. */
  const held = { attributes: new Map<Element, Set<string>>(), texts: new Set<Node>() }
  let holding = false
  let final = false

  const leave = (node: Node, info: Info, parent: Info, shadow: boolean) => {
    if (info.id) removes.push({ parentId: parent.id, id: info.id, ...(shadow && { isShadow: true as const }) })
    nodes.leave(info)
  }
  /** Takes a node out and puts it in again as it is now. */
  const renew = (element: Element, info: Info) => {
    const outer = parentOf(element)
    const parent = outer && nodes.get(outer)
    if (!parent) return
    leave(element, info, parent, kindOf(outer) === kinds.fragment)
    added.add(element)
  }
  const readChildren = ({ target, addedNodes, removedNodes }: MutationRecord) => {
    const parent = nodes.get(target)
    const shadow = kindOf(target) === kinds.fragment
    for (let i = 0; i < removedNodes.length; i++) {
      const node = removedNodes[i] as Node
      const info = parent && nodes.placed(node, parent) ? nodes.get(node) : undefined
      if (info && parent) leave(node, info, parent, shadow)
    }
    for (let i = 0; i < addedNodes.length; i++) added.add(addedNodes[i] as Node)
    if (parent?.stamp && isElement(target)) noteInside(target, parent)
  }
  /** What is inside of these is told by the element itself. */
  const noteInside = (element: Element, { inner }: Info) => {
    if (inner.inside === 'css') recording.sheets.rewritten(element)
    else if (inner.inside === 'field') recording.fields.note(element)
  }
  const read = (record: MutationRecord) => {
    const { type, target, attributeName } = record
    if (type === 'childList') return readChildren(record)
    if (type === 'attributes') {
      const names = attributes.get(target as Element)
      if (names) names.add(attributeName ?? '')
      else attributes.set(target as Element, new Set([attributeName ?? '']))
      return
    }
    texts.add(target)
    const parent = parentOf(target)
    const around = parent && isElement(parent) ? nodes.get(parent) : undefined
    if (around) noteInside(parent as Element, around)
  }
  /** Elements for which other rules hold than when they were recorded are recorded anew. */
  const reviewZone = (element: Element) => {
    const info = nodes.live(element) ? nodes.get(element) : undefined
    const outer = info && outerOf(element)
    const above = outer && nodes.get(outer)?.inner
    if (!info || !above) return
    if (!sameContext(contextBelow(above, zones, element, tagOf(element)), info.inner)) renew(element, info)
  }
  const review = (roots: Set<Node>) => {
    for (const [element, names] of attributes) for (const name of names) if (zones.dependsOn(name)) reviewZone(element)
    if (zones.simple) return
    for (const root of roots) {
      for (const element of (root as Document).querySelectorAll?.(zones.protecting) ?? []) reviewZone(element)
    }
  }
  const drain = () => {
    if (records.length === 0) return false
    const taken = records
    records = []
    for (const record of taken) read(record)
    nodes.thaw()
    walk.turned()
    review(zones.simple ? new Set() : new Set(taken.map(({ target }) => target.getRootNode())))
    nodes.thaw()
    const list = [...added]
    added.clear()
    for (let i = list.length - 1; i >= 0; i--) {
      const node = list[i] as Node
      if (isConnected(node)) walk.from(node)
    }
    return true
  }
  const hold = (add: () => void) => {
    add()
    governor.skip('attribute-storm')
    if (holding) return
    holding = true
    late(storms.pauseMs)
  }
  /** In an unmasked zone, what unmasks it must still hold. */
  const innerNow = (element: Element, { inner }: Info) => {
    if (inner.zone !== 'unmask' || zones.around(element) === 'unmask') return inner
    return { ...inner, zone: undefined, mode: zones.policy.mode }
  }
  const tellAttributes = (element: Element, names: Set<string>, since: number, into: AttributeChange[]) => {
    const info = nodes.live(element) ? nodes.get(element) : undefined
    if (!info?.id || info.stamp > since) return
    const now: string[] = []
    for (const name of names) {
      if (final || storms.allows(element, name)) now.push(name)
      else
        hold(() => {
          const waiting = held.attributes.get(element)
          if (waiting) waiting.add(name)
          else held.attributes.set(element, new Set([name]))
        })
    }
    if (now.length === 0) return
    const told = changedAttributes(recording, element, innerNow(element, info), now)
    for (const _ in told) {
      into.push({ id: info.id, attributes: told })
      if (now.includes('value')) recording.fields.entered(element)
      return
    }
  }
  const tellText = (node: Node, since: number, into: TextChange[]) => {
    const info = nodes.live(node) ? nodes.get(node) : undefined
    const parent = parentOf(node)
    const around = parent && nodes.get(parent)
    if (!info?.id || info.stamp > since || !around) return
    if (!final && !storms.allows(node, '#text')) return hold(() => held.texts.add(node))
    const text = dataOf(node)
    const inner = isElement(parent) ? innerNow(parent, around) : around.inner
    const value = kindOf(node) === kinds.comment ? masker.comment(text, inner) : masker.text(text, inner)
    info.altered = value !== text
    into.push({ id: info.id, value })
  }
  const each = <T>(waiting: Iterable<T>, forget: (one: T) => void, tell: (one: T) => void, isOver: () => boolean) => {
    let steps = 0
    for (const one of waiting) {
      if (++steps % 16 === 0 && isOver()) return
      forget(one)
      try {
        tell(one)
      } catch {
        // What can't be read or masked isn't told.
      }
    }
  }
  return {
    /** Nodes that were recorded and have gone: to be told before anything else. */
    removed(): Removed[] {
      const told = removes
      removes = []
      return told
    },
    hear(more: readonly MutationRecord[]) {
      for (const record of more) records.push(record)
      return records.length < mostWaiting
    },
    drain,
    renew,
    /** What had to wait is told; `isFinal`: from now on nothing has to. */
    release(isFinal = false) {
      final = isFinal
      holding = false
      for (const [element, names] of held.attributes) {
        const waiting = attributes.get(element)
        if (waiting) for (const name of names) waiting.add(name)
        else attributes.set(element, names)
      }
      for (const node of held.texts) texts.add(node)
      held.attributes.clear()
      held.texts.clear()
    },
    get done() {
      return records.length + attributes.size + texts.size === 0
    },
    get quiet() {
      return records.length === 0
    },
    tell(since: number, isOver: () => boolean): { attributes: AttributeChange[]; texts: TextChange[] } {
      const told = { attributes: [] as AttributeChange[], texts: [] as TextChange[] }
      const forget = ([element]: [Element, Set<string>]) => attributes.delete(element)
      each(attributes, forget, ([element, names]) => tellAttributes(element, names, since, told.attributes), isOver)
      each(
        texts,
        (node) => texts.delete(node),
        (node) => tellText(node, since, told.texts),
        isOver,
      )
      return told
    },
  }
}
