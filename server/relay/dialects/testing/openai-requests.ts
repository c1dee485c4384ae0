import { expect } from 'vitest'
import { type Case, fn, format, schema, tool, user } from './request-parts.ts'

export const openaiRequests: readonly Case[] = [
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
]
