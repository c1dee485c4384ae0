import type { Socket } from 'node:net'
import { problemOf } from './problems.ts'

const tooLarge = problemOf('too-large', 'The headers of the request are too large.')
const tooSlow = problemOf('invalid-request', 'The request did not arrive in time.')
const notHttp = problemOf('invalid-request', 'This is not an HTTP request.')
const reasons: Readonly<Record<string, typeof notHttp>> = {
  HPE_HEADER_OVERFLOW: tooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: tooSlow,
}

/** What does not parse as HTTP reaches no route; it is answered on the bare connection, which ends. */
export function refuseBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const { status, problem } = reasons[error.code ?? ''] ?? notHttp
  const body = JSON.stringify(problem)
  socket.end(
    `HTTP/1.1 ${status} ${problem.title}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
