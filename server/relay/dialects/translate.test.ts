import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Dialect, Untranslatable } from './dialect.ts'
import { StreamCut, UpstreamError } from './middle/failure.ts'
import { eventsOf } from './testing/provider.ts'
import { anthropicTools, geminiTools, openaiTools, responsesTools, sse } from './testing/streams.ts'
import { translate } from './translate.ts'

type Json = Record<string, unknown>

const dialects: readonly Dialect[] = ['openai', 'responses', 'anthropic', 'gemini']
/** Models that take everything. */
const models: Record<Dialect, string> = {
  openai: 'gpt-4.1',
  responses: 'gpt-4.1',
  anthropic: 'claude-sonnet-4-6',
  gemini: 'gemini-2.5-flash',
}
const streams: Record<Dialect, string> = {
  openai: sse(openaiTools),
  responses: sse(responsesTools, true),
  anthropic: sse(anthropicTools, true),
  gemini: sse(geminiTools),
}
const ways = dialects.flatMap((from) => dialects.filter((to) => to !== from).map((to) => [from, to] as const))

/** Texts that every dialect holds: none of them takes an empty one. */
const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => text.trim() === text)
const id = fc.stringMatching(/^call_[A-Za-z0-9]{8,24}$/)
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/)
const input = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,6}$/),
  fc.oneof(words, fc.integer(), fc.boolean(), fc.constant(null), fc.array(words, { maxLength: 3 })),
)
const png = fc.uint8Array({ minLength: 1, maxLength: 30 }).map((bytes) => Buffer.from(bytes).toString('base64'))

type Round = {
  ask: string
  image: string
  url: boolean
  say: string
  calls: { id: string; name: string; input: object; result: string }[]
}
const round: fc.Arbitrary<Round> = fc.record({
  ask: words,
  image: png,
  url: fc.boolean(),
  say: words,
  calls: fc.uniqueArray(fc.record({ id, name, input, result: words }), {
    minLength: 1,
    maxLength: 3,
    selector: (call) => call.id,
  }),
})

function openaiRequest(system: string, rounds: readonly Round[]): Json {
  const tools = [...new Set(rounds.flatMap(({ calls }) => calls.map((call) => call.name)))].map((called) => ({
    type: 'function',
    function: {
      name: called,
      description: `Does ${called}.`,
      parameters: { type: 'object', properties: { a: { type: 'string' } } },
    },
  }))
  return {
    model: 'm',
    messages: [
      { role: 'system', content: system },
      ...rounds.flatMap(({ ask, image, url, say, calls }) => [
        {
          role: 'user',
          content: [
            { type: 'text', text: ask },
            {
              type: 'image_url',
              image_url: { url: url ? 'https://example.org/a.png' : `data:image/png;base64,${image}` },
            },
          ],
        },
        {
          role: 'assistant',
          content: say,
          tool_calls: calls.map((call) => ({
            id: call.id,
            type: 'function',
            function: { name: call.name, arguments: JSON.stringify(call.input) },
          })),
        },
        ...calls.map((call) => ({ role: 'tool', tool_call_id: call.id, content: call.result })),
      ]),
      { role: 'user', content: 'and?' },
    ],
    tools,
    tool_choice: 'auto',
    max_completion_tokens: 500,
    temperature: 0.5,
  }
}

describe('there and back', () => {
  test.each(dialects.filter((dialect) => dialect !== 'openai'))('over %s, nothing is lost', (over) => {
    fc.assert(
      fc.property(words, fc.array(round, { minLength: 1, maxLength: 3 }), (system, rounds) => {
        const request = openaiRequest(system, rounds)
        const there = translate('openai', over, request, models[over]).body
        const back = translate(over, 'openai', JSON.parse(JSON.stringify(there)), 'm').body
        expect(JSON.parse(JSON.stringify(back))).toEqual(request)
      }),
    )
  })

  test('over all four, one after the other', () => {
    fc.assert(
      fc.property(words, fc.array(round, { minLength: 1, maxLength: 2 }), (system, rounds) => {
        const request = openaiRequest(system, rounds)
        let body: Json = request
        const path = [
          'openai',
          'anthropic',
          'gemini',
          'responses',
          'anthropic',
          'responses',
          'gemini',
          'openai',
        ] as const
        for (const [i, to] of path.entries()) {
          const from = path[i - 1]
          if (from)
            body = JSON.parse(
              JSON.stringify(translate(from, to, body, to === 'openai' ? 'm' : models[to]).body),
            ) as Json
        }
        expect(body).toEqual(request)
      }),
    )
  })
})

