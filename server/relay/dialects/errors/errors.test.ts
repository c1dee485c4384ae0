import Anthropic from '@anthropic-ai/sdk'
import fc from 'fast-check'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import type { Dialect } from '../dialect.ts'
import { translateError, withoutCredentials } from './translate-error.ts'
import { writeError } from './write-error.ts'

const bodies: Record<Dialect, unknown> = {
  openai: {
    error: { message: 'Too long.', type: 'invalid_request_error', param: 'messages', code: 'context_length_exceeded' },
  },
  responses: {
    error: { message: 'Too long.', type: 'invalid_request_error', param: 'messages', code: 'context_length_exceeded' },
  },
  anthropic: { type: 'error', error: { type: 'invalid_request_error', message: 'Too long.' }, request_id: 'req_1' },
  gemini: [{ error: { code: 400, message: 'Too long.', status: 'INVALID_ARGUMENT' } }],
}
const dialects = Object.keys(bodies) as Dialect[]

test.each(dialects.flatMap((from) => dialects.map((to) => [from, to] as const)))('from %s to %s', (from, to) => {
  const error = translateError(from, to, 400, bodies[from]).error as Record<string, unknown>
  expect(error.message).toMatch(/^(messages: )?Too long\.$/)
  if (from === 'openai' && to === 'openai') expect(error.code).toBe('context_length_exceeded')
})

test('official clients raise what they are used to', () => {
  const headers = new Headers()
  for (const [status, kind] of [
    [400, OpenAI.BadRequestError],
    [401, OpenAI.AuthenticationError],
    [429, OpenAI.RateLimitError],
    [503, OpenAI.InternalServerError],
  ] as const) {
    const body = writeError('openai', { status, code: 'some_code', message: 'No.', param: 'n' })
    const error = OpenAI.APIError.generate(status, body, undefined, headers)
    expect(error).toBeInstanceOf(kind)
    expect(error).toMatchObject({ code: 'some_code', param: 'n', message: `${status} No.` })
  }
  for (const [status, kind, type] of [
    [400, Anthropic.BadRequestError, 'invalid_request_error'],
    [429, Anthropic.RateLimitError, 'rate_limit_error'],
    [529, Anthropic.InternalServerError, 'overloaded_error'],
  ] as const) {
    const body = writeError('anthropic', { status, code: 'some_code', message: 'No.' })
    expect(body).toMatchObject({ type: 'error', error: { type, message: 'No.' } })
    expect(Anthropic.APIError.generate(status, body, undefined, headers)).toBeInstanceOf(kind)
  }
  expect(writeError('gemini', { status: 429, code: 'limit', message: 'No.' })).toMatchObject({
    error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'No.' },
  })
})

test.each([
  'Incorrect API key provided: sk-proj-abcdefghijklmnop1234. You can find your API key at …',
  'Rate limit reached for gpt-5 in organization org-AbCdEfGhIjKlMn on tokens per min',
  'API key not valid: AIzaSyD-1234567890abcdefghijklmnopqrstu',
  'GET https://example.org/v1/models?key=abcdef0123 failed',
  'invalid x-api-key sk-ant-api03-abcdefghijkl',
  'Authorization: Bearer abc.def.ghi is wrong',
  'The security token AKIAIOSFODNN7EXAMPLE is invalid',
])('credentials never go on: %#', (message) => {
  const shown = withoutCredentials(message)
  expect(shown).toContain('[removed]')
  expect(shown).not.toMatch(/abcdef|AbCdEf|SyD-|abc\.def|IOSFODNN/)
  for (const to of dialects)
    expect(JSON.stringify(translateError('openai', to, 401, { error: { message } }))).not.toMatch(/abcdef|AbCdEf|SyD-/)
})

test('ordinary words stay', () => {
  for (const message of [
    'max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens for claude-sonnet-4-5-20250929',
    "Unsupported parameter: 'temperature' is not supported with this model.",
    'request_id: req_011CSHoEeqs5C35K2UUqR7Fy',
  ])
    expect(withoutCredentials(message)).toBe(message)
})

test("whatever comes as a body makes an error in the client's dialect", () => {
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom(...dialects), fc.integer({ min: 400, max: 599 }), (body, to, status) => {
      const error = translateError('openai', to, status, body).error as { message: string }
      expect(error.message).toBeTypeOf('string')
      expect(error.message.length).toBeGreaterThan(0)
    }),
  )
})
