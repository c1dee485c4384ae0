import type { RecordedEvent } from '@vitrine/fold'
import { safeAttributes } from './attributes.ts'
import { nowhere, type Resolve, safeCss } from './css.ts'
import { type Known, safeNode } from './node.ts'

export interface Sanitizer {
  /** The events that may be replayed, changed where they must be. In recorded order, from the snapshot on. */
  all(events: readonly RecordedEvent[]): RecordedEvent[]
}

type Data = Record<string, unknown>

const isObject = (value: unknown): value is Data => typeof value === 'object' && value !== null
const objects = (value: unknown): Data[] => (Array.isArray(value) ? value.filter(isObject) : [])
const numbers = (value: unknown): number[] => (Array.isArray(value) ? value.filter((one) => Number.isInteger(one)) : [])
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)
const css = (value: unknown, { resolve }: Known): string => safeCss(typeof value === 'string' ? value : '', resolve)

const rules = (value: unknown, known: Known) =>
  objects(value).map(({ rule, index }) => ({ rule: css(rule, known), index }))

function mutation(data: Data, known: Known): Data {
  const adds = objects(data.adds).flatMap(({ parentId, nextId, previousId, node }) => {
    const safe = safeNode(node, known, known.tags.get(Number(parentId)))
    return safe ? [{ parentId, nextId, previousId, node: safe }] : []
  })
  const attributes = objects(data.attributes).map(({ id, attributes }) => ({
    id,
    attributes: safeAttributes(known.tags.get(Number(id)) ?? '', isObject(attributes) ? attributes : {}, known.resolve),
  }))
  const texts = objects(data.texts).map(({ id, value }) => ({
    id,
    value: known.css.has(Number(id)) ? css(value, known) : typeof value === 'string' ? value : '',
  }))
  return { ...data, adds, attributes, texts, removes: objects(data.removes) }
}

function sheetChange({ source, id, styleId, adds, removes, replace, replaceSync }: Data, known: Known): Data {
  return {
    source,
    id,
    styleId,
    adds: rules(adds, known),
    removes: objects(removes),
    ...(typeof replace === 'string' ? { replace: css(replace, known) } : {}),
    ...(typeof replaceSync === 'string' ? { replaceSync: css(replaceSync, known) } : {}),
  }
}

function declaration({ source, id, styleId, index, set, remove }: Data, known: Known): Data {
  const safe = isObject(set) ? { ...set, value: set.value === null ? null : css(set.value, known) } : undefined
  return {
    source,
    id,
    styleId,
    index: numbers(index),
    ...(safe && { set: safe }),
    ...(isObject(remove) ? { remove } : {}),
  }
}

const adoption = ({ source, id, styleIds, styles }: Data, known: Known): Data => ({
  source,
  id,
  styleIds: numbers(styleIds),
  styles: objects(styles).map((style) => ({ styleId: style.styleId, rules: rules(style.rules, known) })),
})

const pointer = ({ source, positions }: Data): Data | null => {
  const safe = objects(positions).map(({ x, y, id, timeOffset }) => ({
    x: number(x),
    y: number(y),
    id: number(id),
    timeOffset: Math.min(0, number(timeOffset)),
  }))
  return safe.length ? { source, positions: safe } : null
}

/** By rrweb's number of the source. What is not here is not replayed: canvas drawings, logs, custom elements. */
const incremental: Record<number, (data: Data, known: Known) => Data | null> = {
  0: mutation,
  1: pointer,
  2: (data) => (number(data.type) >= 0 && number(data.type) <= 10 ? data : null),
  3: ({ source, id, x, y }) => ({ source, id, x: number(x), y: number(y) }),
  4: ({ source, width, height }) => ({ source, width: number(width), height: number(height) }),
  5: ({ source, id, text, isChecked }) => ({ source, id, text: String(text ?? ''), isChecked: Boolean(isChecked) }),
  6: pointer,
  7: (data, known) => (/^(audio|video)$/.test(known.tags.get(Number(data.id)) ?? '') ? data : null),
  8: sheetChange,
  10: ({ source, family, fontSource, buffer, descriptors }, known) => ({
    source,
    family: String(family),
    fontSource: buffer ? String(fontSource) : css(fontSource, known),
    buffer,
    descriptors,
  }),
  12: pointer,
  13: declaration,
  14: (data) => ({ source: data.source, ranges: objects(data.ranges) }),
  15: adoption,
}

function safeData({ type, data }: RecordedEvent, known: Known): Data | null {
  if (!isObject(data)) return null
  if (type === 4) return { href: '', width: number(data.width), height: number(data.height) }
  if (type === 3) return incremental[number(data.source)]?.(data, known) ?? null
  if (type !== 2) return null
  const node = safeNode(data.node, known)
  const offset = isObject(data.initialOffset) ? data.initialOffset : {}
  return node && { node, initialOffset: { left: number(offset.left), top: number(offset.top) } }
}

/**
 * Makes recorded events fit to be replayed: pages that were recorded are somebody else's, and may want to run scripts,
 * call home or break the player. The frame's content policy forbids the same; this holds where a policy has gaps.
 */
export function createSanitizer(resolve: Resolve = nowhere): Sanitizer {
  const known: Known = { tags: new Map(), css: new Set(), resolve }
  return {
    all: (events) =>
      events.flatMap((event) => {
        const data = Number.isFinite(event?.timestamp) ? safeData(event, known) : null
        return data ? [{ type: event.type, timestamp: event.timestamp, data }] : []
      }),
  }
}
