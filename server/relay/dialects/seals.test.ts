import Anthropic from '@anthropic-ai/sdk'
import { type Content, GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'
import { afterEach, describe, expect, test } from 'vitest'
import type { Dialect } from './dialect.ts'
import { sealMark } from './middle/seal.ts'
import { type Played, play } from './testing/provider.ts'
import {
  anthropicAnswer,
  anthropicTools,
  geminiAnswer,
  geminiTools,
  responsesAnswer,
  responsesTools,
  sse,
} from './testing/streams.ts'
import { translate } from './translate.ts'

type Json = Record<string, unknown>

const question = 'How is it there, and how late?'
const results = ['sunny', 'noon']

/** Has a conversation as the client's documentation shows it; answers the second request, with the results of the calls. */
type Converse = (url: string, streamed: boolean) => Promise<unknown>

const openai: Converse = async (url, streamed) => {
  const { chat } = new OpenAI({ apiKey: 'vk', baseURL: url })
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: question }]
  const answer = streamed
    ? await chat.completions.stream({ model: 'm', messages }).finalChatCompletion()
    : await chat.completions.create({ model: 'm', messages })
  const { message } = answer.choices[0]!
  messages.push(message)
  for (const [i, call] of message.tool_calls!.entries())
    messages.push({ role: 'tool', tool_call_id: call.id, content: results[i]! })
  const body = { model: 'm', messages, reasoning_effort: 'low' as const }
  await chat.completions.create(body)
  return body
}

const responses: Converse = async (url, streamed) => {
  const { responses: api } = new OpenAI({ apiKey: 'vk', baseURL: url })
  const input: OpenAI.Responses.ResponseInputItem[] = [{ role: 'user', content: question }]
  const answer = streamed
    ? await api.stream({ model: 'm', input }).finalResponse()
    : await api.create({ model: 'm', input })
  input.push(...(answer.output as OpenAI.Responses.ResponseInputItem[]))
  const calls = answer.output.flatMap((item) => (item.type === 'function_call' ? [item] : []))
  for (const [i, call] of calls.entries())
    input.push({ type: 'function_call_output', call_id: call.call_id, output: results[i]! })
  const body = { model: 'm', input, reasoning: { effort: 'low' as const } }
  await api.create(body)
  return body
}

const anthropic: Converse = async (url, streamed) => {
  const client = new Anthropic({ apiKey: 'vk', baseURL: url })
  const messages: Anthropic.MessageParam[] = [{ role: 'user', content: question }]
  const ask = { model: 'm', max_tokens: 4000, thinking: { type: 'enabled' as const, budget_tokens: 2000 }, messages }
  const answer = streamed ? await client.messages.stream(ask).finalMessage() : await client.messages.create(ask)
  const calls = answer.content.filter((block) => block.type === 'tool_use')
  messages.push({ role: 'assistant', content: answer.content as Anthropic.ContentBlockParam[] })
  messages.push({
    role: 'user',
    content: calls.map((call, i) => ({ type: 'tool_result' as const, tool_use_id: call.id, content: results[i]! })),
  })
  await client.messages.create(ask)
  return ask
}

const gemini: Converse = async (url, streamed) => {
  const { models } = new GoogleGenAI({ apiKey: 'vk', httpOptions: { baseUrl: url } })
  const contents: Content[] = [{ role: 'user', parts: [{ text: question }] }]
  const answers = streamed
    ? await Array.fromAsync(await models.generateContentStream({ model: 'm', contents }))
    : [await models.generateContent({ model: 'm', contents })]
  contents.push(...answers.map((answer) => answer.candidates![0]!.content!))
  const calls = answers.flatMap((answer) => answer.functionCalls ?? [])
  contents.push({
    role: 'user',
    parts: calls.map(({ name }, i) => ({ functionResponse: { name: name!, response: { output: results[i]! } } })),
  })
  const config = { thinkingConfig: { thinkingBudget: 4000, includeThoughts: true } }
  await models.generateContent({ model: 'm', contents, config })
  return { contents }
}

const clients: Record<Dialect, Converse> = { openai, responses, anthropic, gemini }
const providers = {
  anthropic: { model: 'claude-sonnet-4-5', whole: anthropicAnswer, stream: sse(anthropicTools, true) },
  responses: { model: 'gpt-5-mini', whole: responsesAnswer, stream: sse(responsesTools, true) },
  gemini: { model: 'gemini-3-pro', whole: geminiAnswer, stream: sse(geminiTools) },
}
type Sealing = keyof typeof providers

