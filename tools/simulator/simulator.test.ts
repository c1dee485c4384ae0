import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Simulator, serveSimulator } from './serve.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await serveSimulator({ keep: true })
})
afterAll(() => simulator.close())

const schema = { type: 'object', properties: { city: { type: 'string' }, days: { type: 'integer' } } } as const
const weather = { city: 'Zürich – “quoted”', days: 7 }
const openai = (how = '') =>
  new OpenAI({ baseURL: `${simulator.url}${how}/v1`, apiKey: 'any', maxRetries: 0, timeout: 20_000 })
const tools = ['weather', 'forecast'].map(
  (name) => ({ type: 'function', function: { name, parameters: schema } }) as const,
)

test('OpenAI chat: whole and streamed, parallel tools, usage, structured output', async () => {
  const messages = [{ role: 'user', content: 'ask weather and forecast' }] as const
  const whole = await openai().chat.completions.create({ model: 'sim-large', messages: [...messages], tools })
  const calls = whole.choices[0]?.message.tool_calls?.map((call) => call.type === 'function' && call.function)
  expect(calls).toEqual([
    { name: 'weather', arguments: JSON.stringify(weather) },
    { name: 'forecast', arguments: JSON.stringify(weather) },
  ])
  const stream = openai('/~split=3').chat.completions.stream({
    model: 'sim-large',
    messages: [...messages],
    tools,
    stream_options: { include_usage: true },
  })
  const final = await stream.finalChatCompletion()
  expect(final.choices[0]?.message.tool_calls).toMatchObject(whole.choices[0]?.message.tool_calls ?? [])
  expect(final.usage).toEqual(whole.usage)
  const format = { type: 'json_schema', json_schema: { name: 'w', schema } } as const
  const json = await openai().chat.completions.create({ model: 'm', messages: [...messages], response_format: format })
  expect(JSON.parse(json.choices[0]?.message.content ?? '')).toEqual(weather)
})

test('OpenAI responses: text, reasoning and tools, streamed as whole', async () => {
  const request = {
    model: 'sim-reasoning',
    input: 'call weather',
    reasoning: { effort: 'low' },
    tools: [{ type: 'function', name: 'weather', parameters: { ...schema }, strict: false }],
  } as const
  const final = await openai()
    .responses.stream({ ...request, tools: [...request.tools] })
    .finalResponse()
  const whole = await openai().responses.create({ ...request, tools: [...request.tools] })
  expect(final.output.map(({ type }) => type)).toEqual(['reasoning', 'function_call'])
  expect(final.output).toMatchObject(whole.output)
  expect((await openai().responses.create({ model: 'm', input: 'ping' })).output_text).toBe('pong')
})

test('Anthropic: thinking with its signature, text, tools, usage', async () => {
  const client = new Anthropic({ baseURL: simulator.url, apiKey: 'any', maxRetries: 0 })
  const request = {
    model: 'sim',
    max_tokens: 5_000,
    thinking: { type: 'enabled', budget_tokens: 1_024 },
    messages: [{ role: 'user', content: 'call weather' }],
    tools: [{ name: 'weather', input_schema: { ...schema, properties: { ...schema.properties } } }],
  } as const
  const given = { ...request, messages: [...request.messages], tools: [...request.tools] }
  const final = await client.messages.stream(given).finalMessage()
  const whole = await client.messages.create(given)
  expect(final.content).toEqual(whole.content)
  expect(final.content.map(({ type }) => type)).toEqual(['thinking', 'tool_use'])
  expect([final.stop_reason, final.usage.output_tokens]).toEqual(['tool_use', whole.usage.output_tokens])
  const counted = await client.messages.countTokens({ model: 'sim', messages: [{ role: 'user', content: 'hello' }] })
  expect(counted.input_tokens).toBeGreaterThan(0)
})

test('Gemini: whole and streamed, function calls', async () => {
  const client = new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl: simulator.url } })
  const request = {
    model: 'sim',
    contents: 'call weather',
    config: { tools: [{ functionDeclarations: [{ name: 'weather', parametersJsonSchema: schema }] }] },
  }
  expect((await client.models.generateContent(request)).functionCalls).toEqual([{ name: 'weather', args: weather }])
  const parts: string[] = []
  for await (const chunk of await client.models.generateContentStream({ model: 'sim', contents: 'grüße' }))
    parts.push(chunk.text ?? '')
  expect(parts.length).toBeGreaterThan(3)
  expect(parts.join('')).toContain('grüße')
})

test('the rest of OpenAI: embeddings, images, speech, transcription, models', async () => {
  const client = openai()
  const { data } = await client.embeddings.create({ model: 'e', input: ['a', 'b'] })
  expect(data.map(({ embedding }) => embedding.length)).toEqual([64, 64])
  expect((await client.images.generate({ model: 'i', prompt: 'a', n: 2 })).data).toHaveLength(2)
  const speech = await client.audio.speech.create({ model: 's', voice: 'alloy', input: 'hello' })
  const file = new File([await speech.arrayBuffer()], 'speech.wav')
  expect((await client.audio.transcriptions.create({ model: 't', file })).text).toContain('transcription')
  expect((await client.models.list()).data.length).toBeGreaterThan(1)
})

test('faults: errors with retry-after, streams that die, end early, or break with words', async () => {
  const stream = async (how: string) => {
    let text = ''
    const chunks = await openai(`/~pieces=10,length=100,${how}`).chat.completions.create({
      model: 'm',
      messages: [{ role: 'user', content: 'x' }],
      stream: true,
    })
    for await (const chunk of chunks) text += chunk.choices[0]?.delta.content ?? ''
    return text
  }
  await expect(stream('status=429,retryAfter=2')).rejects.toMatchObject({ status: 429 })
  await expect(stream('dieAfter=3')).rejects.toThrow()
  await expect(stream('errorAfter=3')).rejects.toThrow('broke down')
  expect(await stream('endAfter=3')).toHaveLength(30)
  expect(await stream('silence=30')).toHaveLength(100)
  await expect(stream('nonsense=3')).rejects.toMatchObject({ status: 400 })
})

test('it sees when a client goes away', async () => {
  const abort = new AbortController()
  const chunks = await openai('/~pieces=1000,length=4000,pace=5').chat.completions.create(
    { model: 'm', messages: [{ role: 'user', content: 'x' }], stream: true },
    { signal: abort.signal },
  )
  for await (const _ of chunks) break
  abort.abort()
  await expect.poll(() => simulator.seen.at(-1)?.gone, { timeout: 20_000 }).toBeGreaterThan(0)
  expect(simulator.seen.at(-1)?.sent).toBeLessThan(900)
})
