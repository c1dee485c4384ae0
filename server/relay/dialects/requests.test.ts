import { describe, expect, test } from 'vitest'
import type { Dialect } from './dialect.ts'
import { translate } from './translate.ts'

type Json = Record<string, unknown>
type Case = { name: string; from: Dialect; to: Dialect; model: string; request: Json; body: Json }

const user = [{ role: 'user', content: 'a' }]
const schema = {
  type: 'object',
  properties: { n: { type: 'integer', minimum: 1 } },
  required: ['n'],
  additionalProperties: false,
}
const fn = { type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } }
const tool = { name: 'f', input_schema: { type: 'object', properties: {} } }
const format = { type: 'json_schema', json_schema: { name: 'x', schema, strict: true } }

const cases: Case[] = [
  {
    name: 'system and developer messages become the system',
    from: 'openai',
    to: 'anthropic',
    model: 'claude-sonnet-4-6',
    request: { messages: [{ role: 'system', content: 's' }, { role: 'developer', content: 'd' }, ...user] },
    body: {
      model: 'claude-sonnet-4-6',
      max_tokens: 32_000,
      system: [
        { type: 'text', text: 's' },
        { type: 'text', text: 'd' },
      ],
      messages: [{ role: 'user', content: [{ type: 'text', text: 'a' }] }],
    },
  },
  {
    name: 'temperature is held to what Anthropic takes',
    from: 'openai',
    to: 'anthropic',
    model: 'claude-sonnet-4-5',
    request: { messages: user, temperature: 1.7, top_p: 0.5, max_tokens: 5 },
    body: { temperature: 1, max_tokens: 5 },
  },
  {
    name: 'stop sequences',
    from: 'openai',
    to: 'anthropic',
    model: 'claude-sonnet-4-5',
    request: { messages: user, stop: 'END' },
    body: { stop_sequences: ['END'] },
  },
  {
    name: 'a format with a schema, its limits in words',
    from: 'openai',
    to: 'anthropic',
    model: 'claude-sonnet-4-5',
    request: { messages: user, response_format: format },
    body: {
      output_config: {
        format: {
          type: 'json_schema',
          schema: {
            type: 'object',
            properties: { n: { type: 'integer', description: '(minimum: 1)' } },
            required: ['n'],
            additionalProperties: false,
          },
        },
      },
    },
  },
  {
    name: 'a format for a model that knows none is asked for',
    from: 'openai',
    to: 'anthropic',
    model: 'claude-3-haiku-20240307',
    request: { messages: user, response_format: { type: 'json_object' } },
    body: { max_tokens: 4096, system: [{ type: 'text', text: expect.stringContaining('one JSON value') as string }] },
  },
  {
    name: 'effort becomes a budget where tokens are asked for',
    from: 'openai',
    to: 'anthropic',
    model: 'claude-sonnet-4-5',
    request: { messages: user, reasoning_effort: 'medium', max_tokens: 20_000, temperature: 0.2 },
    body: { thinking: { type: 'enabled', budget_tokens: 8192 } },
  },
  {
    name: 'and stays below the limit of the answer',
    from: 'openai',
    to: 'anthropic',
    model: 'claude-sonnet-4-5',
    request: { messages: user, reasoning_effort: 'high', max_tokens: 4000 },
    body: { thinking: { type: 'enabled', budget_tokens: 2000 } },
  },
  {
    name: 'effort stays effort where the model decides',
    from: 'openai',
    to: 'anthropic',
    model: 'claude-opus-4-8',
    request: { messages: user, reasoning_effort: 'xhigh', temperature: 0.2 },
    body: { thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'xhigh' } },
  },
  {
    name: 'a forced call, one at a time',
    from: 'openai',
    to: 'anthropic',
    model: 'claude-sonnet-4-5',
    request: {
      messages: user,
      tools: [fn],
      tool_choice: { type: 'function', function: { name: 'f' } },
      parallel_tool_calls: false,
    },
    body: { tools: [tool], tool_choice: { type: 'tool', name: 'f', disable_parallel_tool_use: true } },
  },
  {
    name: 'cache marks that clients of gateways send',
    from: 'openai',
    to: 'anthropic',
    model: 'claude-sonnet-4-5',
    request: {
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'a', cache_control: { type: 'ephemeral', ttl: '1h' } }] },
      ],
    },
    body: {
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'a', cache_control: { type: 'ephemeral', ttl: '1h' } }] },
      ],
    },
  },
  {
    name: 'a PDF',
    from: 'openai',
    to: 'anthropic',
    model: 'claude-sonnet-4-5',
    request: {
      messages: [
        {
          role: 'user',
          content: [{ type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBERg==' } }],
        },
      ],
    },
    body: {
      messages: [
        {
          role: 'user',
          content: [
            {
              type: 'document',
              source: { type: 'base64', media_type: 'application/pdf', data: 'JVBERg==' },
              title: 'a.pdf',
            },
          ],
        },
      ],
    },
  },
  {
    name: 'results stand together and first, ids in a form that Anthropic takes',
    from: 'openai',
    to: 'anthropic',
    model: 'claude-sonnet-4-5',
    request: {
      messages: [
        ...user,
        {
          role: 'assistant',
          tool_calls: [{ id: 'functions.f:0', type: 'function', function: { name: 'f', arguments: '' } }],
        },
        { role: 'tool', tool_call_id: 'functions.f:0', content: 'r' },
        { role: 'user', content: 'b' },
      ],
    },
    body: {
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'a' }] },
        {
          role: 'assistant',
          content: [{ type: 'tool_use', id: expect.stringMatching(/^call_\w+$/) as string, name: 'f', input: {} }],
        },
        {
          role: 'user',
          content: [
            {
              type: 'tool_result',
              tool_use_id: expect.stringMatching(/^call_\w+$/) as string,
              content: [{ type: 'text', text: 'r' }],
            },
            { type: 'text', text: 'b' },
          ],
        },
      ],
    },
  },
  {
    name: 'thinking in tokens becomes effort',
    from: 'anthropic',
    to: 'openai',
    model: 'gpt-5-mini',
    request: { max_tokens: 9000, messages: user, thinking: { type: 'enabled', budget_tokens: 8000 }, temperature: 1 },
    body: { model: 'gpt-5-mini', max_completion_tokens: 9000, reasoning_effort: 'medium', messages: user },
  },
  {
    name: 'a model that does not think is not asked to',
    from: 'anthropic',
    to: 'openai',
    model: 'gpt-4.1',
    request: { max_tokens: 9, messages: user, output_config: { effort: 'high' }, temperature: 0.3, top_k: 4 },
    body: { model: 'gpt-4.1', max_completion_tokens: 9, temperature: 0.3, messages: user },
  },
  {
    name: 'streams ask for usage',
    from: 'anthropic',
    to: 'openai',
    model: 'gpt-4.1',
    request: { max_tokens: 9, messages: user, stream: true },
    body: { stream: true, stream_options: { include_usage: true } },
  },
  {
    name: 'an image that a tool gave follows the results',
    from: 'anthropic',
    to: 'openai',
    model: 'gpt-4.1',
    request: {
      max_tokens: 9,
      messages: [
        { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'f', input: {} }] },
        {
          role: 'user',
          content: [
            {
              type: 'tool_result',
              tool_use_id: 'toolu_1',
              content: [
                { type: 'text', text: 'r' },
                { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA==' } },
              ],
            },
          ],
        },
      ],
    },
    body: {
      messages: [
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'toolu_1', type: 'function', function: { name: 'f', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: 'toolu_1', content: 'r' },
        { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } }] },
      ],
    },
  },
  {
    name: "Gemini's schema in capitals becomes JSON Schema",
    from: 'gemini',
    to: 'openai',
    model: 'gpt-4.1',
    request: {
      contents: [{ parts: [{ text: 'a' }] }],
      system_instruction: { parts: [{ text: 's' }] },
      tools: [
        {
          function_declarations: [
            {
              name: 'f',
              parameters: { type: 'OBJECT', properties: { a: { type: 'STRING', nullable: true, maxLength: '4' } } },
            },
          ],
        },
      ],
      toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['f'] } },
      generationConfig: { maxOutputTokens: 7, stopSequences: ['x'], responseMimeType: 'application/json' },
    },
    body: {
      messages: [{ role: 'system', content: 's' }, ...user],
      tools: [
        {
          type: 'function',
          function: {
            name: 'f',
            parameters: { type: 'object', properties: { a: { type: ['string', 'null'], maxLength: 4 } } },
          },
        },
      ],
      tool_choice: { type: 'function', function: { name: 'f' } },
      max_completion_tokens: 7,
      stop: ['x'],
      response_format: { type: 'json_object' },
    },
  },
  {
    name: 'calls without ids are told apart, and results find theirs',
    from: 'gemini',
    to: 'openai',
    model: 'gpt-4.1',
    request: {
      contents: [
        { role: 'user', parts: [{ text: 'a' }] },
        {
          role: 'model',
          parts: [{ functionCall: { name: 'f', args: { a: 1 } } }, { functionCall: { name: 'f', args: {} } }],
        },
        {
          role: 'user',
          parts: [
            { functionResponse: { name: 'f', response: { output: 'one' } } },
            { functionResponse: { name: 'f', response: { error: 'two' } } },
          ],
        },
      ],
    },
    body: {
      messages: [
        ...user,
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            { id: 'call_0_f', type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
            { id: 'call_1_f', type: 'function', function: { name: 'f', arguments: '{}' } },
          ],
        },
        { role: 'tool', tool_call_id: 'call_0_f', content: 'one' },
        { role: 'tool', tool_call_id: 'call_1_f', content: 'two' },
      ],
    },
  },
  {
    name: 'calls that lost their signature get the placeholder that Gemini 3 asks for',
    from: 'openai',
    to: 'gemini',
    model: 'gemini-3-pro',
    request: {
      messages: [
        ...user,
        {
          role: 'assistant',
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: '{"b":2}' },
      ],
      reasoning_effort: 'high',
      tools: [fn],
      tool_choice: 'required',
      response_format: format,
      seed: 3,
    },
    body: {
      contents: [
        { role: 'user', parts: [{ text: 'a' }] },
        {
          role: 'model',
          parts: [
            {
              functionCall: { id: 'c1', name: 'f', args: { a: 1 } },
              thoughtSignature: 'skip_thought_signature_validator',
            },
          ],
        },
        { role: 'user', parts: [{ functionResponse: { id: 'c1', name: 'f', response: { output: '{"b":2}' } } }] },
      ],
      tools: [{ functionDeclarations: [{ name: 'f', parametersJsonSchema: { type: 'object', properties: {} } }] }],
      toolConfig: { functionCallingConfig: { mode: 'ANY' } },
      generationConfig: {
        seed: 3,
        thinkingConfig: { includeThoughts: true, thinkingLevel: 'HIGH' },
        responseMimeType: 'application/json',
        responseJsonSchema: schema,
      },
    },
  },
  {
    name: 'nothing is kept at OpenAI, so thoughts come sealed',
    from: 'anthropic',
    to: 'responses',
    model: 'gpt-5-mini',
    request: { max_tokens: 900, system: 's', messages: user, thinking: { type: 'adaptive' }, tools: [tool] },
    body: {
      model: 'gpt-5-mini',
      input: [{ role: 'developer', content: 's' }, ...user],
      store: false,
      include: ['reasoning.encrypted_content'],
      reasoning: { summary: 'auto' },
      max_output_tokens: 900,
      tools: [{ type: 'function', name: 'f', parameters: { type: 'object', properties: {} }, strict: false }],
    },
  },
  {
    name: 'tools that may be called are those that the choice leaves',
    from: 'responses',
    to: 'anthropic',
    model: 'claude-sonnet-4-5',
    request: {
      input: 'a',
      instructions: 's',
      tools: [
        { type: 'function', name: 'f', parameters: { type: 'object', properties: {} } },
        { type: 'custom', name: 'g', description: 'd' },
      ],
      tool_choice: { type: 'allowed_tools', mode: 'required', tools: [{ type: 'function', name: 'f' }] },
    },
    body: { system: [{ type: 'text', text: 's' }], tools: [tool], tool_choice: { type: 'any' } },
  },
]

