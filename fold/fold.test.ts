import { expect, test } from 'vitest'
import type { Mutation, RecordedEvent, SerializedNode } from './events.ts'
import { createFold } from './index.ts'

let clock = 1_000
const event = (data: object): RecordedEvent => ({ type: 3, timestamp: clock++, data })
const mutation = (change: Mutation) => event({ source: 0, ...change })
const element = (id: number, tagName: string, attributes = {}, childNodes: SerializedNode[] = []): SerializedNode => ({
  type: 2,
  id,
  tagName,
  attributes: { ...attributes },
  childNodes,
})
const text = (id: number, textContent: string): SerializedNode => ({ type: 3, id, textContent })

function start(...body: SerializedNode[]) {
  const fold = createFold()
  const node = { type: 0, id: 1, childNodes: [element(2, 'html', {}, [element(3, 'body', {}, body)])] }
  fold.apply({ type: 4, timestamp: clock++, data: { href: 'https://shop.example/', width: 800, height: 600 } })
  fold.apply({ type: 2, timestamp: clock++, data: { node, initialOffset: { left: 0, top: 0 } } })
  return fold
}

type Folded = ReturnType<typeof start>
const bodyOf = (fold: Folded): SerializedNode[] => {
  const data = fold.snapshot()[1]?.data as { node: SerializedNode } | undefined
  return data?.node.childNodes?.[0]?.childNodes?.[0]?.childNodes ?? []
}
const stateOf = (fold: Folded) =>
  fold
    .snapshot()
    .slice(2)
    .map(({ data }) => data)
const add = (parentId: number, node: SerializedNode, nextId: number | null = null, previousId?: number) => ({
  parentId,
  nextId,
  node,
  ...(previousId !== undefined && { previousId }),
})

test('before the first snapshot there is no page', () => {
  const fold = createFold()
  fold.apply(mutation({ adds: [add(3, text(4, 'lost'))] }))
  expect([fold.ready, fold.snapshot(), fold.text(), fold.element(4), fold.pointer()]).toEqual([
    false,
    [],
    '',
    null,
    null,
  ])
})

test('Meta and ViewportResize say the size and address', () => {
  const fold = start()
  fold.apply(event({ source: 4, width: 320, height: 480 }))
  expect(fold.snapshot(77)[0]).toEqual({
    type: 4,
    timestamp: 77,
    data: { href: 'https://shop.example/', width: 320, height: 480 },
  })
})

test('additions wait for their parent and next sibling within one mutation, and no longer', () => {
  const fold = start()
  const waiting = [add(3, element(10, 'div'), 11), add(10, text(12, 'inner')), add(3, element(11, 'p'))]
  fold.apply(mutation({ adds: [...waiting, add(99, text(98, 'orphan')), add(3, text(97, 'lost'), 96)] }))
  expect(bodyOf(fold)).toEqual([element(10, 'div', {}, [text(12, 'inner')]), element(11, 'p')])
  fold.apply(mutation({ adds: [add(3, text(96, 'late'))] }))
  expect(fold.text()).toBe('inner\nlate')
})

test('old recordings: nodes whose neighbours come later', () => {
  const fold = start()
  fold.apply(mutation({ adds: [add(3, element(11, 'p'), null, -1), add(3, element(12, 'i'), -1, 11)] }))
  expect(bodyOf(fold)).toEqual([])
  const continued = createFold()
  for (const each of fold.snapshot()) continued.apply(each)
  for (const each of [fold, continued]) {
    each.apply(mutation({ adds: [add(3, element(13, 'b'), 12, 11)] }))
    expect(bodyOf(each).map(({ id }) => id)).toEqual([11, 13, 12])
  }
})

test('a text that replaces all of a textarea, a root that replaces the root', () => {
  const fold = start(element(4, 'textarea', { value: 'old' }))
  fold.apply(mutation({ adds: [add(4, text(5, 'new'))] }))
  expect(bodyOf(fold)).toEqual([element(4, 'textarea', {}, [text(5, 'new')])])
  fold.apply(mutation({ attributes: [{ id: 4, attributes: { value: 'newer' } }] }))
  expect(bodyOf(fold)).toEqual([element(4, 'textarea', { value: 'newer' })])
  fold.apply(mutation({ adds: [add(1, element(20, 'html')), add(20, text(21, 'other page'))] }))
  expect([fold.text(), fold.nodeCount]).toEqual(['other page', 3])
})

