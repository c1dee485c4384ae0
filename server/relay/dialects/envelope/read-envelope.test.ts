import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sealText } from '../middle/seal.ts'
import { type Envelope, readEnvelope } from './read-envelope.ts'
import { spliced } from './splice.ts'

const read = (text: string): Envelope => {
  const envelope = readEnvelope(Buffer.from(text))
  if ('wrong' in envelope) throw new Error(envelope.wrong)
  return envelope
}
const wrong = (text: string): string | undefined => {
  const envelope = readEnvelope(Buffer.from(text))
  return 'wrong' in envelope ? envelope.wrong : undefined
}

test('reads what routing needs', () => {
  const text = `{ "messages" : [ {"role":"user","content":"a \\"]}"} , {} ], "model":"gpt-5\\u002dmini",
    "stream_options":{"x":[1],"include_usage":true}, "stream":true, "n":2, "max_completion_tokens":77, "max_tokens":null }`
  expect(read(text)).toMatchObject({
    model: 'gpt-5-mini',
    stream: true,
    maxTokens: 77,
    includeUsage: true,
    n: 2,
    messages: 2,
    sealed: false,
  })
  expect(read('{"contents":[],"generationConfig":{"maxOutputTokens":9,"candidateCount":3}}')).toMatchObject({
    model: undefined,
    stream: false,
    maxTokens: 9,
    n: 3,
    messages: 0,
  })
  expect(read('{"input":"hello","max_output_tokens":5}')).toMatchObject({ messages: 1, maxTokens: 5 })
})

test('a key can be written with escapes, and is the same key', () => {
  expect(read('{"mod\\u0065l":"a"}').model).toBe('a')
  expect(wrong('{"model":"cheap","mod\\u0065l":"dear"}')).toMatch(/said twice/)
})

test('of two limits the greater counts', () => {
  expect(read('{"max_tokens":1,"max_completion_tokens":9}').maxTokens).toBe(9)
  expect(read('{"max_tokens":9,"max_tokens":1}').maxTokens).toBe(9)
})

test.each([
  '',
  ' ',
  '[]',
  '"a"',
  '{',
  '{"model"}',
  '{"model":}',
  '{"model":"a"',
  '{"model":"a"}}',
  '{"model":"a",}',
  '{"model":"a" "n":1}',
  '{"a":[1 2]}',
  '{"a":[1,]}',
  '{"a":{"b":1]}',
  '{"a":tru}',
  '{"a":-}',
  '{"a":"\n"}',
  '{"a":"x\\"}',
  '{"model":5}',
  '{"max_tokens":-1}',
  '{"max_tokens":1.5}',
  '{"stream":tru}',
  "{'model':1}",
  `{"a":${'['.repeat(10_000)}`,
])('tells wrong JSON: %#', (text) => {
  expect(wrong(text)).toBeTypeOf('string')
})

test('never quotes the request', () => {
  expect(wrong('{"max_tokens":"secret words"}')).not.toMatch(/secret/)
  expect(wrong('{"stream":trecret}')).not.toMatch(/recret/)
})

test('a request with signatures of others is known by its bytes', () => {
  const seal = sealText({ by: 'gemini', value: 'CiQ=' })
  expect(read(JSON.stringify({ messages: [{ content: [{ type: 'thinking', signature: seal }] }] })).sealed).toBe(true)
})

const request = fc.record(
  {
    model: fc.string(),
    stream: fc.boolean(),
    messages: fc.array(fc.jsonValue(), { maxLength: 5 }),
    stream_options: fc.oneof(fc.constant(null), fc.record({ include_usage: fc.boolean(), other: fc.jsonValue() })),
    max_tokens: fc.nat(),
    metadata: fc.jsonValue(),
    text: fc.string({ unit: 'binary', minLength: 40, maxLength: 200 }),
  },
  { requiredKeys: [] },
)

test('agrees with JSON.parse on every request, however it is spaced', () => {
  fc.assert(
    fc.property(request, fc.constantFrom(undefined, 1, '\t', ' \r\n'), (value, space) => {
      const envelope = read(JSON.stringify(value, null, space))
      expect(envelope.model).toBe(value.model)
      expect(envelope.stream).toBe(value.stream ?? false)
      expect(envelope.messages).toBe(value.messages?.length ?? 0)
      expect(envelope.maxTokens).toBe(value.max_tokens)
      expect(envelope.includeUsage ?? false).toBe(value.stream_options?.include_usage ?? false)
    }),
  )
})

test('whatever is cut off is wrong', () => {
  fc.assert(
    fc.property(request, fc.nat(), (value, at) => {
      const text = JSON.stringify(value)
      expect(wrong(text.slice(0, at % text.length))).toBeTypeOf('string')
    }),
  )
})

test('splices change one thing and leave every other byte', () => {
  fc.assert(
    fc.property(request, fc.string({ minLength: 1 }), fc.constantFrom(undefined, 2), (asked, model, space) => {
      const bytes = Buffer.from(JSON.stringify(asked, null, space))
      // JSON has no negative zero.
      const value = JSON.parse(bytes.toString()) as typeof asked
      const envelope = read(bytes.toString())
      expect(JSON.parse(spliced(bytes, envelope, { model }).toString())).toEqual({ ...value, model })
      const options = { ...value.stream_options, include_usage: true }
      expect(JSON.parse(spliced(bytes, envelope, { askUsage: true }).toString())).toEqual({
        ...value,
        stream_options: options,
      })
      const both = spliced(bytes, envelope, { model, askUsage: true })
      expect(JSON.parse(both.toString())).toEqual({ ...value, model, stream_options: options })
    }),
  )
})

test('numbers, order and unknown fields stay as they were written', () => {
  const text = '{"seed":12345678901234567890,"model":"a","x":1.0,"temperature":1e0}'
  const bytes = Buffer.from(text)
  expect(spliced(bytes, read(text), { model: 'b' }).toString()).toBe(text.replace('"a"', '"b"'))
  expect(spliced(bytes, read(text), { askUsage: true }).toString()).toBe(
    `{"stream_options":{"include_usage":true},${text.slice(1)}`,
  )
  expect(spliced(bytes, read(text), { model: 'a' })).toBe(bytes)
})

test('an empty object takes a model', () => {
  const text = '{}'
  expect(JSON.parse(spliced(Buffer.from(text), read(text), { model: 'b' }).toString())).toEqual({ model: 'b' })
})

test('an empty object takes both', () => {
  const text = ' { } '
  const both = spliced(Buffer.from(text), read(text), { model: 'b', askUsage: true })
  expect(JSON.parse(both.toString())).toEqual({ model: 'b', stream_options: { include_usage: true } })
})