describe('requests as they are', () => {
  test.each(cases)('$from to $to: $name', ({ from, to, model, request, body }) => {
    const written = JSON.parse(JSON.stringify(translate(from, to, request, model).body)) as Json
    expect(written).toMatchObject(body)
  })
})

test('what a model refuses is left out', () => {
  const body = translate(
    'openai',
    'anthropic',
    { messages: user, temperature: 0.5, reasoning_effort: 'none' },
    'claude-opus-5-5',
  ).body
  expect(body).not.toHaveProperty('temperature')
  expect(body).not.toHaveProperty('thinking')
  expect(translate('anthropic', 'openai', { messages: user, temperature: 0.5 }, 'gpt-5').body).not.toHaveProperty(
    'temperature',
  )
})

test('a turn that continues a call without its thoughts does not think', () => {
  const messages = [
    ...user,
    { role: 'assistant', tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{}' } }] },
    { role: 'tool', tool_call_id: 'c1', content: 'r' },
  ]
  const { body } = translate('openai', 'anthropic', { messages, reasoning_effort: 'high' }, 'claude-sonnet-4-5')
  expect(body).not.toHaveProperty('thinking')
})

test('a custom tool of Responses is a function elsewhere, and comes back as what it was', () => {
  const request = { input: 'a', tools: [{ type: 'custom', name: 'patch', description: 'Patches.' }] }
  const translation = translate('responses', 'anthropic', request, 'claude-sonnet-4-5')
  expect(translation.body.tools).toMatchObject([{ name: 'patch', input_schema: { required: ['input'] } }])
  const whole = translation.whole({
    content: [{ type: 'tool_use', id: 'toolu_1', name: 'patch', input: { input: '*** Begin' } }],
    stop_reason: 'tool_use',
  })
  expect(whole).toMatchObject({ output: [{ type: 'custom_tool_call', call_id: 'toolu_1', input: '*** Begin' }] })
})

test('a forced call ends with a call, whatever OpenAI says it ended with', () => {
  const call = { id: 'c1', type: 'function', function: { name: 'f', arguments: '{}' } }
  const answer = { choices: [{ message: { content: null, tool_calls: [call] }, finish_reason: 'stop' }] }
  const { whole } = translate('anthropic', 'openai', { messages: user }, 'gpt-4.1')
  expect(whole(answer)).toMatchObject({ stop_reason: 'tool_use' })
  const plain = { choices: [{ message: { content: 'a' }, finish_reason: 'stop' }] }
  expect(whole(plain)).toMatchObject({ stop_reason: 'end_turn' })
})
