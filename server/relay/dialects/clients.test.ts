import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'
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

type Call = { readonly id: string | undefined; readonly name: string; readonly input: unknown }
/** What an application gets to see, whichever client it uses. */
type Seen = { text: string; calls: Call[]; stop: string; thought: string; input: number; output: number }

const question = 'How is it there, and how late?'

type Client = (url: string) => { whole(): Promise<Seen>; streamed(): Promise<Seen> }

function openaiSeen(answer: OpenAI.ChatCompletion): Seen {
  const { message, finish_reason: stop } = answer.choices[0]!
  const calls = (message.tool_calls ?? []).map((call) => {
    if (call.type !== 'function') throw new Error('not a function')
    return { id: call.id, name: call.function.name, input: JSON.parse(call.function.arguments) as unknown }
  })
  const details = (message as unknown as { reasoning_details?: { text: string }[] }).reasoning_details ?? []
  return {
    text: message.content ?? '',
    calls,
    stop,
    thought: details.map(({ text }) => text).join(''),
    input: answer.usage!.prompt_tokens,
    output: answer.usage!.completion_tokens,
  }
}

const openaiClient: Client = (url) => {
  const { chat } = new OpenAI({ apiKey: 'vk', baseURL: url })
  const body = { model: 'm', messages: [{ role: 'user' as const, content: question }] }
  return {
    whole: async () => openaiSeen(await chat.completions.create(body)),
    streamed: async () =>
      openaiSeen(
        await chat.completions.stream({ ...body, stream_options: { include_usage: true } }).finalChatCompletion(),
      ),
  }
}

function responsesSeen(answer: OpenAI.Responses.Response): Seen {
  const seen: Seen = {
    text: answer.output_text,
    calls: [],
    stop: answer.status!,
    thought: '',
    input: answer.usage!.input_tokens,
    output: answer.usage!.output_tokens,
  }
  for (const item of answer.output) {
    if (item.type === 'function_call')
      seen.calls.push({ id: item.call_id, name: item.name, input: JSON.parse(item.arguments) as unknown })
    if (item.type === 'reasoning') seen.thought += item.summary.map(({ text }) => text).join('')
  }
  return seen
}

const responsesClient: Client = (url) => {
  const { responses } = new OpenAI({ apiKey: 'vk', baseURL: url })
  const body = { model: 'm', input: question, store: false }
  return {
    whole: async () => responsesSeen(await responses.create(body)),
    streamed: async () => responsesSeen(await responses.stream(body).finalResponse()),
  }
}

function anthropicSeen(answer: Anthropic.Message): Seen {
  const seen: Seen = {
    text: '',
    calls: [],
    stop: answer.stop_reason!,
    thought: '',
    input:
      answer.usage.input_tokens + answer.usage.cache_read_input_tokens! + answer.usage.cache_creation_input_tokens!,
    output: answer.usage.output_tokens,
  }
  for (const block of answer.content) {
    if (block.type === 'text') seen.text += block.text
    if (block.type === 'thinking') seen.thought += block.thinking
    if (block.type === 'tool_use') seen.calls.push({ id: block.id, name: block.name, input: block.input })
  }
  return seen
}

const anthropicClient: Client = (url) => {
  const { messages } = new Anthropic({ apiKey: 'vk', baseURL: url })
  const body = { model: 'm', max_tokens: 100, messages: [{ role: 'user' as const, content: question }] }
  return {
    whole: async () => anthropicSeen(await messages.create(body)),
    streamed: async () => anthropicSeen(await messages.stream(body).finalMessage()),
  }
}

type Generated = Awaited<ReturnType<GoogleGenAI['models']['generateContent']>>

function geminiSeen(answers: readonly Generated[]): Seen {
  const seen: Seen = { text: '', calls: [], stop: '', thought: '', input: 0, output: 0 }
  for (const answer of answers) {
    const candidate = answer.candidates![0]!
    for (const part of candidate.content?.parts ?? []) {
      if (part.thought) seen.thought += part.text ?? ''
      else seen.text += part.text ?? ''
      const call = part.functionCall
      if (call) seen.calls.push({ id: call.id, name: call.name!, input: call.args })
    }
    seen.stop = candidate.finishReason ?? seen.stop
    seen.input = answer.usageMetadata?.promptTokenCount ?? seen.input
    const { candidatesTokenCount = 0, thoughtsTokenCount = 0 } = answer.usageMetadata ?? {}
    seen.output = candidatesTokenCount + thoughtsTokenCount
  }
  return seen
}

const geminiClient: Client = (url) => {
  const { models } = new GoogleGenAI({ apiKey: 'vk', httpOptions: { baseUrl: url } })
  const body = { model: 'm', contents: question }
  return {
    whole: async () => geminiSeen([await models.generateContent(body)]),
    streamed: async () => {
      const answers: Generated[] = []
      for await (const answer of await models.generateContentStream(body)) answers.push(answer)
      return geminiSeen(answers)
    },
  }
}

const clients: Record<Dialect, Client> = {
  openai: openaiClient,
  responses: responsesClient,
  anthropic: anthropicClient,
  gemini: geminiClient,
}
const providers: Record<Dialect, { model: string; whole: unknown; stream: string; ids: boolean; input: number }> = {
  openai: { model: 'gpt-5-mini', whole: openaiAnswer, stream: sse(openaiTools), ids: true, input: 120 },
  responses: {
    model: 'gpt-5-mini',
    whole: responsesAnswer,
    stream: sse(responsesTools, true),
    ids: true,
    input: 120,
  },
  anthropic: {
    model: 'claude-sonnet-4-5',
    whole: anthropicAnswer,
    stream: sse(anthropicTools, true),
    ids: true,
    input: 150,
  },
  gemini: { model: 'gemini-3-pro', whole: geminiAnswer, stream: sse(geminiTools), ids: false, input: 120 },
}
const stops: Record<Dialect, string> = {
  openai: 'tool_calls',
  responses: 'completed',
  anthropic: 'tool_use',
  gemini: 'STOP',
}
const dialects = ['openai', 'responses', 'anthropic', 'gemini'] as const
const ways = dialects.flatMap((client) => dialects.map((provider) => [client, provider] as const))

let playing: Played | undefined
afterEach(() => playing?.close())

describe('official clients, whole and streamed', () => {
  test.each(ways)('%s to %s', async (client, provider) => {
    const given = providers[provider]
    playing = await play(client, provider, given.model, given)
    const asked = clients[client](playing.url)
    for (const seen of [await asked.whole(), await asked.streamed()]) {
      expect(seen).toMatchObject({
        text: 'Grüße, 世界 🌍',
        calls: [
          { name: 'weather', input: { city: 'Zürich', days: 3 } },
          { name: 'time', input: { zone: 'Europe/Zurich' } },
        ],
        stop: stops[client],
        input: given.input,
        output: 48,
      })
      const ids = seen.calls.map(({ id }) => id)
      if (given.ids)
        expect(ids).toEqual(provider === 'anthropic' ? ['toolu_01T1', 'toolu_01T2'] : ['call_a1', 'call_b2'])
      else if (client !== 'gemini') expect(new Set(ids.map((id) => id!.startsWith('call_') && id)).size).toBe(2)
      const thinks =
        provider === 'anthropic' || provider === 'responses' || (provider === 'gemini' && client !== 'openai')
      if (thinks && client !== provider) expect(seen.thought.replaceAll(/\s+/g, ' ')).toBe('Both can be asked at once.')
    }
  })
})
