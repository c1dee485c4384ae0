/** Streams and answers as the providers send them, shaped after the types of their clients. */

type Json = Record<string, unknown>

export const sse = (events: readonly (Json | string)[], named = false): string =>
  events
    .map((event) => {
      const data = typeof event === 'string' ? event : JSON.stringify(event)
      const name = named && typeof event !== 'string' ? `event: ${String(event.type)}\n` : ''
      return `${name}data: ${data}\n\n`
    })
    .join('')

const chunk = (delta: Json, finish: string | null = null): Json => ({
  id: 'chatcmpl-B1',
  object: 'chat.completion.chunk',
  created: 1_760_000_000,
  model: 'gpt-5-mini-2025-08-07',
  service_tier: 'default',
  system_fingerprint: null,
  choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
  usage: null,
})

export const openaiUsage = {
  prompt_tokens: 120,
  completion_tokens: 48,
  total_tokens: 168,
  prompt_tokens_details: { cached_tokens: 64, audio_tokens: 0 },
  completion_tokens_details: {
    reasoning_tokens: 16,
    audio_tokens: 0,
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
  },
}

export const openaiTools = [
  chunk({ role: 'assistant', content: '', refusal: null }),
  chunk({ content: 'Grüße, ' }),
  chunk({ content: '世界 🌍' }),
  chunk({ tool_calls: [{ index: 0, id: 'call_a1', type: 'function', function: { name: 'weather', arguments: '' } }] }),
  chunk({ tool_calls: [{ index: 0, function: { arguments: '{"city":"Zü' } }] }),
  chunk({ tool_calls: [{ index: 0, function: { arguments: 'rich","days":3}' } }] }),
  chunk({ tool_calls: [{ index: 1, id: 'call_b2', type: 'function', function: { name: 'time', arguments: '' } }] }),
  chunk({ tool_calls: [{ index: 1, function: { arguments: '{"zone":"Europe/' } }] }),
  chunk({ tool_calls: [{ index: 1, function: { arguments: 'Zurich"}' } }] }),
  chunk({}, 'tool_calls'),
  { ...chunk({}), choices: [], usage: openaiUsage },
  '[DONE]',
]

export const openaiAnswer = {
  id: 'chatcmpl-B1',
  object: 'chat.completion',
  created: 1_760_000_000,
  model: 'gpt-5-mini-2025-08-07',
  choices: [
    {
      index: 0,
      message: {
        role: 'assistant',
        content: 'Grüße, 世界 🌍',
        refusal: null,
        annotations: [],
        tool_calls: [
          { id: 'call_a1', type: 'function', function: { name: 'weather', arguments: '{"city":"Zürich","days":3}' } },
          { id: 'call_b2', type: 'function', function: { name: 'time', arguments: '{"zone":"Europe/Zurich"}' } },
        ],
      },
      logprobs: null,
      finish_reason: 'tool_calls',
    },
  ],
  usage: openaiUsage,
  service_tier: 'default',
}

export const anthropicUsage = {
  cache_creation: { ephemeral_5m_input_tokens: 20, ephemeral_1h_input_tokens: 10 },
  cache_creation_input_tokens: 30,
  cache_read_input_tokens: 64,
  inference_geo: null,
  input_tokens: 56,
  output_tokens: 48,
  output_tokens_details: { thinking_tokens: 16 },
  server_tool_use: null,
  service_tier: 'standard',
  speed: null,
}

const message = {
  id: 'msg_01A',
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-4-5-20250929',
  container: null,
  diagnostics: null,
}

