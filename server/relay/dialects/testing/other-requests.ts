import { type Case, tool, user } from './request-parts.ts'

export const otherRequests: readonly Case[] = [
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