test('the rules of a style element: its text, then its edits; new text ends them', () => {
  const fold = start(element(4, 'style', { _cssText: 'a { b: c }' }, [{ ...text(5, ''), isStyle: true }]))
  fold.apply(event({ source: 8, id: 4, adds: [{ rule: 'd { e: f }', index: 1 }] }))
  fold.apply(event({ source: 8, id: 4, removes: [{ index: 0 }] }))
  fold.apply(event({ source: 13, id: 4, index: [0], set: { property: 'e', value: 'g', priority: 'important' } }))
  fold.apply(event({ source: 13, id: 4, index: [0], remove: { property: 'x' } }))
  expect(stateOf(fold)).toEqual([
    { source: 8, id: 4, adds: [{ rule: 'd { e: f }', index: 1 }], removes: [{ index: 0 }] },
    { source: 13, id: 4, index: [0], set: { property: 'e', value: 'g', priority: 'important' } },
    { source: 13, id: 4, index: [0], remove: { property: 'x' } },
  ])
  fold.apply(mutation({ adds: [add(4, { ...text(6, 'h { i: j }'), isStyle: true })] }))
  expect(stateOf(fold)).toEqual([])
  expect(bodyOf(fold)[0]?.childNodes?.map(({ textContent }) => textContent)).toEqual(['a { b: c }', 'h { i: j }'])
})

test('a link becomes a style element when its rules arrive', () => {
  const fold = start(element(4, 'link', { rel: 'stylesheet' }))
  fold.apply(mutation({ attributes: [{ id: 4, attributes: { _cssText: 'a { b: c }' } }] }))
  fold.apply(event({ source: 8, id: 4, adds: [{ rule: 'd { }' }] }))
  expect(stateOf(fold)).toEqual([{ source: 8, id: 4, adds: [{ rule: 'd { }' }], removes: [] }])
})

test('constructed sheets: made by their document, adopted by it and its shadow hosts', () => {
  const fold = start({ ...element(4, 'x-a'), isShadowHost: true })
  const rules = [{ rule: 'a { b: c }', index: 0 }]
  fold.apply(
    event({
      source: 15,
      id: 4,
      styleIds: [1, 2],
      styles: [
        { styleId: 1, rules },
        { styleId: 2, rules: [] },
      ],
    }),
  )
  fold.apply(event({ source: 8, styleId: 2, replaceSync: '@media all { p { d: e } } q { f: g }' }))
  fold.apply(event({ source: 13, styleId: 2, index: [0, 0], set: { property: 'd', value: 'x' } }))
  fold.apply(event({ source: 8, styleId: 1, removes: [{ index: 0 }], adds: [{ rule: 'h { }', index: 9 }] }))
  const made = [
    { styleId: 1, rules: [{ rule: 'h { }', index: 0 }] },
    {
      styleId: 2,
      rules: [
        { rule: '@media all { p { d: x; } }', index: 0 },
        { rule: 'q { f: g }', index: 1 },
      ],
    },
  ]
  expect(stateOf(fold)).toEqual([
    { source: 15, id: 1, styleIds: [], styles: made },
    { source: 15, id: 4, styleIds: [1, 2], styles: [] },
  ])
})

test('a document that comes before its iframe waits for it', () => {
  const inside = { type: 0, id: 20, childNodes: [element(21, 'html', {}, [text(22, 'inside')])] }
  const fold = start()
  fold.apply(mutation({ adds: [add(10, inside)], isAttachIframe: true }))
  const continued = createFold()
  for (const each of fold.snapshot()) continued.apply(each)
  for (const each of [fold, continued]) {
    each.apply(mutation({ adds: [add(3, element(10, 'iframe'))] }))
    expect(each.text()).toBe('inside')
    each.apply(mutation({ removes: [{ parentId: 3, id: 10 }] }))
    expect([each.nodeCount, each.element(22)]).toEqual([3, null])
  }
})

test('form values, scroll positions, focus, selection and pointer', () => {
  const fold = start(element(4, 'input', { type: 'checkbox' }), element(5, 'input', { value: 'a' }))
  const ranges = [{ start: 4, startOffset: 0, end: 5, endOffset: 0 }]
  for (const data of [
    { source: 5, id: 4, text: 'on', isChecked: true },
    { source: 5, id: 5, text: 'typed', isChecked: false },
    { source: 3, id: 1, x: 0, y: 40 },
    { source: 3, id: 5, x: 7, y: 8 },
    { source: 2, type: 5, id: 5 },
    { source: 14, ranges },
    {
      source: 1,
      positions: [
        { x: 1, y: 1, id: 4, timeOffset: -50 },
        { x: 2, y: 3, id: 5, timeOffset: 0 },
      ],
    },
  ]) {
    fold.apply(event(data))
  }
  expect(stateOf(fold)).toEqual([
    { source: 5, id: 4, text: 'on', isChecked: true },
    { source: 5, id: 5, text: 'typed', isChecked: false },
    { source: 3, id: 1, x: 0, y: 40 },
    { source: 3, id: 5, x: 7, y: 8 },
    { source: 2, type: 5, id: 5 },
    { source: 14, ranges },
    { source: 1, positions: [{ x: 2, y: 3, id: 5, timeOffset: 0 }] },
  ])
  expect(fold.snapshot()[1]?.data).toMatchObject({ initialOffset: { left: 0, top: 40 } })
  expect(fold.pointer()).toMatchObject({ x: 2, y: 3, element: { tag: 'input', value: 'typed', parentId: 3 } })
  expect(fold.element(4)).toMatchObject({ checked: true, attributes: { type: 'checkbox' } })
  expect(fold.text()).toBe('typed')
  fold.apply(mutation({ removes: [{ parentId: 3, id: 5 }] }))
  expect(stateOf(fold)).toHaveLength(4)
})