describe('streams', () => {
  test.each(ways)('of %s from %s: no push gives half an event, and a stream that was cut has no end', (from, to) => {
    const events = eventsOf(streams[to])
    for (let cut = 0; cut < events.length; cut++) {
      const stream = translate(from, to, { messages: [], contents: [] }, models[to], true).stream()
      for (const event of events.slice(0, cut)) {
        const out = stream.push(event)
        expect(out === '' || out.endsWith('\n\n') || out.endsWith('\r\n\r\n')).toBe(true)
        for (const { data } of eventsOf(out)) expect(() => JSON.parse(data) as unknown).not.toThrow()
      }
      expect(() => stream.end()).toThrow(StreamCut)
    }
  })

  test.each(ways)('of %s from %s: a failure is told in the words of the client', (from, to) => {
    const stream = translate(from, to, { messages: [], contents: [] }, models[to], true).stream()
    const events = eventsOf(stream.fail(529, 'Overloaded. Bearer abcdefghijklmnop'))
    expect(events).toHaveLength(1)
    const error = JSON.parse(events[0]!.data) as { error?: { message: string }; message?: string }
    expect(error.error?.message ?? error.message).toBe('Overloaded. [removed]')
  })

  const failures: [Dialect, string, number][] = [
    ['openai', 'data: {"error":{"message":"busy","code":503}}\n\n', 503],
    ['anthropic', 'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"busy"}}\n\n', 529],
    ['responses', 'data: {"type":"error","code":"server_error","message":"busy"}\n\n', 502],
    [
      'responses',
      'data: {"type":"response.failed","response":{"status":"failed","error":{"code":"rate_limit_exceeded","message":"busy"}}}\n\n',
      429,
    ],
    ['gemini', 'data: {"error":{"code":503,"message":"busy","status":"UNAVAILABLE"}}\n\n', 503],
  ]
  test.each(failures)('an error within the stream of %s is thrown with its status', (to, text, status) => {
    const from = to === 'openai' ? 'anthropic' : 'openai'
    const stream = translate(from, to, { messages: [] }, models[to], true).stream()
    try {
      stream.push(eventsOf(text)[0]!)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(UpstreamError)
      expect(error).toMatchObject({ status, message: 'busy' })
    }
  })

  test('what is no JSON is told without quoting it', () => {
    const stream = translate('anthropic', 'openai', { messages: [] }, 'gpt', true).stream()
    expect(() => stream.push({ data: '{"secret words' })).toThrow(/^The provider sent an event that is no JSON\.$/)
  })

  test('calls written at once come one after the other, complete', () => {
    const inputs = fc.array(
      input.map((value) => JSON.stringify(value)),
      { minLength: 1, maxLength: 4 },
    )
    fc.assert(
      fc.property(inputs, fc.infiniteStream(fc.nat()), (texts, numbers) => {
        const next = (below: number): number => (numbers.next().value as number) % below
        const stream = translate('anthropic', 'openai', { messages: [] }, 'gpt', true).stream()
        const chunk = (delta: Json, finish: string | null = null): string =>
          stream.push({ data: JSON.stringify({ id: 'c', choices: [{ index: 0, delta, finish_reason: finish }] }) })
        let out = texts
          .map((_, index) =>
            chunk({ tool_calls: [{ index, id: `call_${index}`, function: { name: 'f', arguments: '' } }] }),
          )
          .join('')
        const left = texts.map((text) => text)
        while (left.some((text) => text !== '')) {
          const index = next(left.length)
          const size = 1 + next(5)
          out += chunk({ tool_calls: [{ index, function: { arguments: left[index]!.slice(0, size) } }] })
          left[index] = left[index]!.slice(size)
        }
        out += chunk({}, 'tool_calls') + stream.push({ data: '[DONE]' }) + stream.end()
        const got: string[] = []
        let open = false
        for (const { data } of eventsOf(out)) {
          const event = JSON.parse(data) as { type: string; index: number; delta?: { partial_json?: string } }
          if (event.type === 'content_block_start') {
            expect([open, event.index]).toEqual([false, got.length])
            open = true
            got.push('')
          }
          if (event.type === 'content_block_delta') got[event.index] += event.delta!.partial_json!
          if (event.type === 'content_block_stop') open = false
        }
        expect(got).toEqual(texts)
      }),
    )
  })

  test('numbers that no float can hold stay as they are', () => {
    const data = '{"id":12345678901234567890,"x":1.0}'
    const answer = {
      choices: [
        {
          message: { tool_calls: [{ id: 'call_1', function: { name: 'f', arguments: data } }] },
          finish_reason: 'tool_calls',
        },
      ],
    }
    const whole = translate('anthropic', 'openai', { messages: [] }, 'gpt').whole(answer)
    expect(JSON.stringify(whole)).toContain('"input":{"id":12345678901234567890,')
  })
})

