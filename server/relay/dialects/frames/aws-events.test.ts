import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { StreamCut, UpstreamError } from '../middle/failure.ts'
import { anthropicTools } from '../testing/streams.ts'
import { AwsEvents } from './aws-events.ts'

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

function frame(headers: Record<string, string>, payload: unknown): Buffer {
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

const chunk = (event: unknown): Buffer =>
  frame(
    { ':event-type': 'chunk', ':content-type': 'application/json', ':message-type': 'event' },
    { bytes: Buffer.from(JSON.stringify(event)).toString('base64'), p: 'abcdef' },
  )
const stream = Buffer.concat(anthropicTools.map(chunk))

test('gives the same events wherever the bytes are split', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 30 }), (cuts) => {
      const reader = new AwsEvents()
      const ends = [...cuts.map((cut) => cut % stream.length), stream.length].sort((a, b) => a - b)
      const events = ends.flatMap((end, i) => reader.push(stream.subarray(ends[i - 1] ?? 0, end)))
      reader.end()
      expect(events.map(({ data }) => JSON.parse(data) as unknown)).toEqual(anthropicTools)
      expect(events.map(({ event }) => event)).toEqual(anthropicTools.map((event) => (event as { type: string }).type))
    }),
  )
})

test('a stream that ends within a frame was cut', () => {
  const reader = new AwsEvents()
  reader.push(stream.subarray(0, -1))
  expect(() => reader.end()).toThrow(StreamCut)
})

test('a frame with one other bit is not believed', () => {
  fc.assert(
    fc.property(fc.nat(), (at) => {
      const bytes = Buffer.from(chunk({ type: 'ping' }))
      const place = at % bytes.length
      bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place)
      const reader = new AwsEvents()
      expect(() => {
        reader.push(bytes)
        reader.end()
      }).toThrow()
    }),
  )
})

test('an exception is an error with its status, without what is secret', () => {
  const headers = { ':message-type': 'exception', ':exception-type': 'throttlingException' }
  const reader = new AwsEvents()
  try {
    reader.push(frame(headers, { message: 'Too many requests for AKIAIOSFODNN7EXAMPLE' }))
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(UpstreamError)
    expect(error).toMatchObject({ status: 429, message: 'Too many requests for [removed]' })
  }
})
