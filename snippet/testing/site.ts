import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSnippet } from '../build.ts'
import { echoSockets } from './echo-socket.ts'
import { createReceiver, publicKey } from './receiver.ts'

export type Seen = { host: 'site' | 'server'; method: string; path: string; headers: IncomingMessage['headers'] }
export type Served = { html: string; headers?: Record<string, string> }

async function listen(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handle)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { server, port: (server.address() as AddressInfo).port }
}

const close = (server: Server) =>
  new Promise((done) => {
    server.close(done)
    server.closeAllConnections()
  })

/** What a page of the site can ask of it, besides pages. */
function answer(request: IncomingMessage, response: ServerResponse, path: string): void {
  if (path === '/api/json') return void response.writeHead(200, { 'content-length': '11' }).end('{"ok":true}')
  if (path === '/api/broken') return void response.writeHead(500).end('no')
  if (path === '/api/echo') return void request.pipe(response)
  if (path === '/api/never') return
  if (path === '/api/reset') return void request.socket.destroy()
  if (path === '/api/late-reset') return void setTimeout(() => request.socket.destroy(), 300)
  if (path === '/api/stream') {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: first\n\n')
    setTimeout(() => response.end('data: second\n\n'), 300)
    return
  }
  response.writeHead(404).end()
}

/** The npm package as the site's own bundler would put it out. */
function serveScript(response: ServerResponse, path: string): void {
  response.writeHead(200, { 'content-type': 'text/javascript' })
  createReadStream(path).pipe(response)
}

/** A site with the built snippet on one origin and a receiver on another, both real servers on this machine. */
export async function openSite() {
  const dist = await mkdtemp(join(tmpdir(), 'vitrine-snippet-'))
  await buildSnippet(dist)
  const pages = new Map<string, Served>()
  const seen: Seen[] = []
  const receiver = createReceiver(dist)
  const note = (host: Seen['host'], { method = '', url = '', headers }: IncomingMessage) =>
    void seen.push({ host, method, path: new URL(url, 'http://site').pathname, headers })

  const home = await listen((request, response) => {
    note('site', request)
    const path = new URL(request.url ?? '/', 'http://site').pathname
    const page = pages.get(path)
    if (path.startsWith('/npm/')) return serveScript(response, dist + path)
    if (!page) return answer(request, response, path)
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.html)
  })
  const away = await listen((request, response) => {
    note('server', request)
    void receiver.handle(request, response)
  })
  echoSockets(home.server)
  const origin = `http://127.0.0.1:${home.port}`
  const server = `http://localhost:${away.port}`
  return {
    ...receiver,
    dist,
    origin,
    server,
    seen,
    /** The tag that a developer pastes. */
    tag: (attributes = '') =>
      `<script async crossorigin src="${server}/v.js" data-project="${publicKey}" ${attributes}></script>`,
    /** Serves a page; returns its address. */
    page(path: string, body: string, headers: Record<string, string> = {}) {
      const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title></head><body>${body}</body></html>`
      pages.set(path, { html, headers })
      return origin + path
    },
    /** Serves exactly this; returns its address. */
    serve(path: string, served: Served) {
      pages.set(path, served)
      return origin + path
    },
    reset() {
      receiver.reset()
      seen.length = 0
    },
    async close() {
      await Promise.all([close(home.server), close(away.server)])
      await rm(dist, { recursive: true, force: true })
    },
  }
}

export type Site = Awaited<ReturnType<typeof openSite>>