describe('what has no words', () => {
  const refused: [Dialect, Dialect, string, Json][] = [
    ['openai', 'anthropic', 'n', { n: 2, messages: [] }],
    ['openai', 'gemini', 'logprobs', { logprobs: true, messages: [] }],
    ['openai', 'anthropic', 'tools[0].type', { messages: [], tools: [{ type: 'custom', custom: {} }] }],
    [
      'openai',
      'anthropic',
      'messages[0].content[0]',
      { messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: 'f' } }] }] },
    ],
    [
      'openai',
      'anthropic',
      'messages[0].content[0]',
      { messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: { data: 'AA', format: 'wav' } }] }] },
    ],
    [
      'anthropic',
      'openai',
      'tools[0].type',
      { messages: [], tools: [{ type: 'web_search_20260101', name: 'web_search' }] },
    ],
    [
      'anthropic',
      'openai',
      'messages[0].content[0]',
      {
        messages: [{ role: 'user', content: [{ type: 'document', source: { type: 'url', url: 'https://a/b.pdf' } }] }],
      },
    ],
    ['anthropic', 'responses', 'stop', { messages: [], stop_sequences: ['x'] }],
    ['anthropic', 'openai', 'mcp_servers', { messages: [], mcp_servers: [{}] }],
    ['responses', 'anthropic', 'previous_response_id', { input: 'a', previous_response_id: 'resp_1' }],
    ['responses', 'openai', 'tools[0].type', { input: 'a', tools: [{ type: 'web_search' }] }],
    ['responses', 'openai', 'input[0].type', { input: [{ type: 'item_reference', id: 'a' }] }],
    ['gemini', 'openai', 'tools[0]', { contents: [], tools: [{ googleSearch: {} }] }],
    ['gemini', 'anthropic', 'cachedContent', { contents: [], cachedContent: 'c' }],
    [
      'gemini',
      'openai',
      'contents[0].parts[0]',
      { contents: [{ parts: [{ inlineData: { mimeType: 'video/mp4', data: 'AA' } }] }] },
    ],
  ]
  test.each(refused)('%s to %s: %s', (from, to, field, request) => {
    try {
      translate(from, to, request, models[to])
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(Untranslatable)
      expect((error as Untranslatable).field).toBe(field)
    }
  })

  test('harmless parameters go, but never to the same dialect', () => {
    const request = { model: 'm', messages: [], seed: 1, store: true, metadata: { a: 'b' }, new_thing: { x: 1 } }
    expect(translate('openai', 'anthropic', request, 'claude-sonnet-4-6').body).not.toHaveProperty('new_thing')
    expect(translate('openai', 'openai', request, 'gpt').body).toEqual({ ...request, model: 'gpt' })
  })
})
