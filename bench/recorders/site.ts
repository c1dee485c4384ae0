import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSnippet } from '../../snippet/build.ts'
import { createReceiver } from '../../snippet/testing/receiver.ts'
import { listen } from '../replay/player-site.ts'
import { createSink, type Sink } from './sink.ts'

type Receiver = ReturnType<typeof createReceiver>

export interface Site {
  origin: string
  /** Address of the server that plays ours and the vendors'. */
  sinkOrigin: string
  /** Folder of the built snippet. */
  dist: string
  sink: Sink
  receiver: Receiver
  serve: (path: string, text: string) => void
  /** Was it asked for since `reset`? */
  asked: (path: RegExp) => boolean
  /** Bytes of the bodies that came since then. */
  bytesTo: (path: RegExp) => number
  reset: () => void
  close: () => Promise<void>
}

const typeOf = (path: string) =>
  ({ js: 'text/javascript', css: 'text/css' })[path.split('.').at(-1) ?? ''] ?? 'text/html'

/** The pages on one origin; everything that recorders load and send on another. */
export async function openSite(): Promise<Site> {
  const dist = await mkdtemp(join(tmpdir(), 'vitrine-recorders-'))
  await buildSnippet(dist)
  const files = new Map<string, string>()
  const sink = createSink()
  const receiver = createReceiver(dist)
  const requests: { path: string; bytes: number }[] = []
  const pathOf = ({ url }: IncomingMessage) => new URL(url ?? '/', 'http://site').pathname

  const home = await listen((request, response) => {
    const path = pathOf(request)
    const text = files.get(path)
    if (text === undefined) return response.writeHead(404).end()
    return response.setHeader('content-type', `${typeOf(path)}; charset=utf-8`).end(text)
  })
  const away = await listen((request, response) => {
    const path = pathOf(request)
    requests.push({ path, bytes: Number(request.headers['content-length'] ?? 0) })
    void sink.handle(request, response, path).then(async (known) => {
      if (!known) await receiver.handle(request, response)
    })
  })
  return {
    origin: home.origin,
    sinkOrigin: away.origin.replace('127.0.0.1', 'localhost'),
    dist,
    sink,
    receiver,
    asked: (wanted) => requests.some(({ path }) => wanted.test(path)),
    bytesTo: (wanted) => requests.reduce((sum, { path, bytes }) => (wanted.test(path) ? sum + bytes : sum), 0),
    serve: (path, text) => files.set(path, text),
    reset() {
      requests.length = 0
      sink.reset()
      receiver.reset()
    },
    async close() {
      for (const { server } of [home, away]) {
        server.closeAllConnections()
        server.close()
      }
      await rm(dist, { recursive: true, force: true })
    },
  }
}
