import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n'

export const framed = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`
export const said = (content: string): string =>
  framed(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`)
export const ending = `${framed('data: [DONE]\n\n')}0\r\n\r\n`

export type RawProvider = { readonly url: string; readonly close: () => void }

/** A provider whose socket the test holds in its own hands; `asked` gets it when a whole request has come. */
export async function rawProvider(asked: (socket: Socket, request: Buffer) => void): Promise<RawProvider> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    let parts: Buffer[] = []
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (bytes: Buffer) => {
      parts.push(bytes)
      const whole = Buffer.concat(parts)
      const start = whole.indexOf('\r\n\r\n') + 4
      const length = Number(/content-length: (\d+)/i.exec(whole.toString('latin1', 0, start))?.[1])
      if (start < 4 || whole.length < start + length) return
      parts = []
      socket.write(head)
      asked(socket, whole)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
