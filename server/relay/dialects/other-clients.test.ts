import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { ChatAnthropic } from '@langchain/anthropic'
import { ChatOpenAI } from '@langchain/openai'
import { generateText, jsonSchema, type LanguageModel, streamText, tool } from 'ai'
import { afterEach, describe, expect, test } from 'vitest'
import type { Dialect } from './dialect.ts'
import { type Played, play } from './testing/provider.ts'
import {
  anthropicAnswer,
  anthropicTools,
  geminiAnswer,
  geminiTools,
  openaiAnswer,
  openaiTools,
  responsesAnswer,
  responsesTools,
  sse,
} from './testing/streams.ts'

const providers: Record<Dialect, { model: string; whole: unknown; stream: string }> = {
  openai: { model: 'gpt-4.1', whole: openaiAnswer, stream: sse(openaiTools) },
  responses: { model: 'gpt-5-mini', whole: responsesAnswer, stream: sse(responsesTools, true) },
  anthropic: { model: 'claude-sonnet-4-5', whole: anthropicAnswer, stream: sse(anthropicTools, true) },
  gemini: { model: 'gemini-3-pro', whole: geminiAnswer, stream: sse(geminiTools) },
}

const aiModels: Record<Dialect, (url: string) => LanguageModel> = {
  openai: (url) => createOpenAICompatible({ name: 'relay', apiKey: 'vk', baseURL: url })('m'),
  responses: (url) => createOpenAI({ apiKey: 'vk', baseURL: url })('gpt-5-mini'),
  anthropic: (url) => createAnthropic({ apiKey: 'vk', baseURL: url })('claude-sonnet-4-5'),
  gemini: (url) => createGoogleGenerativeAI({ apiKey: 'vk', baseURL: url })('gemini-3-pro'),
}

const parameters = jsonSchema({ type: 'object', properties: {}, additionalProperties: true })
const tools = {
  weather: tool({ description: 'How it is.', inputSchema: parameters }),
  time: tool({ description: 'How late it is.', inputSchema: parameters }),
}
const prompt = 'How is it there, and how late?'
const called = [
  { toolName: 'weather', input: { city: 'Zürich', days: 3 } },
  { toolName: 'time', input: { zone: 'Europe/Zurich' } },
]

const dialects = ['openai', 'responses', 'anthropic', 'gemini'] as const
const ways = dialects.flatMap((client) =>
  dialects.filter((provider) => provider !== client).map((provider) => [client, provider] as const),
)

let playing: Played | undefined
afterEach(() => playing?.close())

describe('the AI SDK', () => {
  test.each(ways)('%s to %s', async (client, provider) => {
    const given = providers[provider]
    playing = await play(client, provider, given.model, given)
    const model = aiModels[client](playing.url)
    const whole = await generateText({ model, tools, prompt })
    expect(whole.text).toBe('Grüße, 世界 🌍')
    expect(whole.toolCalls).toMatchObject(called)
    const streamed = streamText({ model, tools, prompt })
    expect(await streamed.text).toBe('Grüße, 世界 🌍')
    expect(await streamed.toolCalls).toMatchObject(called)
    expect(await streamed.finishReason).toBe('tool-calls')
  })
})

describe('LangChain', () => {
  const models = {
    openai: (url: string) => new ChatOpenAI({ model: 'm', apiKey: 'vk', configuration: { baseURL: url } }),
    anthropic: (url: string) => new ChatAnthropic({ model: 'claude-sonnet-4-5', apiKey: 'vk', anthropicApiUrl: url }),
  }
  test.each([
    ['openai', 'anthropic'],
    ['openai', 'gemini'],
    ['anthropic', 'openai'],
    ['anthropic', 'gemini'],
  ] as const)('%s to %s', async (client, provider) => {
    const given = providers[provider]
    playing = await play(client, provider, given.model, given)
    const model = models[client](playing.url)
    const whole = await model.invoke(prompt)
    expect(whole.text).toBe('Grüße, 世界 🌍')
    expect(whole.tool_calls).toMatchObject(called.map(({ toolName, input }) => ({ name: toolName, args: input })))
    let text = ''
    for await (const piece of await model.stream(prompt)) text += piece.text
    expect(text).toBe('Grüße, 世界 🌍')
  })
})
