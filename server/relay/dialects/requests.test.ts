import { describe, expect, test } from 'vitest'
import { openaiRequests } from './testing/openai-requests.ts'
import { otherRequests } from './testing/other-requests.ts'
import { type Json, user } from './testing/request-parts.ts'
import { translate } from './translate.ts'

describe('requests as they are', () => {
  test.each([...openaiRequests, ...otherRequests])('$from to $to: $name', ({ from, to, model, request, body }) => {
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
