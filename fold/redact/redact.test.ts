import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Mutation, RecordedEvent, SerializedNode } from '../events.ts'
import { createFold } from '../fold.ts'
import { randomRecording } from '../testing/random-recording.ts'
import { cutTime } from './cut-time.ts'
import { removeNodes } from './remove-nodes.ts'

const folded = (events: readonly RecordedEvent[]) => {
  const fold = createFold()
  for (const event of events) fold.apply(event)
  return fold
}
function tree(events: readonly RecordedEvent[]): SerializedNode {
  const [, full] = folded(events).snapshot()
  return (full as RecordedEvent & { data: { node: SerializedNode } }).data.node
}

/** What must be left of a tree, written down without looking at events. */
function expected(node: SerializedNode, gone: (id: number) => boolean): SerializedNode {
  return { ...node, ...(node.childNodes && { childNodes: node.childNodes.map((child) => outer(child, gone)) }) }
}
const outer = (node: SerializedNode, gone: (id: number) => boolean): SerializedNode =>
  gone(node.id) ? ({ id: node.id, gone: true } as never) : expected(node, gone)
const marked = (node: SerializedNode, gone: (id: number) => boolean): SerializedNode => outer(node, gone)

const ids = fc.array(fc.integer({ min: 100, max: 130 }), { minLength: 1, maxLength: 3 })
const removals = (list: number[]) => list.map((id) => ({ id, width: 10.4, height: 5 }))

test('the page without the removed nodes is the page, minus them and all that was ever in them', () => {
  fc.assert(
    fc.property(randomRecording, ids, ({ events, tree: whole }, list) => {
      const { events: left, has } = removeNodes(events, removals(list))
      expect(marked(tree(left), has)).toEqual(marked(whole, has))
    }),
    { numRuns: 1_000 },
  )
})

/** Texts, titles and classes that events give to nodes that `of` names. */
function wordsOf(events: readonly RecordedEvent[], of: (id: number) => boolean): Set<string> {
  const words = new Set<string>()
  const say = (id: number, word: unknown) => typeof word === 'string' && of(id) && words.add(word)
  const collect = ({ id, textContent, attributes = {}, childNodes = [] }: SerializedNode) => {
    for (const word of [textContent, ...Object.values(attributes)]) say(id, word)
    childNodes.forEach(collect)
  }
  for (const { data, type } of events) {
    if (type !== 2 && (data as { source?: number }).source !== 0) continue
    const { adds = [], texts = [], attributes = [], node } = data as Mutation & { node?: SerializedNode }
    if (node) collect(node)
    for (const add of adds) collect(add.node)
    for (const { id, value } of texts) say(id, value)
    for (const { id, attributes: named } of attributes) for (const word of Object.values(named)) say(id, word)
  }
  return words
}

test('no event says anything of what was removed', () => {
  fc.assert(
    fc.property(randomRecording, ids, ({ events }, list) => {
      const { events: left, has } = removeNodes(events, removals(list))
      const others = wordsOf(events, (id) => !has(id))
      const text = JSON.stringify(left)
      for (const word of wordsOf(events, has)) if (!others.has(word)) expect(text).not.toContain(`"${word}"`)
      for (const { data } of left) {
        const { id, source } = data as { id?: number; source?: number }
        if (source !== 0 && id) expect(has(id)).toBe(false)
      }
    }),
    { numRuns: 500 },
  )
})

test('a removed element leaves a box of its size, and its typed value, scroll and clicks are gone', () => {
  const field = { type: 2, id: 9, tagName: 'input', attributes: { value: 'secret' }, childNodes: [] }
  const form = { type: 2, id: 8, tagName: 'form', attributes: { title: 'secret' }, childNodes: [field] }
  const events: RecordedEvent[] = [
    { type: 4, timestamp: 1, data: { href: 'https://a.example/', width: 1, height: 1 } },
    {
      type: 2,
      timestamp: 1,
      data: { node: { type: 0, id: 1, childNodes: [form] }, initialOffset: { left: 0, top: 0 } },
    },
    { type: 3, timestamp: 2, data: { source: 5, id: 9, text: 'secret', isChecked: false } },
    { type: 3, timestamp: 3, data: { source: 1, positions: [{ x: 1, y: 2, id: 9, timeOffset: 0 }] } },
    { type: 3, timestamp: 4, data: { source: 2, type: 2, id: 9, x: 1, y: 2 } },
    { type: 5, timestamp: 5, data: { tag: 'picture', payload: { id: 9, url: 'secret' } } },
  ]
  const { events: left } = removeNodes(events, [{ id: 8, width: 99.6, height: 20 }])
  expect(JSON.stringify(left)).not.toContain('secret')
  expect(left.map(({ timestamp }) => timestamp)).toEqual([1, 1, 3])
  expect(JSON.stringify(left[1])).toContain('"rr_width":"100px","rr_height":"20px"')
  expect(JSON.stringify(left[2])).toContain('"id":8')
})

test('a stretch begins with the page as it was then and ends where it was cut', () => {
  fc.assert(
    fc.property(randomRecording, fc.nat(60), fc.nat(60), ({ events }, a, b) => {
      const [first, last] = [events[0]?.timestamp ?? 0, events.at(-1)?.timestamp ?? 0]
      const from = Math.min(first + a, last)
      const to = Math.min(from + b, last)
      const cut = cutTime(events, from, to)
      const upTo = events.filter(({ timestamp }) => timestamp <= Math.max(to, first + 1))
      expect(tree(cut)).toEqual(tree(upTo))
      const earliest = from > first + 1 ? from : first
      expect(cut.every(({ timestamp }) => timestamp >= earliest && timestamp <= Math.max(to, first + 1))).toBe(true)
    }),
    { numRuns: 300 },
  )
})
