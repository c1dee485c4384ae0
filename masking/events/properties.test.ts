import fc from 'fast-check'
import { expect, test } from 'vitest'
import { strictest } from '../policy.ts'
import { redactEvents } from '../redact-events.ts'
import { createEventMasker } from './masker.ts'
import type { RecordedEvent } from './shape.ts'

/** Nothing that a page is built of looks like this. */
const secret = fc.stringMatching(/^[A-Z][a-z]{2,6}[0-9]{2,4}[A-Z][a-z]{2,5}$/)
const structural = 'class id name for form list slot part aria-labelledby aria-controls'.split(' ')
const attributeNames =
  'title alt placeholder aria-label data-user href src srcset value content type width onclick srcdoc customer d fill lang role action poster xlink:href rr_src rr_dataURL nonce pattern'.split(
    ' ',
  )
const wrap = (value: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    value,
    `before ${value} after`,
    `/x?q=${value}`,
    `https://h.example/${value}#${value}`,
    `"${value}"`,
    `url(/a?${value})`,
    `mailto:${value}`,
    `content:"${value}"`,
  )

type Node = Record<string, unknown>

/** A random page with the given secrets in any place that may hold text; node numbers count up. */
function tree(value: fc.Arbitrary<string>) {
  const anywhere = value.chain(wrap)
  const css = value.map((word) => `a{content:"${word}";background:url(/x?${word})}/*${word}*/`)
  const styles = fc.dictionary(fc.constantFrom('style', '_cssText'), css, { maxKeys: 2 })
  const others = fc.dictionary(fc.constantFrom(...attributeNames), anywhere, { maxKeys: 4 })
  const attributes = fc.tuple(styles, others).map(([one, other]) => ({ ...one, ...other }))
  const tags = fc.constantFrom(
    'div',
    'p',
    'input',
    'textarea',
    'select',
    'option',
    'button',
    'script',
    'title',
    'meta',
    'img',
    'svg',
    'path',
    'a',
    'iframe',
    'noscript',
    'x-card',
    'li',
  )
  const { node } = fc.letrec<{ node: Node }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({ type: fc.constant(3), textContent: anywhere }),
      fc.record({ type: fc.constant(5), textContent: anywhere }),
      fc.record({
        type: fc.constant(2),
        tagName: fc.constant('style'),
        attributes,
        childNodes: css.map((textContent) => [{ type: 3, textContent }]),
      }),
      fc.record({
        type: fc.constant(2),
        tagName: tags,
        attributes,
        childNodes: fc.array(tie('node'), { maxLength: 4 }),
      }),
    ),
  }))
  return node
}

const numbered = (node: Node, next: { id: number }): Node => ({
  ...node,
  id: next.id++,
  ...(Array.isArray(node.childNodes) && { childNodes: node.childNodes.map((child: Node) => numbered(child, next)) }),
})

const recording = (value: fc.Arbitrary<string>): fc.Arbitrary<RecordedEvent[]> =>
  fc
    .tuple(fc.array(tree(value), { maxLength: 6 }), fc.array(tree(value), { maxLength: 3 }), value, fc.nat({ max: 12 }))
    .map(([nodes, added, word, id]) => {
      const next = { id: 3 }
      const childNodes = nodes.map((node) => numbered(node, next))
      const at = (data: object): RecordedEvent => ({
        type: 3,
        timestamp: 2,
        data: { source: 0, texts: [], attributes: [], removes: [], adds: [], ...data },
      })
      return [
        { type: 4, timestamp: 1, data: { href: `https://h.example/?q=${word}`, width: 1, height: 1 } },
        {
          type: 2,
          timestamp: 1,
          data: {
            node: { id: 1, type: 0, childNodes: [{ id: 2, type: 2, tagName: 'body', attributes: {}, childNodes }] },
            initialOffset: { left: 0, top: 0 },
          },
        },
        at({ adds: added.map((node) => ({ parentId: 2, nextId: null, node: numbered(node, next) })) }),
        at({
          texts: [{ id, value: `"${word}"` }],
          attributes: [{ id, attributes: { title: word, 'data-x': word, value: word } }],
        }),
        { type: 3, timestamp: 3, data: { source: 5, id, text: word, isChecked: true } },
        { type: 5, timestamp: 3, data: { tag: 'x', payload: { note: word, list: [word] } } },
      ]
    })

const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0)

test('in strict no text of a page survives', () => {
  fc.assert(
    fc.property(
      secret.chain((word) => fc.tuple(fc.constant(word), recording(fc.constant(word)))),
      ([word, events]) => {
        const masker = createEventMasker(strictest)
        const json = JSON.stringify(events.map(masker.event))
        expect(json).not.toContain(word)
        expect(masker.counts.dropped ?? 0).toBeLessThanOrEqual(3)
      },
    ),
    { numRuns: 500 },
  )
})

test('names that styles depend on lose only what detectors know', () => {
  for (const name of structural) {
    const masker = createEventMasker(strictest)
    const node = { id: 2, type: 2, tagName: 'div', attributes: { [name]: 'card joe@example.com' }, childNodes: [] }
    const event = masker.event({ type: 2, timestamp: 1, data: { node, initialOffset: { left: 0, top: 0 } } })
    expect(JSON.stringify(event)).toContain('card [email]')
  }
})

test('never throws, whatever comes', () => {
  const anything = fc.anything({ withNullPrototype: true, withBigInt: true })
  const event = fc.oneof(
    anything,
    fc.record({ type: fc.nat(9), timestamp: fc.nat(), data: anything }),
    fc.record({
      type: fc.constant(3),
      timestamp: fc.nat(),
      data: fc.record({
        source: fc.nat(17),
        id: anything,
        texts: anything,
        adds: anything,
        attributes: anything,
        positions: anything,
        text: anything,
        styles: anything,
        set: anything,
      }),
    }),
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), (events) => {
      const masker = createEventMasker({ ...strictest, mode: 'open' }, { canvas: true })
      for (const each of events) masker.event(each as RecordedEvent)
    }),
    { numRuns: 500 },
  )
})

test('counts add up over the events, and masking twice masks nothing more', () => {
  fc.assert(
    fc.property(recording(secret), fc.constantFrom('strict', 'balanced', 'open'), (events, mode) => {
      const masker = createEventMasker({ ...strictest, mode })
      let counted = 0
      const once = events.flatMap((event) => {
        const before = total(masker.counts)
        const masked = masker.event(event)
        expect(total(masker.counts)).toBeGreaterThanOrEqual(before)
        counted += total(masker.counts) - before
        return masked ?? []
      })
      expect(counted).toBe(total(masker.counts))
      const again = createEventMasker({ ...strictest, mode })
      expect(once.map(again.event).filter(Boolean)).toEqual(once)
      expect({ ...again.counts, dropped: 0 }).toEqual({ dropped: 0 })
    }),
    { numRuns: 300 },
  )
})

test('the second scan finds nothing in what was masked in balanced', () => {
  fc.assert(
    fc.property(
      recording(fc.constantFrom('joe@example.com', '4111 1111 1111 1111', 'ghp_0123456789abcdef0123456789abcdef0123')),
      (events) => {
        const masker = createEventMasker({ ...strictest, mode: 'balanced' })
        const masked = events.flatMap((event) => masker.event(event) ?? [])
        expect(redactEvents(masked, 'balanced')).toEqual({ events: masked, counts: {} })
      },
    ),
  )
})