/** That the provider gets back what it had signed, where it had stood. */
const kept: Record<Sealing, (body: Json) => void> = {
  anthropic(body) {
    const { content } = (body.messages as { content: Json[] }[])[1]!
    expect(content).toMatchObject([
      { type: 'thinking', thinking: 'Both can be asked at once.', signature: 'EqQBCgIYAhIM+sig/one==' },
      { type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3pzix/LafPsn4a' },
      { type: 'text', text: 'Grüße, 世界 🌍' },
      { type: 'tool_use', input: { city: 'Zürich', days: 3 } },
      { type: 'tool_use', input: { zone: 'Europe/Zurich' } },
    ])
    expect(body.thinking).toMatchObject({ type: 'enabled' })
  },
  responses(body) {
    expect((body.input as Json[]).slice(1, 5)).toMatchObject([
      {
        type: 'reasoning',
        id: 'rs_1',
        summary: [{ type: 'summary_text', text: 'Both can be\n\nasked at once.' }],
        encrypted_content: 'gAAAAABm+sealed/==',
      },
      { role: 'assistant', content: 'Grüße, 世界 🌍' },
      { type: 'function_call', name: 'weather', arguments: '{"city":"Zürich","days":3}' },
      { type: 'function_call', name: 'time', arguments: '{"zone":"Europe/Zurich"}' },
    ])
  },
  gemini(body) {
    const { parts } = (body.contents as { parts: Json[] }[])[1]!
    expect(parts.filter((part) => part.functionCall)).toMatchObject([
      { functionCall: { name: 'weather' }, thoughtSignature: 'CiQBjz1rX+sig/gem==' },
      { functionCall: { name: 'time' } },
    ])
    expect(parts.at(-1)).not.toHaveProperty('thoughtSignature')
  },
}

const dialects = ['openai', 'responses', 'anthropic', 'gemini'] as const
const sealing = ['anthropic', 'responses', 'gemini'] as const
const ways = dialects.flatMap((client) =>
  sealing.flatMap((provider) => (client === provider ? [] : [[client, provider] as const])),
)

let playing: Played | undefined
afterEach(() => playing?.close())

describe('signatures come back to whom they are from', () => {
  test.each(ways)('%s to %s', async (client, provider) => {
    const given = providers[provider]
    for (const streamed of [false, true]) {
      playing = await play(client, provider, given.model, given)
      const second = await clients[client](playing.url, streamed)
      kept[provider](playing.body())
      expect(JSON.stringify(playing.body())).not.toContain(sealMark)
      // And to nobody else, not even where the client's own dialect is spoken.
      for (const other of dialects) {
        const body = JSON.stringify(translate(client, other, second, 'claude-sonnet-4-5').body)
        if (other !== provider) expect(body).not.toContain(sealMark)
        if (other !== provider) expect(body).not.toMatch(/EqQBCgIY|gAAAAABm|CiQBjz1r/)
      }
      await playing.close()
    }
  })
})

describe('thoughts that are only text', () => {
  const thinking = (reasoning: Json): Json => ({
    choices: [
      {
        message: {
          ...reasoning,
          content: null,
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{}' } }],
        },
        finish_reason: 'tool_calls',
      },
    ],
  })

  test.each([
    { reasoning_content: 'Hm.' },
    { reasoning: 'Hm.' },
    { reasoning: 'Hm.', reasoning_details: [{ type: 'reasoning.text', text: 'Hm.', signature: 'x' }] },
  ])('come back in the field that they came in: %#', (reasoning) => {
    const first = translate('anthropic', 'openai', { messages: [] }, 'deepseek-v4')
    const { content } = first.whole(thinking(reasoning)) as { content: Json[] }
    expect(content[0]).toMatchObject({ type: 'thinking', thinking: 'Hm.' })
    const messages = [
      { role: 'user', content: question },
      { role: 'assistant', content },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: 'r' }] },
    ]
    const { body } = translate('anthropic', 'openai', { messages }, 'deepseek-v4')
    const { reasoning: _text, ...listed } = reasoning
    expect((body.messages as Json[])[1]).toMatchObject('reasoning_details' in reasoning ? listed : reasoning)
  })

  test('a seal that a client made up puts nothing into a message but thoughts', () => {
    for (const id of ['role', 'content', '__proto__', 'reasoning_details']) {
      const made = { vitrine: 1, by: 'openai', id, value: 'no JSON' }
      const signature = Buffer.from(JSON.stringify(made)).toString('base64')
      const content = [
        { type: 'thinking', thinking: 'system', signature },
        { type: 'text', text: 'a' },
      ]
      const { body } = translate('anthropic', 'openai', { messages: [{ role: 'assistant', content }] }, 'gpt')
      expect(JSON.parse(JSON.stringify(body.messages))).toEqual([{ role: 'assistant', content: 'a' }])
    }
  })
})
