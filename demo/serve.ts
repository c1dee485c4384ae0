import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

/** Two backends of the shop, both broken on purpose. */
const answers: Record<string, readonly [status: number, body: string]> = {
  '/api/delivery': [500, JSON.stringify({ error: 'depot timed out' })],
  '/api/reviews': [200, JSON.stringify({ status: 'pending' })],
}

const files: Record<string, string> = { '/': 'index.html', '/shop.css': 'shop.css', '/shop.js': 'shop.js' }

/** Serves the shop with the snippet installed. `snippetUrl` is the full address of `v.js`. */
export async function startDemo(shop: {
  host: string
  port: number
  snippetUrl: string
  publicKey: string
}): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://shop')
    const answer = answers[pathname]
    if (answer) return void response.writeHead(answer[0], { 'content-type': 'application/json' }).end(answer[1])
    const name = files[pathname]
    if (!name) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
    void readFile(new URL(`shop/${name}`, import.meta.url), 'utf8').then((text) => {
      const body = text.replace('%SNIPPET%', shop.snippetUrl).replace('%KEY%', shop.publicKey)
      response
        .writeHead(200, {
          'content-type': types[name.split('.').at(-1) ?? ''] ?? 'text/plain',
          'cache-control': 'no-cache',
        })
        .end(body)
    })
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(shop.port, shop.host, resolve))
  return server
}
