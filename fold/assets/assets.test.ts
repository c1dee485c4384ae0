import { expect, test } from 'vitest'
import { addressesIn, cssAddresses, namedAddresses } from './addresses.ts'
import { mapSheets } from './map-sheets.ts'
import { assetReference, referredAsset } from './reference.ts'
import { referredAssets, withoutSheetTexts, withSheetTexts } from './sheet-texts.ts'

const name = (letter: string) => letter.repeat(64)
const long = (rule: string) => Array.from({ length: 200 }, (_, n) => `${rule}-${n} { color: red; }`)
const sheet = long('.a').join('\n')
const rules = long('.b').map((rule, index) => ({ rule, index }))
const event = (source: number, data: object) => ({ type: 3, timestamp: 2, data: { source, ...data } })
const link = (css: string) => ({ type: 2, id: 3, tagName: 'link', attributes: { _cssText: css }, childNodes: [] })
const text = { type: 3, id: 5, textContent: sheet }
const page = {
  type: 2,
  timestamp: 1,
  data: {
    node: {
      type: 0,
      id: 1,
      childNodes: [
        link(sheet),
        { type: 2, id: 4, tagName: 'style', attributes: {}, childNodes: [text] },
        { type: 2, id: 6, tagName: 'p', attributes: {}, childNodes: [{ ...text, id: 7 }] },
      ],
    },
    initialOffset: { left: 0, top: 0 },
  },
}
const recorded = [
  page,
  event(0, {
    adds: [{ parentId: 1, nextId: null, node: link(sheet) }],
    attributes: [{ id: 3, attributes: { _cssText: sheet } }],
  }),
  event(8, { styleId: 1, replaceSync: sheet }),
  event(15, { id: 1, styleIds: [1], styles: [{ styleId: 1, rules }] }),
]
const joined = rules.map(({ rule }) => rule).join('\n')
const known = new Map([
  [sheet, name('a')],
  [joined, name('b')],
])
const texts = new Map([...known].map(([css, sha256]) => [sha256, css]))

test('style sheets are named in every place they stand in, and come back the same', () => {
  const before = JSON.stringify(recorded)
  const named = withoutSheetTexts(recorded, (css) => known.get(css))
  expect(JSON.stringify(recorded)).toBe(before)
  expect(JSON.stringify(named).split(assetReference(name('a')))).toHaveLength(6)
  expect(JSON.stringify(named)).not.toContain('.b-')
  // Words on the page are no style sheet, even when they look like one.
  expect(JSON.stringify(named).split('.a-7 ')).toHaveLength(2)
  expect(referredAssets(named)).toEqual(new Set([name('a'), name('b')]))
  expect(withSheetTexts(named, (sha256) => texts.get(sha256))).toEqual(recorded)
})

test('what is not known stays, and nothing is copied for it', () => {
  const named = withoutSheetTexts(recorded, (css) => known.get(css))
  expect(withSheetTexts(named, () => undefined)).toEqual(named)
  const same = withoutSheetTexts(recorded, () => undefined)
  for (const [place, one] of same.entries()) expect(one).toBe(recorded[place])
})

test('rules that could not be told apart again stay as they are', () => {
  const odd = [{ rule: long('.c').join(' '), index: 0 }]
  const adopted = event(15, { id: 1, styleIds: [1], styles: [{ styleId: 1, rules: odd }] })
  const heard: string[] = []
  mapSheets(adopted, (css) => (heard.push(css), css))
  expect(heard).toEqual([])
})

test.each([
  null,
  7,
  'x',
  {},
  { node: null },
  { node: { type: 2, childNodes: [null, 3] } },
  { source: 15, styles: [{}] },
])('malformed data %j is left alone', (data) => {
  for (const type of [2, 3]) {
    const odd = { type, timestamp: 1, data }
    expect(mapSheets(odd, () => 'changed')).toEqual(odd)
  }
})

test('a page that nests without end is left alone', () => {
  const deep: { childNodes: unknown[] } = { childNodes: [] }
  let at = deep
  for (let level = 0; level < 50_000; level++) {
    const inner = { type: 2, id: level + 2, tagName: 'div', childNodes: [] }
    at.childNodes.push(inner)
    at = inner
  }
  const event = { type: 2, timestamp: 1, data: { node: { type: 0, id: 1, ...deep } } }
  expect(mapSheets(event, () => 'changed')).toBe(event)
  expect(addressesIn([event])).toEqual(new Set())
})

test('only exact names refer', () => {
  expect(referredAsset(assetReference(name('c')))).toBe(name('c'))
  for (const other of ['', 'vitrine-asset:', `vitrine-asset:${name('c')} `, `VITRINE-ASSET:${name('c')}`, name('c')])
    expect(referredAsset(other)).toBeUndefined()
})

test('addresses in CSS and in attributes', () => {
  expect(
    cssAddresses(`a{background:URL( 'a b.png' )} b{src:url("x\\"y.woff2")} c{src:url(z.png)} d{color:red}`),
  ).toEqual(['a b.png', 'x\\"y.woff2', 'z.png'])
  expect(namedAddresses('srcset', '/a.png 1x, /w_3,h_4/b.png 2x,/c.png 100w')).toEqual([
    '/a.png',
    '/w_3,h_4/b.png',
    '/c.png',
  ])
  expect(namedAddresses('title', '/a.png')).toEqual([])
  const found = addressesIn([
    event(0, {
      attributes: [{ id: 1, attributes: { src: '/i.png', style: { 'background-image': ['url("/j.png")', ''] } } }],
      adds: [{ node: { attributes: { poster: '/k.png', 'xlink:href': '/l.svg', style: 'background: url(/m.png)' } } }],
    }),
    event(13, { set: { property: 'background', value: 'url(/n.png)' } }),
    event(8, { adds: [{ rule: '@font-face{src:url(/o.woff2)}' }] }),
  ])
  expect([...found].toSorted()).toEqual(['/i.png', '/j.png', '/k.png', '/l.svg', '/m.png', '/n.png', '/o.woff2'])
})
