import { createServer, type Socket } from 'node:net'
import { MessageEnd } from '../message-end.ts'
import { answerBody, answerEvents, answerHeaders } from '../messages.ts'

/** Milliseconds between two pieces of a stream. */
const pace = 2

const common = `${answerHeaders.join('\r\n')}\r\nconnection: keep-alive`
const whole = Buffer.concat([
  Buffer.from(
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${answerBody.length}\r\n${common}\r\n\r\n`,
  ),
  answerBody,
])
const streamHead = `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n${common}\r\n\r\n`
const chunked = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`
const framed = (asksUsage: boolean) => [
  Buffer.from(streamHead),
  ...answerEvents(asksUsage).map((event) => Buffer.from(chunked(event))),
  Buffer.from('0\r\n\r\n'),
]
const streams = { plain: framed(false), withUsage: framed(true) }

function stream(socket: Socket, parts: readonly Buffer[]): void {
  let next = 0
  const step = () => {
    if (socket.destroyed) return
    // The head goes with the first event, the end with the last.
    const isEdge = next === 0 || next === parts.length - 2
    socket.write(isEdge ? Buffer.concat(parts.slice(next, next + 2)) : (parts[next] ?? ''))
    next += isEdge ? 2 : 1
    if (next < parts.length) setTimeout(step, pace)
  }
  step()
}

/** A provider that always says the same, in a process of its own: fast enough not to be what is measured. */
const server = createServer({ noDelay: true }, (socket) => {
  const message = new MessageEnd()
  let asked = ''
  socket.on('data', (bytes) => {
    asked += bytes.toString('latin1')
    if (!message.push(bytes)) return
    const isStream = asked.includes('"stream":true')
    if (isStream) stream(socket, asked.includes('"include_usage":true') ? streams.withUsage : streams.plain)
    else socket.write(whole)
    asked = ''
    message.reset()
  })
  socket.on('error', () => socket.destroy())
})
server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
process.on('disconnect', () => process.exit())
