import { createHash } from 'node:crypto'
import { assetReference } from '@vitrine/fold'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Host } from '../../bench/in-page/host.ts'
import { listen, openPlayerSite, type PlayerSite } from '../../bench/replay/player-site.ts'
import { png } from '../../journeys/dressed-site.ts'
import { findChromium } from '../../tools/chromium.ts'

const args = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking'.split(' ')
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args })
let site: PlayerSite
beforeAll(async () => {
  site = await openPlayerSite()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

type File = { sha256: string; type: string; urls: string[]; body: string }
const file = (type: string, content: Buffer | string, ...urls: string[]): File => {
  const bytes = Buffer.from(content)
  return { sha256: createHash('sha256').update(bytes).digest('hex'), type, urls, body: bytes.toString('base64') }
}
const away = (path: string) => `https://gone.example/${path}`
let id = 1
const tag = (tagName: string, attributes: object = {}, childNodes: object[] = []) => ({
  type: 2,
  id: ++id,
  tagName,
  attributes,
  childNodes,
})
const page = (sheet: File, body: object[], more: object[] = []) => {
  const head = tag('head', {}, [tag('link', { _cssText: assetReference(sheet.sha256) })])
  const node = { type: 0, id: 1, childNodes: [tag('html', {}, [head, tag('body', {}, body)])] }
  return [
    { type: 4, timestamp: 1_000, data: { href: 'https://gone.example/', width: 800, height: 600 } },
    { type: 2, timestamp: 1_000, data: { node, initialOffset: { left: 0, top: 0 } } },
    ...more,
  ]
}

async function openFrame() {
  const opened = await browser.newPage()
  const requested: string[] = []
  opened.context().on('request', (request) => requested.push(request.url()))
  await opened.goto(site.hostUrl)
  await opened.waitForFunction(() =>
    (globalThis as unknown as { host: Host }).host?.heard.some(({ kind }) => kind === 'ready'),
  )
  const own = [site.hostUrl, new URL(site.playerUrl).origin]
  const strange = () =>
    requested.filter((url) => !/^(?:blob|data):/.test(url) && !own.some((origin) => url.startsWith(origin)))
  const hand = (files: File[]) =>
    opened.evaluate((files) => {
      const { player } = (globalThis as unknown as { host: Host }).host
      player.files(
        files.map(({ body, ...rest }) => ({
          ...rest,
          bytes: Uint8Array.from(atob(body), (c) => c.charCodeAt(0)).buffer,
        })),
      )
    }, files)
  const show = (events: object[], at: number) =>
    opened.evaluate(
      async ([json, at]) => {
        const { host } = globalThis as unknown as { host: Host }
        const painted = Promise.race([host.next('painted'), host.next('failed')])
        host.player.open(at)
        host.player.append(json)
        host.player.show()
        return (await painted).kind
      },
      [JSON.stringify(events), at] as const,
    )
  const shown = opened.frameLocator('iframe').frameLocator('iframe').last()
  return { opened, strange, hand, show, shown }
}

test('files stand where the recording names them, also those that come later', async () => {
  const { opened, strange, hand, show, shown } = await openFrame()
  const sheet = file('text/css', `p { color: rgb(1, 2, 3); background: url("${away('b.png?x=*****')}") }`)
  const pictures = [
    file('image/png', png(11), away('a.png?user=*****')),
    file('image/png', png(12), away('a.png?user=*****#~2'), away('b.png?x=*****')),
    file('image/png', png(13), away('c.png')),
  ]
  const body = [
    tag('p', {}, [{ type: 3, id: ++id, textContent: 'text' }]),
    tag('img', { class: 'one', src: away('a.png?user=*****') }),
    tag('img', { class: 'two', src: away('a.png?user=*****#~2') }),
    tag('img', { class: 'three', src: away('small.png'), srcset: `${away('never.png')} 1x, ${away('c.png')} 2x` }),
    tag('img', { class: 'none', src: away('missing.png') }),
  ]
  await hand([sheet])
  expect(await show(page(sheet, body), 1_000)).toBe('painted')
  const width = (name: string) =>
    shown.locator(`img.${name}`).evaluate((image) => (image as HTMLImageElement).naturalWidth)
  expect(await shown.locator('p').evaluate((p) => getComputedStyle(p).color)).toBe('rgb(1, 2, 3)')
  expect(await width('one')).toBe(0)
  await hand(pictures)
  await expect.poll(() => width('one'), { timeout: 20_000 }).toBe(11)
  await expect.poll(() => width('two'), { timeout: 20_000 }).toBe(12)
  await expect.poll(() => width('three'), { timeout: 20_000 }).toBe(13)
  expect(await width('none')).toBe(0)
  expect(await shown.locator('p').evaluate((p) => getComputedStyle(p).backgroundImage)).toMatch(/^url\("blob:/)
  expect(strange()).toEqual([])
  await opened.close()
})

test('hostile files run nothing and ask nobody', { timeout: 60_000 }, async () => {
  const asked: string[] = []
  const { server, origin } = await listen((request, response) => {
    asked.push(request.url ?? '')
    response.setHeader('access-control-allow-origin', '*').end()
  })
  const { opened, strange, hand, show, shown } = await openFrame()
  const call = `fetch('${origin}/ran');new Image().src='${origin}/ran-image'`
  const sheet = file(
    'text/css',
    `@import "${origin}/import"; @import url(${origin}/import-url); @font-face { font-family: x; src: url(${origin}/font) }
     body { font-family: x; background: url(${origin}/url), u\\72l(${origin}/escaped); content: image-set("${origin}/set" 1x) }
     p { background: url("${away('drawing')}"), url('${origin}/quote') ; list-style: url(${away('html')}) } </style><script>${call}</script>`,
  )
  const active = `<svg xmlns="http://www.w3.org/2000/svg" onload="${call}"><script>${call}</script>
    <image href="${origin}/svg-image"/><style>@import "${origin}/svg-import"</style><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="${origin}/svg-frame"/></foreignObject></svg>`
  const html = `<!doctype html><script>${call}</script><img src="${origin}/html-image">`
  const files = [
    sheet,
    file('image/svg+xml', active, away('drawing')),
    file('image/png', html, away('html')),
    file('text/html', `${html} `, away('page')),
    file('image/svg+xml; x', `${active} `, away('odd')),
    file('font/woff2', `${html}  `, away('font')),
  ]
  const names = ['drawing', 'html', 'page', 'odd', 'font']
  const body = names.flatMap((name) =>
    [
      ['img', 'src'],
      ['iframe', 'src'],
      ['embed', 'src'],
      ['object', 'data'],
      ['script', 'src'],
      ['link', 'href'],
      ['video', 'poster'],
      ['input', 'src'],
      ['a', 'href'],
      ['use', 'href'],
    ].map(([element = '', attribute = '']) =>
      tag(element, { [attribute]: away(name), rel: 'stylesheet', type: 'image' }, [
        { type: 3, id: ++id, textContent: 'x' },
      ]),
    ),
  )
  await hand(files)
  const resize = { type: 3, timestamp: 1_500, data: { source: 4, width: 700, height: 500 } }
  expect(await show(page(sheet, [tag('p'), ...body], [resize]), 1_000)).toBe('painted')
  await shown.locator('p').evaluate((p) => p.getBoundingClientRect())
  for (const place of await shown.locator('a').all()) expect(await place.getAttribute('href')).toBe('#')
  expect(await shown.locator('iframe[src], embed[src], object[data], script, link[href], use[href]').count()).toBe(0)
  // What a page of ours asks for last comes after everything that the files could have asked for.
  await opened.evaluate((origin) => fetch(`${origin}/control`, { mode: 'no-cors' }), origin)
  await expect.poll(() => asked).toEqual(['/control'])
  expect(strange()).toEqual([`${origin}/control`])
  await opened.close()
  server.closeAllConnections()
  server.close()
})

test('a sheet that did not come leaves nothing behind', async () => {
  const { opened, show, shown } = await openFrame()
  const sheet = file('text/css', 'p { color: red }')
  expect(await show(page(sheet, [tag('p')]), 1_000)).toBe('painted')
  expect(await shown.locator('html').evaluate((html) => html.outerHTML)).not.toContain('vitrine-asset')
  await opened.close()
})
