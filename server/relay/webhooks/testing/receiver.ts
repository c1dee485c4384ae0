import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { atEnd } from '../../../testing/cleanup.ts'

export type Got = { readonly headers: IncomingHttpHeaders; readonly body: string; readonly path: string }

/** What an organization would run; answers with these statuses in turn, then with the last. */
export async function receiver(...answers: number[]): Promise<{ readonly got: Got[]; readonly url: string }> {
  const got: Got[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request.setEncoding('utf8')) body += part
    got.push({ headers: request.headers, body, path: request.url ?? '' })
    const status = answers[Math.min(got.length, answers.length) - 1] ?? 204
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  atEnd(async () => {
    server.closeAllConnections()
    server.close()
  })
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
}
