import { createHash } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

const closing = 8
const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** One short masked frame of a browser's. */
function unmask(frame: Buffer): { opcode: number; payload: Buffer; length: number } {
  const size = (frame[1] ?? 0) & 0x7f
  const long = size === 126
  const length = long ? frame.readUInt16BE(2) : size
  const start = long ? 4 : 2
  const mask = frame.subarray(start, start + 4)
  const payload = Buffer.from(frame.subarray(start + 4, start + 4 + length))
  for (let i = 0; i < payload.length; i++) payload[i] = (payload[i] ?? 0) ^ (mask[i % 4] ?? 0)
  return { opcode: (frame[0] ?? 0) & 0x0f, payload, length: start + 4 + length }
}

function frameOf(opcode: number, payload: Buffer): Buffer {
  const long = payload.length > 125
  const head = Buffer.alloc(long ? 4 : 2)
  head[0] = 0x80 | opcode
  head[1] = long ? 126 : payload.length
  if (long) head.writeUInt16BE(payload.length, 2)
  return Buffer.concat([head, payload])
}

function converse(socket: Duplex): void {
  let rest = Buffer.alloc(0)
  let closed = false
  socket.on('error', () => {})
  socket.on('data', (data: Buffer) => {
    rest = Buffer.concat([rest, data])
    while (rest.length > 5) {
      const { opcode, payload, length } = unmask(rest)
      if (rest.length < length) return
      if (opcode === closing && closed) return void socket.end()
      rest = rest.subarray(length)
      // "close 4001" makes the server close with that code.
      const code = /^close (\d+)$/.exec(payload.toString())?.[1]
      const reason = Buffer.from([0, 0])
      if (code) reason.writeUInt16BE(Number(code))
      closed ||= Boolean(code)
      socket.write(code ? frameOf(closing, reason) : frameOf(opcode, payload))
      if (opcode === closing) return void socket.end()
    }
  })
}

/** Sends back what it gets: a WebSocket server just large enough for what pages of the tests say. */
export function echoSockets(server: Server): void {
  server.on('upgrade', ({ headers, url }: IncomingMessage, socket) => {
    if (url !== '/socket') return void socket.destroy()
    const accept = createHash('sha1')
      .update(headers['sec-websocket-key'] + magic)
      .digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    )
    converse(socket)
  })
}