export const anthropicContent = [
  { type: 'thinking', thinking: 'Both can be asked at once.', signature: 'EqQBCgIYAhIM+sig/one==' },
  { type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3pzix/LafPsn4a' },
  { type: 'text', text: 'Grüße, 世界 🌍', citations: null },
  {
    type: 'tool_use',
    id: 'toolu_01T1',
    name: 'weather',
    input: { city: 'Zürich', days: 3 },
    caller: { type: 'direct' },
  },
  { type: 'tool_use', id: 'toolu_01T2', name: 'time', input: { zone: 'Europe/Zurich' }, caller: { type: 'direct' } },
]

export const anthropicAnswer = {
  ...message,
  content: anthropicContent,
  stop_reason: 'tool_use',
  stop_sequence: null,
  stop_details: null,
  usage: anthropicUsage,
}

const start = (index: number, block: Json): Json => ({ type: 'content_block_start', index, content_block: block })
const delta = (index: number, of: Json): Json => ({ type: 'content_block_delta', index, delta: of })
const stop = (index: number): Json => ({ type: 'content_block_stop', index })

export const anthropicTools = [
  {
    type: 'message_start',
    message: {
      ...message,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { ...anthropicUsage, output_tokens: 1, output_tokens_details: null },
    },
  },
  start(0, { type: 'thinking', thinking: '', signature: '' }),
  { type: 'ping' },
  delta(0, { type: 'thinking_delta', thinking: 'Both can be ' }),
  delta(0, { type: 'thinking_delta', thinking: 'asked at once.' }),
  delta(0, { type: 'signature_delta', signature: 'EqQBCgIYAhIM+sig/one==' }),
  stop(0),
  start(1, { type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3pzix/LafPsn4a' }),
  stop(1),
  start(2, { type: 'text', text: '', citations: null }),
  delta(2, { type: 'text_delta', text: 'Grüße, ' }),
  delta(2, { type: 'text_delta', text: '世界 🌍' }),
  stop(2),
  start(3, { type: 'tool_use', id: 'toolu_01T1', name: 'weather', input: {}, caller: { type: 'direct' } }),
  delta(3, { type: 'input_json_delta', partial_json: '' }),
  delta(3, { type: 'input_json_delta', partial_json: '{"city":"Zü' }),
  delta(3, { type: 'input_json_delta', partial_json: 'rich","days":3}' }),
  stop(3),
  start(4, { type: 'tool_use', id: 'toolu_01T2', name: 'time', input: {}, caller: { type: 'direct' } }),
  delta(4, { type: 'input_json_delta', partial_json: '{"zone":"Europe/Zurich"}' }),
  stop(4),
  {
    type: 'message_delta',
    delta: { stop_reason: 'tool_use', stop_sequence: null, stop_details: null, container: null },
    usage: {
      input_tokens: 56,
      cache_creation_input_tokens: 30,
      cache_read_input_tokens: 64,
      output_tokens: 48,
      output_tokens_details: { thinking_tokens: 16 },
      server_tool_use: null,
    },
  },
  { type: 'message_stop' },
]

export const responsesUsage = {
  input_tokens: 120,
  input_tokens_details: { cached_tokens: 64, cache_write_tokens: 0 },
  output_tokens: 48,
  output_tokens_details: { reasoning_tokens: 16 },
  total_tokens: 168,
}

const item = (id: string, of: Json): Json => ({ id, ...of })
const reasoningItem = item('rs_1', {
  type: 'reasoning',
  summary: [
    { type: 'summary_text', text: 'Both can be' },
    { type: 'summary_text', text: 'asked at once.' },
  ],
  encrypted_content: 'gAAAAABm+sealed/==',
})
const messageItem = item('msg_1', {
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text: 'Grüße, 世界 🌍', annotations: [], logprobs: [] }],
})
const weatherItem = item('fc_1', {
  type: 'function_call',
  status: 'completed',
  call_id: 'call_a1',
  name: 'weather',
  arguments: '{"city":"Zürich","days":3}',
})
const timeItem = item('fc_2', {
  type: 'function_call',
  status: 'completed',
  call_id: 'call_b2',
  name: 'time',
  arguments: '{"zone":"Europe/Zurich"}',
})

const response = (status: string, output: Json[], usage: Json | null): Json => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1_760_000_000,
  status,
  error: null,
  incomplete_details: null,
  instructions: null,
  metadata: {},
  model: 'gpt-5-mini-2025-08-07',
  output,
  parallel_tool_calls: true,
  temperature: 1,
  tool_choice: 'auto',
  tools: [],
  top_p: 1,
  usage,
})

export const responsesAnswer = response(
  'completed',
  [reasoningItem, messageItem, weatherItem, timeItem],
  responsesUsage,
)

