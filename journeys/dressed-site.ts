import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { crc32, deflateSync } from 'node:zlib'

const fontFile = '@fontsource-variable/inter/files/inter-greek-ext-opsz-italic.woff2'
const font = readFileSync(createRequire(new URL('../dashboard/package.json', import.meta.url)).resolve(fontFile))

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** A picture that can be told by its width; `pixels` can be read in its file, `note` stands beside them. */
export function png(width: number, { note = '', pixels = '' } = {}): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(1, 4)
  header.writeUInt8(8, 8)
  const begin = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const row = Buffer.alloc(width + 1, 99)
  row.write(pixels, 1)
  const rows = deflateSync(row, { level: 0 })
  const beside = note ? [chunk('tEXt', Buffer.from(`Comment\0${note}`))] : []
  const end = chunk('IEND', Buffer.alloc(0))
  return Buffer.concat([begin, chunk('IHDR', header), ...beside, chunk('IDAT', rows), end])
}

const plenty = Array.from({ length: 200 }, (_, n) => `.unused-${n} { margin: ${n}px; }`).join('\n')
const css = `@font-face { font-family: Shopface; src: url("/face.woff2?customer=1") format("woff2"); }
@font-face { font-family: Unusedface; src: url("/unused.woff2"); }
h1 { color: rgb(12, 34, 56); font-family: Shopface; }
#hero { width: 40px; height: 40px; background: url(/picture?name=hero&width=31) no-repeat; }
${plenty}`
const drawing = (inner: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="41" height="4"><rect width="41" height="4"/>${inner}</svg>`

async function listen(handle: RequestListener) {
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}`, close }
}

type Files = Record<string, { type: string; body: string | Buffer }>

const answer =
  (files: () => Files, headers: Record<string, string>): RequestListener =>
  ({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://site')
    const width = Number(searchParams.get('width'))
    const file = pathname === '/picture' ? { type: 'image/png', body: png(width) } : files()[pathname]
    if (!file) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': file.type, 'cache-control': 'max-age=600', ...headers }).end(file.body)
  }

const page = (script: string, open: string, closed: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<link rel="stylesheet" href="/shop.css?customer=1">${script}</head><body>
<h1>&#x1f00; Dressed</h1><div id="hero"></div>
<img id="first" src="/picture?name=a&width=21"><img id="second" src="/picture?name=b&width=22">
<picture><source srcset="/picture?name=wide&width=23" media="(min-width: 10px)"><img id="picked" src="/never.png"></picture>
<img id="drawn" src="/logo.svg"><img id="active" src="/active.svg">
<img id="open" src="${open}/picture?width=24"><img id="closed" src="${closed}/picture?width=25">
<img id="closed-too" src="${closed}/picture?width=26">
<div data-vitrine="block" style="width: 30px; height: 30px"><img src="/picture?name=secret&width=27"></div>
</body></html>`

/** A page with a style sheet, a font, and pictures of three sites: its own, an open one, and one that lets nobody read. */
export async function openDressedSite(script: () => string) {
  const none = () => ({})
  const open = await listen(answer(none, { 'access-control-allow-origin': '*' }))
  const closed = await listen(answer(none, {}))
  const home = await listen(
    answer(
      () => ({
        '/': { type: 'text/html; charset=utf-8', body: page(script(), open.origin, closed.origin) },
        '/shop.css': { type: 'text/css', body: css },
        '/face.woff2': { type: 'font/woff2', body: font },
        '/logo.svg': { type: 'image/svg+xml', body: drawing('') },
        '/active.svg': { type: 'image/svg+xml', body: drawing('<script>alert(1)</script>') },
      }),
      {},
    ),
  )
  const sites = [home, open, closed]
  return { origin: home.origin, close: async () => void (await Promise.all(sites.map(({ close }) => close()))) }
}

export type DressedSite = Awaited<ReturnType<typeof openDressedSite>>
