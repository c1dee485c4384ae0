import { cssOf, isElement, isStyle, type Mirror, type PageNode, recordedAs, types } from './page-node.ts'

/** Elements with a state that no attribute tells, such as what was typed: each page gets its own. */
const stateful = new Set('input textarea select option canvas audio video iframe object embed dialog link'.split(' '))

/** rrweb builds these by rules of its own. How far an element is scrolled is told by an event as well. */
const isSpecial = (name: string): boolean =>
  name === '_cssText' || name.startsWith('xlink:') || (name.startsWith('rr_') && !name.startsWith('rr_scroll'))

const isPlain = ({ attributes = {} }: PageNode): boolean => {
  for (const name in attributes) if (isSpecial(name)) return false
  return true
}

/** What is shown, and what of it its nodes do not say. */
export interface Shown {
  readonly mirror: Mirror
  /** Style elements that show something else than they were recorded with. */
  readonly restyled: ReadonlySet<Node>
}

const sameElement = (before: PageNode, target: PageNode): boolean =>
  before.tagName === target.tagName &&
  Boolean(before.isSVG) === Boolean(target.isSVG) &&
  Boolean(before.isCustom) === Boolean(target.isCustom)

const sameStyle = (before: PageNode, target: PageNode, live: Node, shown: Shown): boolean =>
  !shown.restyled.has(live) &&
  isStyle(before) &&
  before.childNodes?.length === target.childNodes?.length &&
  live.childNodes.length === Math.max(1, target.childNodes?.length ?? 0) &&
  cssOf(before) === cssOf(target)

/** Whether a live node can be made into `target` by changing its text, attributes and children. */
export function canBecome(live: Node, target: PageNode, shown: Shown): boolean {
  const before = recordedAs(live, shown.mirror)
  if (!before || before.type !== target.type) return false
  if (target.type === types.text || target.type === types.comment) return true
  if (target.type !== types.element || !isElement(live) || !sameElement(before, target)) return false
  if (Boolean(live.shadowRoot) !== Boolean(target.isShadowHost)) return false
  if (isStyle(target)) return sameStyle(before, target, live, shown)
  return !stateful.has(live.localName) && isPlain(before) && isPlain(target)
}
