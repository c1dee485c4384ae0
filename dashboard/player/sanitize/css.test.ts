import * as fc from 'fast-check'
import { chromium } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { listen } from '../../../bench/replay/player-site.ts'
import { findChromium } from '../../../tools/chromium.ts'
import { safeCss } from './css.ts'

const asked: string[] = []
const { server, origin } = await listen((request, response) => {
  asked.push(request.url ?? '')
  response.end()
})
const host = await listen((_, response) => response.setHeader('content-type', 'text/html').end('<!doctype html>'))
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox', '--disable-gpu'] })
afterAll(async () => {
  await browser.close()
  for (const each of [server, host.server]) {
    each.closeAllConnections()
    each.close()
  }
})

test.each([
  ['a { color: red; content: "url" }', 'a { color: red; content: "url" }'],
  ['a { background: url(data:image/png;base64,AAA=) }', 'a { background: url(data:image/png;base64,AAA=) }'],
  ['a { filter: url(#blur) }', 'a { filter: url(#blur) }'],
  ['.md\\:flex { top: 0 } .\\31 0 { top: 0 }', '.md\\:flex { top: 0 } .\\31 0 { top: 0 }'],
  ['a { background: url(https://x.example/a.png) }', 'a { background: url("data:,") }'],
  ['a { background: URL( "https://x.example/a)b.png" ) }', 'a { background: url("data:,") }'],
  ['a { background: u\\72 l(//x.example) }', 'a { background: url("data:,") }'],
  ['@import "https://x.example/a.css";', '@no-import "https://x.example/a.css";'],
  ['@\\69mport url(//x.example);', '@no-import url("data:,");'],
  [
    'a { background: image-set("//x.example" 1x, "data:image/png;base64,A" 2x) }',
    'a { background: image-set("data:," 1x, "data:image/png;base64,A" 2x) }',
  ],
  ['a { background: url(https://x.example', 'a { background: url("data:,"'],
])('%s', (css, safe) => {
  expect(safeCss(css)).toBe(safe)
})

/** Each is read otherwise by a browser than from left to right. */
const misleading = [
  `*{content:"url(data:,"; background:url(OUT)}`,
  `*{content:'url("data:,'; background:url(OUT); --x:"'"}`,
  `/* url(data:, */ *{background:url(OUT)}`,
  `*{background:image-set("OUT" 1x, url(data:,) 2x)}`,
  `*{background:image-set(url(data:,) 2x, "OUT" 1x)}`,
  `*{background:image-set("data:image/png;base64,A" 2x, "OUT" 1x)}`,
  String.raw`*{background:image\-set("OUT" 1x)}`,
  String.raw`*{background:image\2d set("OUT" 1x)}`,
  `*{--x:"OUT";background:image-set(var(--x) 1x)}`,
]

test('what misleads asks nobody either', { timeout: 60_000 }, async () => {
  const given = misleading.map((css, i) => css.replace('OUT', `${origin}/${i}`))
  expect((await load(given)).toSorted()).toEqual(given.map((_, i) => `/${i}`))
  expect(await load(given.map((css) => safeCss(css)))).toEqual([])
})

test.each([
  `*{background:image-set(url("data:image/png;base64,A") type("image/png") 1x, "data:image/png;base64,B" 2x)}`,
  `*{background:url("data:image/svg+xml,<svg fill='url(%23a)'/>")}`,
  `*{background:url(data:image/png;base64,A=);filter:url(#a)}`,
])('what is carried stays: %s', (css) => expect(safeCss(css)).toBe(css))

const some = (...fragments: string[]) => fc.constantFrom(...fragments)
const noise = fc
  .array(
    some(
      '"',
      "'",
      ')',
      '(',
      ';',
      '{',
      '}',
      '/*',
      '*/',
      '/**/',
      '\\',
      '\\"',
      '\n',
      ' ',
      ',',
      'url(',
      'data:,',
      '#',
      '\\29',
      '\\22',
    ),
    { maxLength: 2 },
  )
  .map((parts) => parts.join(''))
const rarely = fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: noise })
const property = some(
  'background:',
  'background-image:red,',
  'list-style:',
  'cursor:',
  'border-image:',
  '--x:',
  'content:"x" ',
  'mask-image:',
)
const opener = some(
  'url(',
  'URL(',
  'u\\72l(',
  '\\75 rl(',
  '\\000075rl(',
  'image-set(',
  '-webkit-image-set(',
  '\\69mage-set(',
  'src(',
  'cross-fade(',
)
const address = some(
  'OUT',
  '"OUT"',
  "'OUT'",
  'url(OUT)',
  'url("OUT")',
  '"OUT" 1x',
  '//HOST',
  "'\\/\\/HOST'",
  '"data:," 1x,"OUT" 2x',
)
const declaration = fc.tuple(
  rarely,
  property,
  rarely,
  opener,
  rarely,
  address,
  rarely,
  some(')', '))', '', ') no-repeat'),
  rarely,
)
const statement = fc.tuple(
  rarely,
  some('@import ', '@\\69 mport ', '@import/**/', '@IMPORT\n'),
  rarely,
  address,
  some(';', '', ' screen;'),
)
const sheets = fc.oneof(
  declaration.map((parts) => `*{${parts.join('')};color:red}`),
  statement.map((parts) => parts.join('')),
  declaration.map((parts) => `@font-face{font-family:f;src:${parts.slice(3).join('')}}`),
)

/** Every sheet in a document of its own, so that none swallows the next. */
async function load(list: string[]): Promise<string[]> {
  asked.length = 0
  const page = await browser.newPage()
  await page.goto(host.origin)
  await page.evaluate(async (list) => {
    for (const css of list) {
      const frame = document.body.appendChild(document.createElement('iframe'))
      const inner = frame.contentDocument as Document
      inner.head.appendChild(inner.createElement('style')).append(css)
      inner.body.innerHTML = '<ul><li style="font-family: f">x</li></ul>'
      inner.body.getBoundingClientRect()
    }
    await new Promise((resolve) => setTimeout(resolve, 700))
  }, list)
  await page.close()
  return [...asked]
}

test('an escape before a function does not swallow its new name', () => {
  const safe = safeCss('*{list-style:\\cross-fade("http://x.example/" 1x;color:red}')
  expect(safe).not.toContain('x.example')
  expect(safeCss(safe)).toBe(safe)
})

test('whatever is put together, the browser asks nobody for it', { timeout: 120_000 }, async () => {
  // An address for each, so that nothing comes from the cache.
  const random = fc
    .sample(sheets, { numRuns: 300, seed: Math.floor(Math.random() * 1e9) })
    .map((css, i) => css.replaceAll('OUT', `${origin}/${i}`).replaceAll('HOST', `${new URL(origin).host}/${i}`))
  const unsafe = await load(random)
  expect(unsafe.length).toBeGreaterThan(30)
  const safe = random.map((css) => safeCss(css))
  const told = (await load(safe)).map((path) => random[Number(path.slice(1))])
  expect(told).toEqual([])
  expect(safe.map((css) => safeCss(css))).toEqual(safe)
})
