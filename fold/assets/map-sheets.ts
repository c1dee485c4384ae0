import { splitRules } from '../css.ts'
import {
  type AddedRule,
  type Adoption,
  type Attributes,
  kinds,
  type Mutation,
  nodeTypes,
  type RecordedEvent,
  type SerializedNode,
  type SheetChange,
  sources,
} from '../events.ts'
import { referredAsset } from './reference.ts'

/** Gets the text of a style sheet and answers what is to stand there. */
type Change = (text: string) => string

/** Below this many characters, naming a text instead of repeating it saves nothing. */
export const leastSheet = 2_000
/** No page nests deeper that a browser has read; what does is left as it is. */
const deepest = 1_000

/** The same list when nothing in it has changed. */
function mapList<T>(list: readonly T[], map: (item: T) => T): T[] {
  let changed: T[] | undefined
  for (const [place, item] of list.entries()) {
    const next = map(item)
    if (next !== item) changed ??= list.slice(0, place)
    changed?.push(next)
  }
  return changed ?? (list as T[])
}

function mapAttributes<A extends Record<string, unknown>>(attributes: A, change: Change): A {
  const css = attributes['_cssText']
  if (typeof css !== 'string') return attributes
  const next = change(css)
  return next === css ? attributes : { ...attributes, _cssText: next }
}

const holdsSheet = ({ isStyle, textContent = '' }: SerializedNode, inStyle: boolean): boolean =>
  inStyle || isStyle === true || referredAsset(textContent) !== undefined

function mapNode(node: SerializedNode, change: Change, inStyle = false, depth = 0): SerializedNode {
  if (typeof node !== 'object' || node === null || depth > deepest) return node
  if (node.type === nodeTypes.text) {
    if (typeof node.textContent !== 'string' || !holdsSheet(node, inStyle)) return node
    const next = change(node.textContent)
    return next === node.textContent ? node : { ...node, textContent: next }
  }
  const attributes: Attributes | undefined = node.attributes && mapAttributes(node.attributes, change)
  const isStyle = node.tagName === 'style'
  const children = node.childNodes && mapList(node.childNodes, (child) => mapNode(child, change, isStyle, depth + 1))
  if (attributes === node.attributes && children === node.childNodes) return node
  return { ...node, ...(attributes && { attributes }), ...(children && { childNodes: children }) }
}

/** Rules of a sheet made by script as one text; `undefined` where they could not be told apart again. */
function joined(rules: readonly AddedRule[]): string | undefined {
  if (rules.some(({ rule, index }, place) => typeof rule !== 'string' || (index ?? place) !== place)) return undefined
  const text = rules.map(({ rule }) => rule).join('\n')
  if (text.length < leastSheet) return undefined
  const again = splitRules(text)
  return again.length === rules.length && again.every((rule, place) => rule === rules[place]?.rule) ? text : undefined
}

function mapRules(rules: AddedRule[], change: Change): AddedRule[] {
  const first = rules[0]?.rule
  const text = rules.length === 1 && typeof first === 'string' && referredAsset(first) ? first : joined(rules)
  const next = text && change(text)
  if (!next || next === text) return rules
  if (referredAsset(next)) return [{ rule: next, index: 0 }]
  return splitRules(next).map((rule, index) => ({ rule, index }))
}

const mapMutation = (data: Mutation, change: Change): Mutation => {
  const adds =
    data.adds &&
    mapList(data.adds, (add) => {
      const node = mapNode(add.node, change)
      return node === add.node ? add : { ...add, node }
    })
  const attributes =
    data.attributes &&
    mapList(data.attributes, (entry) => {
      const next = mapAttributes(entry.attributes ?? {}, change)
      return next === entry.attributes || !entry.attributes ? entry : { ...entry, attributes: next }
    })
  if (adds === data.adds && attributes === data.attributes) return data
  return { ...data, ...(adds && { adds }), ...(attributes && { attributes }) }
}

function mapChange(data: SheetChange, change: Change): SheetChange {
  const { replace, replaceSync } = data
  const next = {
    ...(typeof replace === 'string' && { replace: change(replace) }),
    ...(typeof replaceSync === 'string' && { replaceSync: change(replaceSync) }),
  }
  return next.replace === replace && next.replaceSync === replaceSync ? data : { ...data, ...next }
}

function mapAdoption(data: Adoption, change: Change): Adoption {
  const styles =
    data.styles &&
    mapList(data.styles, (style) => {
      const rules = Array.isArray(style.rules) ? mapRules(style.rules, change) : style.rules
      return rules === style.rules ? style : { ...style, rules }
    })
  return styles === data.styles || !styles ? data : { ...data, styles }
}

const incremental: Record<number, (data: never, change: Change) => object> = {
  [sources.mutation]: mapMutation,
  [sources.styleSheetRule]: mapChange,
  [sources.adoptedStyleSheet]: mapAdoption,
}

function mapData({ type, data }: RecordedEvent, change: Change): unknown {
  if (typeof data !== 'object' || data === null) return data
  if (type === kinds.full) {
    const { node } = data as { node: SerializedNode }
    const next = mapNode(node, change)
    return next === node ? data : { ...data, node: next }
  }
  const map = type === kinds.incremental ? incremental[(data as { source: number }).source] : undefined
  return map ? map(data as never, change) : data
}

/** The event with other texts where whole style sheets stand; the very same event when none changes. Never throws. */
export function mapSheets(event: RecordedEvent, change: Change): RecordedEvent {
  try {
    const data = mapData(event, change)
    return data === event.data ? event : { ...event, data }
  } catch {
    // A recording is somebody else's data: what is malformed stays as it is.
    return event
  }
}
