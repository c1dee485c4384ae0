import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { afterEach, expect, test } from 'vitest'
import { type Played, play } from './testing/provider.ts'
import { anthropicAnswer, anthropicTools, openaiAnswer, openaiTools, sse } from './testing/streams.ts'

let playing: Played | undefined
afterEach(() => playing?.close())

const question = { role: 'user' as const, content: 'How is it there, and how late?' }

test("OpenAI's client and Claude: whole and streamed are the same", async () => {
  playing = await play('openai', 'anthropic', 'claude-sonnet-4-5', {
    whole: anthropicAnswer,
    stream: sse(anthropicTools, true),
  })
  const client = new OpenAI({ apiKey: 'vk', baseURL: playing.url })
  const whole = await client.chat.completions.create({ model: 'claude', messages: [question] })
  const streamed = await client.chat.completions
    .stream({ model: 'claude', messages: [question], stream_options: { include_usage: true } })
    .finalChatCompletion()
  const { message, finish_reason: finish } = streamed.choices[0]!
  expect(finish).toBe('tool_calls')
  expect(message.content).toBe('Grüße, 世界 🌍')
  expect(message.tool_calls).toMatchObject(whole.choices[0]!.message.tool_calls!)
  expect(message.tool_calls?.map((call) => call.id)).toEqual(['toolu_01T1', 'toolu_01T2'])
  expect(JSON.parse((message.tool_calls![0] as { function: { arguments: string } }).function.arguments)).toEqual({
    city: 'Zürich',
    days: 3,
  })
  expect((message as unknown as { reasoning_details: unknown[] }).reasoning_details).toEqual(
    (whole.choices[0]!.message as unknown as { reasoning_details: unknown[] }).reasoning_details,
  )
  expect(streamed.usage).toEqual(whole.usage)
  expect(whole.usage).toMatchObject({ prompt_tokens: 150, completion_tokens: 48 })
})

test("Anthropic's client and GPT: whole and streamed are the same", async () => {
  playing = await play('anthropic', 'openai', 'gpt-5-mini', { whole: openaiAnswer, stream: sse(openaiTools) })
  const client = new Anthropic({ apiKey: 'vk', baseURL: playing.url })
  const ask = { model: 'gpt', max_tokens: 100, messages: [question] }
  const whole = await client.messages.create(ask)
  const streamed = await client.messages.stream(ask).finalMessage()
  expect(streamed.content).toEqual(whole.content)
  expect(streamed.stop_reason).toBe('tool_use')
  expect(whole.content).toMatchObject([
    { type: 'text', text: 'Grüße, 世界 🌍' },
    { type: 'tool_use', id: 'call_a1', name: 'weather', input: { city: 'Zürich', days: 3 } },
    { type: 'tool_use', id: 'call_b2', name: 'time', input: { zone: 'Europe/Zurich' } },
  ])
  expect(whole.usage).toMatchObject({ input_tokens: 56, cache_read_input_tokens: 64, output_tokens: 48 })
  expect(streamed.usage).toMatchObject({ input_tokens: 56, cache_read_input_tokens: 64, output_tokens: 48 })
})
