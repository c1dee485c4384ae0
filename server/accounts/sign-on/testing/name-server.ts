import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { atEnd } from '../../../testing/cleanup.ts'

const nameOf = (message: Buffer): { name: string; end: number } => {
  const labels: string[] = []
  let at = 12
  while (message[at]) {
    const length = message[at] ?? 0
    labels.push(message.subarray(at + 1, at + 1 + length).toString())
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), end: at + 5 }
}

/** A name server on this machine that knows TXT records only. Answers where it listens. */
export async function startNameServer(records: Map<string, string>): Promise<string> {
  const socket = createSocket('udp4')
  socket.on('message', (message, from) => {
    const { name, end } = nameOf(message)
    const text = records.get(name)
    const head = Buffer.from(message.subarray(0, 12))
    head.writeUInt16BE(text === undefined ? 0x8183 : 0x8180, 2)
    head.writeUInt16BE(text === undefined ? 0 : 1, 6)
    head.writeUInt32BE(0, 8)
    const data = Buffer.from(text ?? '')
    const record = Buffer.from([0xc0, 0x0c, 0, 16, 0, 1, 0, 0, 0, 1, 0, data.length + 1, data.length])
    const answer = text === undefined ? [] : [record, data]
    socket.send(Buffer.concat([head, message.subarray(12, end), ...answer]), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  atEnd(async () => void socket.close())
  return `127.0.0.1:${socket.address().port}`
}
