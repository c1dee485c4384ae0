import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Dialect } from '../dialect.ts'
import { anthropicTools, openaiTools, openaiUsage, sse } from '../testing/streams.ts'
import { createTail, type Tail } from './tail.ts'

/** The text in pieces that end anywhere. */
function feed(tail: Tail, text: string, cuts: readonly number[]): string {
  const bytes = Buffer.from(text)
  const ends = [...cuts.map((cut) => cut % bytes.length), bytes.length].sort((a, b) => a - b)
  const out: Buffer[] = []
  let from = 0
  for (const end of ends) {
    out.push(Buffer.from(tail.push(bytes.subarray(from, end))))
    from = end
  }
  out.push(tail.rest())
  return Buffer.concat(out).toString()
}

const anywhere = fc.array(fc.nat(), { maxLength: 40 })
const openaiText = sse(openaiTools)
const anthropicText = sse(anthropicTools, true)

test('tells usage, beginning and end, wherever the stream is split', () => {
  fc.assert(
    fc.property(anywhere, fc.boolean(), (cuts, crlf) => {
      for (const [dialect, text] of [
        ['openai', openaiText],
        ['anthropic', anthropicText],
      ] as [Dialect, string][]) {
        const tail = createTail(dialect)
        const sent = crlf ? text.replaceAll('\n', '\r\n') : text
        expect(feed(tail, sent, cuts)).toBe(sent)
        expect([tail.begun, tail.ended, tail.failed]).toEqual([true, true, false])
        expect(tail.usage).toMatchObject({ input: 56, cachedInput: 64, output: 32, reasoning: 16 })
      }
    }),
  )
})

test("usage that the client didn't ask for is taken out, and nothing else", () => {
  const without = sse(openaiTools.filter((event) => typeof event === 'string' || (event.choices as []).length > 0))
  fc.assert(
    fc.property(anywhere, (cuts) => {
      const tail = createTail('openai', true)
      expect(feed(tail, openaiText, cuts)).toBe(without)
      expect(tail.usage?.output).toBe(32)
    }),
  )
})

test('with strip, only whole events go on', () => {
  const tail = createTail('openai', true)
  const bytes = Buffer.from(openaiText)
  for (let at = 0; at < bytes.length; at += 7) {
    const out = tail.push(bytes.subarray(at, at + 7)).toString()
    expect(out === '' || out.endsWith('\n\n')).toBe(true)
  }
})

test('without strip, the very bytes go on', () => {
  const chunk = Buffer.from(openaiText)
  expect(createTail('openai').push(chunk)).toBe(chunk)
})

test('a stream that was cut has not ended, wherever it was cut', () => {
  fc.assert(
    fc.property(fc.nat(), (at) => {
      for (const [dialect, text, end] of [
        ['openai', openaiText, '[DONE]'],
        ['anthropic', anthropicText, 'event: message_stop'],
      ] as [Dialect, string, string][]) {
        const bytes = Buffer.from(text)
        const tail = createTail(dialect)
        tail.push(bytes.subarray(0, at % bytes.indexOf(end)))
        tail.rest()
        expect(tail.ended).toBe(false)
      }
    }),
  )
})

test('a role alone is no beginning', () => {
  const tail = createTail('openai')
  tail.push(Buffer.from(sse(openaiTools.slice(0, 1))))
  expect(tail.begun).toBe(false)
  tail.push(Buffer.from(sse(openaiTools.slice(1, 2))))
  expect(tail.begun).toBe(true)
})

test('errors within a stream are told', () => {
  const streams: [Dialect, string][] = [
    ['openai', 'data: {"error":{"message":"overloaded","code":502}}\n\n'],
    ['anthropic', 'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"x"}}\n\n'],
    ['responses', 'event: response.failed\ndata: {"type":"response.failed","response":{"error":{}}}\n\n'],
    ['responses', 'event: error\ndata: {"type":"error","message":"x"}\n\n'],
    ['gemini', 'data: {"error": {"code": 503}}\r\n\r\n'],
  ]
  for (const [dialect, text] of streams) {
    const tail = createTail(dialect)
    tail.push(Buffer.from(text))
    expect([tail.failed, tail.begun]).toEqual([true, false])
  }
})

test('usage in every event: the last one counts', () => {
  const tail = createTail('openai')
  for (const completion of [1, 5, 9])
    tail.push(
      Buffer.from(
        sse([
          {
            choices: [{ delta: { content: 'a' } }],
            usage: { ...openaiUsage, completion_tokens: completion, completion_tokens_details: null, total_tokens: 0 },
          },
        ]),
      ),
    )
  expect(tail.usage?.output).toBe(9)
})

test('words about usage within an answer are only words', () => {
  const tail = createTail('openai', true)
  const text = sse([{ choices: [{ delta: { content: '"choices":[],"usage":{"prompt_tokens":9}' } }] }])
  expect(tail.push(Buffer.from(text)).toString()).toBe(text)
  expect(tail.usage).toBeUndefined()
})
