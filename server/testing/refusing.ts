import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Refusing = {
  readonly endpoint: string
  /** `refuse`: answers 503 to what `when` picks; `cut`: ends the connection once the request is there; `pass`: neither. */
  mode: 'pass' | 'refuse' | 'cut'
  /** Which requests `mode` concerns. */
  when: (method: string, url: string) => boolean
  /** How many it has turned away. */
  refused: number
  readonly stop: () => Promise<void>
}

/** Stands before an HTTP server and can turn requests away, as one that is overloaded or breaking does. */
export async function refusing(behind: string): Promise<Refusing> {
  const { hostname, port } = new URL(behind)
  const server = createServer((incoming, answer) => {
    const { method = '', url = '', headers } = incoming
    if (state.mode !== 'pass' && state.when(method, url)) {
      state.refused++
      incoming.resume()
      if (state.mode === 'cut') incoming.once('end', () => incoming.socket.destroy())
      else answer.writeHead(503, { 'retry-after': '1', connection: 'close' }).end('slow down')
      return
    }
    const onward = request({ hostname, port, method, path: url, headers }, (back) => {
      answer.writeHead(back.statusCode ?? 502, back.headers)
      back.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    incoming.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const state: Refusing = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode: 'pass',
    when: () => true,
    refused: 0,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return state
}
