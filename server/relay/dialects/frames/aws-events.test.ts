import fc from 'fast-check'
import { expect, test } from 'vitest'
import { awsChunk, awsException } from '../../../../tools/simulator/aws-frames.ts'
import { StreamCut, UpstreamError } from '../middle/failure.ts'
import { anthropicTools } from '../testing/streams.ts'
import { AwsEvents } from './aws-events.ts'

const stream = Buffer.concat(anthropicTools.map(awsChunk))

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
      const bytes = Buffer.from(awsChunk({ type: 'ping' }))
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
  const reader = new AwsEvents()
  try {
    reader.push(awsException('throttlingException', 'Too many requests for AKIAIOSFODNN7EXAMPLE'))
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(UpstreamError)
    expect(error).toMatchObject({ status: 429, message: 'Too many requests for [removed]' })
  }
})