const textPart = (text: string): Json => ({ type: 'output_text', text, annotations: [], logprobs: [] })
const of = (type: string, more: Json): Json => ({ type: `response.${type}`, ...more })
const summary = (index: number, text: string): Json[] => [
  of('reasoning_summary_part.added', {
    item_id: 'rs_1',
    output_index: 0,
    summary_index: index,
    part: { type: 'summary_text', text: '' },
  }),
  of('reasoning_summary_text.delta', { item_id: 'rs_1', output_index: 0, summary_index: index, delta: text }),
  of('reasoning_summary_text.done', { item_id: 'rs_1', output_index: 0, summary_index: index, text }),
  of('reasoning_summary_part.done', {
    item_id: 'rs_1',
    output_index: 0,
    summary_index: index,
    part: { type: 'summary_text', text },
  }),
]
const call = (index: number, whole: Json, deltas: string[]): Json[] => [
  of('output_item.added', { output_index: index, item: { ...whole, status: 'in_progress', arguments: '' } }),
  ...deltas.map((delta) => of('function_call_arguments.delta', { item_id: whole.id, output_index: index, delta })),
  of('function_call_arguments.done', { item_id: whole.id, output_index: index, arguments: whole.arguments }),
  of('output_item.done', { output_index: index, item: whole }),
]

export const responsesTools = [
  of('created', { response: response('in_progress', [], null) }),
  of('in_progress', { response: response('in_progress', [], null) }),
  of('output_item.added', { output_index: 0, item: { id: 'rs_1', type: 'reasoning', summary: [] } }),
  ...summary(0, 'Both can be'),
  ...summary(1, 'asked at once.'),
  of('output_item.done', { output_index: 0, item: reasoningItem }),
  of('output_item.added', { output_index: 1, item: { ...messageItem, status: 'in_progress', content: [] } }),
  of('content_part.added', { item_id: 'msg_1', output_index: 1, content_index: 0, part: textPart('') }),
  of('output_text.delta', { item_id: 'msg_1', output_index: 1, content_index: 0, delta: 'Grüße, ' }),
  of('output_text.delta', { item_id: 'msg_1', output_index: 1, content_index: 0, delta: '世界 🌍' }),
  of('output_text.done', { item_id: 'msg_1', output_index: 1, content_index: 0, text: 'Grüße, 世界 🌍' }),
  of('content_part.done', { item_id: 'msg_1', output_index: 1, content_index: 0, part: textPart('Grüße, 世界 🌍') }),
  of('output_item.done', { output_index: 1, item: messageItem }),
  ...call(2, weatherItem, ['{"city":"Zü', 'rich","days":3}']),
  ...call(3, timeItem, ['{"zone":"Europe/Zurich"}']),
  of('completed', { response: responsesAnswer }),
].map((event, sequence) => Object.assign(event, { sequence_number: sequence }))

export const geminiUsage = {
  promptTokenCount: 120,
  candidatesTokenCount: 32,
  thoughtsTokenCount: 16,
  totalTokenCount: 168,
  cachedContentTokenCount: 64,
  promptTokensDetails: [{ modality: 'TEXT', tokenCount: 120 }],
}

const thought = { text: 'Both can be asked at once.', thought: true }
const weatherCall = {
  functionCall: { name: 'weather', args: { city: 'Zürich', days: 3 } },
  thoughtSignature: 'CiQBjz1rX+sig/gem==',
}
const timeCall = { functionCall: { name: 'time', args: { zone: 'Europe/Zurich' } } }

const candidate = (parts: Json[], more: Json = {}): Json => ({
  candidates: [{ content: { parts, role: 'model' }, index: 0, ...more }],
  usageMetadata: geminiUsage,
  modelVersion: 'gemini-3-pro-preview',
  responseId: 'aBcD',
})

export const geminiAnswer = candidate([thought, { text: 'Grüße, 世界 🌍' }, weatherCall, timeCall], {
  finishReason: 'STOP',
})

export const geminiTools = [
  candidate([{ text: 'Both can be ', thought: true }]),
  candidate([{ text: 'asked at once.', thought: true }]),
  candidate([{ text: 'Grüße, ' }]),
  candidate([{ text: '世界 🌍' }]),
  candidate([weatherCall, timeCall]),
  candidate([{ text: '' }], { finishReason: 'STOP' }),
]
