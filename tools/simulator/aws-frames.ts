import { crc32 } from 'node:zlib'

function header(name: string, value: string): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(Buffer.byteLength(value))
  return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([7]), length, Buffer.from(value)])
}

/** A header of eight bytes and one without any, as AWS sends among the others. */
const others = Buffer.concat([
  Buffer.from([5]),
  Buffer.from(':date'),
  Buffer.from([8, 0, 0, 0, 0, 0, 0, 0, 1]),
  Buffer.from([2]),
  Buffer.from('ok'),
  Buffer.from([0]),
])

/** One frame of `application/vnd.amazon.eventstream`, with both of its checksums. */
export function awsFrame(headers: Record<string, string>, payload: unknown): Buffer {
  const head = Buffer.concat([others, ...Object.entries(headers).map(([name, value]) => header(name, value))])
  const body = Buffer.from(JSON.stringify(payload))
  const out = Buffer.alloc(12 + head.length + body.length + 4)
  out.writeUInt32BE(out.length, 0)
  out.writeUInt32BE(head.length, 4)
  out.writeUInt32BE(crc32(out.subarray(0, 8)), 8)
  head.copy(out, 12)
  body.copy(out, 12 + head.length)
  out.writeUInt32BE(crc32(out.subarray(0, -4)), out.length - 4)
  return out
}

/** An event of the model, as Bedrock wraps it. */
export const awsChunk = (event: unknown): Buffer =>
  awsFrame(
    { ':event-type': 'chunk', ':content-type': 'application/json', ':message-type': 'event' },
    { bytes: Buffer.from(JSON.stringify(event)).toString('base64'), p: 'abcdef' },
  )

export const awsException = (type: string, message: string): Buffer =>
  awsFrame({ ':message-type': 'exception', ':exception-type': type }, { message })