test('a finger stays down until it is lifted', () => {
  const fold = start(element(4, 'p'))
  fold.apply(event({ source: 2, type: 7, id: 4, x: 5, y: 6 }))
  fold.apply(event({ source: 6, positions: [{ x: 8, y: 9, id: 4, timeOffset: 0 }] }))
  expect(stateOf(fold)).toEqual([
    { source: 6, positions: [{ x: 8, y: 9, id: 4, timeOffset: 0 }] },
    { source: 2, type: 7, x: 8, y: 9, id: 4 },
  ])
  fold.apply(event({ source: 2, type: 9, id: 4, x: 8, y: 9 }))
  expect(stateOf(fold)).toHaveLength(1)
})

test('a video plays on between events', () => {
  clock = 10_000
  const marks = { rr_mediaState: 'played', rr_mediaCurrentTime: 3, rr_mediaPlaybackRate: 2 }
  const fold = start(element(4, 'video', marks), element(5, 'audio'))
  expect(fold.snapshot(fold.at + 5_000).at(-1)?.data).toMatchObject({
    id: 4,
    type: 0,
    currentTime: 13,
    playbackRate: 2,
  })
  fold.apply(event({ source: 7, id: 4, type: 1, currentTime: 6, volume: 0.5 }))
  fold.apply(event({ source: 7, id: 5, type: 0 }))
  const at = fold.at + 2_000
  expect(
    fold
      .snapshot(at)
      .slice(2)
      .map(({ data }) => data),
  ).toEqual([
    { source: 7, id: 4, type: 1, currentTime: 6, volume: 0.5, playbackRate: 2 },
    { source: 7, id: 5, type: 0, currentTime: 2 },
  ])
  expect(bodyOf(fold)[0]?.attributes).toMatchObject({
    rr_mediaState: 'paused',
    rr_mediaCurrentTime: 6,
    rr_mediaVolume: 0.5,
  })
})

test('a drawing begins anew when its canvas is cleared, and never grows without end', () => {
  const fold = start(element(4, 'canvas', { width: '10', height: '10' }))
  const draw = (property: string, ...args: number[]) =>
    fold.apply(event({ source: 9, id: 4, type: 0, commands: [{ property, args }] }))
  for (let i = 0; i < 700; i++) draw('fillRect', i)
  expect(stateOf(fold)).toHaveLength(500)
  draw('clearRect', 0, 0, 10, 10)
  draw('fillRect', 1)
  expect(stateOf(fold)).toHaveLength(2)
})

test('fonts outlive a snapshot, the rest does not', () => {
  const fold = start(element(4, 'input'))
  const font = { family: 'f', fontSource: 'url(x)', buffer: false }
  fold.apply(event({ source: 10, ...font }))
  fold.apply(event({ source: 10, ...font }))
  fold.apply(event({ source: 5, id: 4, text: 'x', isChecked: false }))
  fold.apply({ type: 2, timestamp: clock++, data: { node: { type: 0, id: 1, childNodes: [] } } })
  expect(stateOf(fold)).toEqual([{ source: 10, ...font }])
  expect(fold.nodeCount).toBe(1)
})

test('logs, plugins, custom events and unknown sources change nothing', () => {
  const fold = start(element(4, 'p'))
  const before = JSON.stringify(fold.snapshot(1))
  for (const source of [11, 16, 17, 99, -1]) fold.apply(event({ source, id: 4, define: { name: 'x-a' } }))
  for (const type of [0, 1, 5, 6, 7, 8, 42]) fold.apply({ type, timestamp: 5, data: { tag: 'x' } })
  expect(JSON.stringify(fold.snapshot(1))).toBe(before)
})

test('a name from the object prototype is only an attribute', () => {
  const fold = start(element(4, 'p'))
  fold.apply(
    mutation({ attributes: [{ id: 4, attributes: JSON.parse('{"__proto__": {"x": 1}, "constructor": "c"}') }] }),
  )
  expect(fold.element(4)?.attributes).toEqual({ constructor: 'c' })
  expect(({} as Record<string, unknown>).x).toBeUndefined()
})

test('a tree deeper than the stack is folded and read', () => {
  const fold = start()
  const adds = Array.from({ length: 50_000 }, (_, i) => add(i === 0 ? 3 : 99 + i, element(100 + i, 'b')))
  fold.apply(mutation({ adds: [...adds, add(50_099, text(60_000, 'bottom'))] }))
  expect([fold.nodeCount, fold.text()]).toEqual([50_004, 'bottom'])
  expect(fold.snapshot()).toHaveLength(2)
  fold.apply(mutation({ removes: [{ parentId: 3, id: 100 }] }))
  expect(fold.nodeCount).toBe(3)
})
