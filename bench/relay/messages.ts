import type { Shape } from './cases.ts'

const words = 'the quick brown fox jumps over the lazy dog and counts its steps along the way home '
const text = (bytes: number): string => words.repeat(Math.ceil(bytes / words.length)).slice(0, bytes)

const tool = (n: number) => ({
  type: 'function',
  function: {
    name: `look_up_${n}`,
    description: text(300),
    parameters: {
      type: 'object',
      properties: {
        place: { type: 'string', description: text(90) },
        unit: { type: 'string', enum: ['metric', 'imperial'] },
        days: { type: 'array', items: { type: 'integer', minimum: 0 } },
      },
      required: ['place'],
    },
  },
})

/** A request as the official client writes it: about 1 KB, or 50 KB of a conversation with a dozen tools. */
export function requestBody({ large, stream }: Shape): Buffer {
  const turns = large ? 20 : 1
  const each = large ? 2_050 : 800
  const messages = Array.from({ length: turns }, (_, n) => ({
    role: n % 2 === 0 ? 'user' : 'assistant',
    content: `${n} “quoted” \n${text(each)}`,
  }))
  const tools = large ? { tools: Array.from({ length: 12 }, (_, n) => tool(n)), tool_choice: 'auto' } : {}
  return Buffer.from(
    JSON.stringify({
      model: 'bench',
      messages,
      max_tokens: 500,
      temperature: 0.7,
      ...tools,
      ...(stream && { stream }),
    }),
  )
}

/** What the official client sends besides. */
export const clientHeaders: readonly string[] = [
  'accept: application/json',
  'content-type: application/json',
  'user-agent: OpenAI/JS 6.9.1',
  'x-stainless-lang: js',
  'x-stainless-package-version: 6.9.1',
  'x-stainless-os: Linux',
  'x-stainless-arch: x64',
  'x-stainless-runtime: node',
  'x-stainless-runtime-version: v24.21.0',
  'x-stainless-retry-count: 0',
]

/** What a provider says besides its answer. */
export const answerHeaders: readonly string[] = [
  'date: Sat, 21 Nov 2026 12:00:00 GMT',
  'openai-version: 2020-10-01',
  'openai-processing-ms: 345',
  'x-request-id: req_0123456789abcdef0123456789abcdef',
  'x-ratelimit-limit-requests: 10000',
  'x-ratelimit-limit-tokens: 2000000',
  'x-ratelimit-remaining-requests: 9999',
  'x-ratelimit-remaining-tokens: 1999800',
  'x-ratelimit-reset-requests: 6ms',
  'x-ratelimit-reset-tokens: 6ms',
]

const usage = {
  prompt_tokens: 200,
  completion_tokens: 50,
  total_tokens: 250,
  prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
}

const common = { id: 'chatcmpl-0123456789', created: 1_795_000_000, model: 'bench-model', system_fingerprint: 'fp_1' }

export const answerBody = Buffer.from(
  JSON.stringify({
    ...common,
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: text(500), refusal: null },
        finish_reason: 'stop',
        logprobs: null,
      },
    ],
    usage,
  }),
)

/** Stands in the first event with content. */
export const firstWord = 'first-word'
export const pieces = 50

const event = (choices: unknown[], more: object = {}): string =>
  `data: ${JSON.stringify({ ...common, object: 'chat.completion.chunk', choices, ...more })}\n\n`

/** Fifty pieces of content between a role and an end; with usage where it was asked for. */
export function answerEvents(asksUsage: boolean): string[] {
  const delta = (content: string) => event([{ index: 0, delta: { content }, logprobs: null, finish_reason: null }])
  return [
    event([{ index: 0, delta: { role: 'assistant', content: '' }, logprobs: null, finish_reason: null }]),
    delta(firstWord),
    ...Array.from({ length: pieces - 1 }, (_, n) => delta(` piece ${n}`)),
    event([{ index: 0, delta: {}, logprobs: null, finish_reason: 'stop' }]),
    ...(asksUsage ? [event([], { usage })] : []),
    'data: [DONE]\n\n',
  ]
}
