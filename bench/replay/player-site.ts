import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { stripTypeScriptTypes } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { playerPolicy, printPolicy } from '../../server/platform/http/headers.ts'

const root = join(import.meta.dirname, '../..')

/** The replay frame as it is built and served, on an origin of its own, inside a host page in the dashboard's place. */
export interface PlayerSite {
  hostUrl: string
  playerUrl: string
  close(): Promise<void>
}

/** Answers of a path's beginning: JSON, or JSON packed with zstd. */
interface Extras {
  answers?: Record<string, (path: string) => string | Buffer | undefined>
  modules?: string[]
}

export async function listen(handle: RequestListener): Promise<{ server: Server; origin: string }> {
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const types: Record<string, string> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  ts: 'text/javascript',
}
const typeOf = (path: string) => types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream'

/** TypeScript of the repository, served without its types; only what a page of ours would import. */
export const serveSource: RequestListener = (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const isOurs = /^\/(bench\/in-page|dashboard\/player|fold)\/[\w/-]+\.ts$/.test(pathname)
  readFile(isOurs ? join(root, pathname) : '', 'utf8').then(
    (source) => response.setHeader('content-type', typeOf(pathname)).end(stripTypeScriptTypes(source)),
    () => response.writeHead(404).end(),
  )
}

/** The built frame with the policy that the server gives it. */
const servePlayer =
  (folder: string, dashboardOrigin: () => string): RequestListener =>
  (request, response) => {
    const path = request.url === '/player.html' ? '/player/player.html' : (request.url ?? '/')
    readFile(join(folder, path), 'utf8').then(
      (file) =>
        response
          .setHeader('content-type', typeOf(path))
          .setHeader('content-security-policy', printPolicy(playerPolicy(dashboardOrigin())))
          .end(file.replace('"dashboard-origin" content=""', `"dashboard-origin" content="${dashboardOrigin()}"`)),
      () => response.writeHead(404).end(),
    )
  }

/** `answers` are further paths of the host page; its modules, by path, run beside the one that connects the player. */
export async function openPlayerSite({ answers = {}, modules = [] }: Extras = {}): Promise<PlayerSite> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-player-'))
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  await promisify(execFile)(process.execPath, [vite, 'build', 'dashboard', '--outDir', folder, '--emptyOutDir'], {
    cwd: root,
  })
  let playerUrl = ''
  const host = await listen((request, response) => {
    const body = Object.entries(answers).find(([path]) => request.url?.startsWith(path))?.[1](request.url ?? '')
    if (body) {
      if (typeof body !== 'string') response.setHeader('content-encoding', 'zstd')
      return response.setHeader('content-type', 'application/json').end(body)
    }
    if (request.url !== '/') return serveSource(request, response)
    const scripts = ['/bench/in-page/host.ts', ...modules].map(
      (path) => `<script type="module" src="${path}"></script>`,
    )
    const frame = `<iframe data-src="${playerUrl}" sandbox="allow-scripts allow-same-origin" width="900" height="600"></iframe>`
    response
      .setHeader('content-type', 'text/html')
      .end(`<!doctype html><meta charset="utf-8">${frame}${scripts.join('')}`)
  })
  const player = await listen(servePlayer(folder, () => host.origin))
  playerUrl = `${player.origin}/player.html`
  return {
    hostUrl: host.origin,
    playerUrl,
    async close() {
      for (const { server } of [player, host]) {
        server.closeAllConnections()
        server.close()
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}
