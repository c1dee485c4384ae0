import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Simulator, serveSimulator } from '../../../tools/simulator/serve.ts'
import { type PlaneOn, planeOn, target } from './testing/plane-on.ts'

let simulator: Simulator
let plane: PlaneOn
const patient = { timeout: 20_000 }

beforeAll(async () => {
  simulator = await serveSimulator({ keep: true })
  const { url } = simulator
  plane = await planeOn(
    new Map([
      ['chat', [target(url, 'openai')]],
      ['claude', [target(url, 'anthropic')]],
      ['gem', [target(url, 'gemini')]],
      ['split', [target(url, 'openai', 'split=1')]],
      ['dies', [target(url, 'openai', 'dieAfter=3,pieces=10,length=200')]],
      ['ends', [target(url, 'openai', 'endAfter=3,pieces=10,length=200')]],
      ['breaks', [target(url, 'anthropic', 'errorAfter=3,pieces=10,length=200')]],
      ['falls-back', [target(url, 'openai', 'status=500'), target(url, 'openai', 'dieAfter=0'), target(url, 'openai')]],
      ['falls-over', [target(url, 'openai', 'errorAfter=0'), target(url, 'anthropic')]],
      ['limited', [target(url, 'openai', 'status=429,retryAfter=30')]],
      ['wrong', [target(url, 'openai', 'status=400'), target(url, 'openai')]],
      ['locked', [target(url, 'openai', 'status=401')]],
      ['slow', [target(url, 'openai', 'pace=5,pieces=2000,length=20000')]],
      ['silent', [target(url, 'openai', 'latency=5000', { firstToken: 300 })]],
      ['down', [target('http://127.0.0.1:9', 'openai')]],
    ]),
  )
})
afterAll(async () => {
  await plane.close()
  await simulator.close()
})
beforeEach(() => {
  for (const list of [plane.records, plane.charges, plane.outcomes, plane.errors, simulator.seen]) list.length = 0
})

const openai = () => new OpenAI({ baseURL: `${plane.url}/v1`, apiKey: 'vk-good', maxRetries: 0 })
const anthropic = () => new Anthropic({ baseURL: `${plane.url}/anthropic`, apiKey: 'vk-good', maxRetries: 0 })
const google = () => new GoogleGenAI({ apiKey: 'vk-good', httpOptions: { baseUrl: `${plane.url}/google` } })
const hello = [{ role: 'user' as const, content: 'grüße, 你好 👋' }]
const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(plane.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer vk-good', ...headers },
    body: JSON.stringify(body),
  })
const streamed = async (model: string) => {
  let text = ''
  const chunks = await openai().chat.completions.create({ model, messages: hello, stream: true })
  for await (const chunk of chunks) text += chunk.choices[0]?.delta.content ?? ''
  return text
}

test('the same dialect passes as it came: unknown fields and headers in, the answer out', async () => {
  const answer = await post(
    '/v1/chat/completions',
    { model: 'chat', messages: hello, later: { b: 1e2, a: '☃' } },
    { 'x-own': 'kept', cookie: 'no=1' },
  )
  expect(await answer.json()).toMatchObject({ object: 'chat.completion', model: 'sim-large' })
  const [seen] = simulator.seen
  expect(seen?.body).toContain('"later":{"b":100,"a":"☃"}')
  expect(seen?.headers).toMatchObject({ 'x-own': 'kept', authorization: 'Bearer sk-of-the-provider' })
  expect(seen?.headers.cookie).toBeUndefined()
  expect(Object.fromEntries(answer.headers)).toMatchObject({ 'x-vitrine-attempts': '1', 'x-vitrine-route': 'chat' })
  expect(Number(answer.headers.get('x-vitrine-cost'))).toBeGreaterThan(0)
  expect(plane.charges).toHaveLength(1)
  expect(plane.held.size).toBe(0)
})

test.each(['chat', 'claude', 'gem'])('every client reaches %s, whole and streamed', async (model) => {
  const chat = await openai().chat.completions.create({ model, messages: hello })
  expect(chat.choices[0]?.message.content).toContain('你好 👋')
  expect(await streamed(model)).toContain('你好 👋')
  const message = await anthropic().messages.stream({ model, max_tokens: 500, messages: hello }).finalMessage()
  expect(message.content.map((part) => (part.type === 'text' ? part.text : '')).join('')).toContain('你好 👋')
  expect((await google().models.generateContent({ model, contents: 'grüße 你好 👋' })).text).toContain('你好 👋')
  const response = await openai().responses.stream({ model, input: 'grüße 你好 👋' }).finalResponse()
  expect(response.output_text).toContain('你好 👋')
  expect(plane.charges).toHaveLength(5)
  for (const { usage } of plane.charges) expect(usage.output).toBeGreaterThan(5)
  expect(plane.errors).toEqual([])
})

test('usage is asked for and taken out again where the client did not ask', async () => {
  for (const model of ['chat', 'split']) {
    const answer = await post('/v1/chat/completions', { model, messages: hello, stream: true })
    const text = await answer.text()
    expect(text).toContain('你好')
    expect(text.trimEnd().endsWith('data: [DONE]')).toBe(true)
    expect(text).not.toContain('prompt_tokens')
    const asked = await post('/v1/chat/completions', {
      model,
      messages: hello,
      stream: true,
      stream_options: { include_usage: true },
    })
    expect(await asked.text()).toContain('prompt_tokens')
  }
  expect(plane.charges).toHaveLength(4)
})

test('a stream that dies, or ends without its end, is an error and is paid for what came', async () => {
  await expect(streamed('dies')).rejects.toThrow('broke off')
  await expect(streamed('ends')).rejects.toThrow('broke off')
  const failed = anthropic().messages.stream({ model: 'breaks', max_tokens: 500, messages: hello }).finalMessage()
  await expect(failed).rejects.toThrow('broke down')
  const gemini = google().models.generateContentStream({ model: 'dies', contents: 'x' })
  await expect(
    (async () => {
      for await (const _ of await gemini);
    })(),
  ).rejects.toThrow()
  expect(plane.records.map(({ end }) => end)).toEqual([
    'upstream-died',
    'upstream-died',
    'upstream-error',
    'upstream-died',
  ])
  expect(plane.charges).toHaveLength(4)
})

test('another target takes over until the first content, also across dialects', async () => {
  expect(await streamed('falls-back')).toContain('你好')
  expect(await streamed('falls-over')).toContain('你好')
  expect(plane.outcomes.map(({ fault }) => fault)).toEqual(['channel', 'channel', 'none', 'channel', 'none'])
  expect(plane.charges).toHaveLength(2)
})

test('errors come in the dialect of the client, and only channels are blamed for their own', async () => {
  await expect(openai().chat.completions.create({ model: 'limited', messages: hello })).rejects.toMatchObject({
    status: 429,
  })
  await expect(anthropic().messages.create({ model: 'wrong', max_tokens: 9, messages: hello })).rejects.toBeInstanceOf(
    Anthropic.BadRequestError,
  )
  await expect(openai().chat.completions.create({ model: 'locked', messages: hello })).rejects.toMatchObject({
    status: 502,
    code: 'upstream_credentials',
  })
  await expect(openai().chat.completions.create({ model: 'silent', messages: hello })).rejects.toMatchObject({
    status: 504,
  })
  await expect(openai().chat.completions.create({ model: 'down', messages: hello })).rejects.toMatchObject({
    status: 502,
  })
  await expect(openai().chat.completions.create({ model: 'none', messages: hello })).rejects.toMatchObject({
    status: 404,
    code: 'model_not_found',
  })
  const limited = plane.outcomes.find(({ channel }) => channel.includes('429'))
  expect(limited).toMatchObject({ fault: 'channel', retryAfterMs: 30_000 })
  expect(plane.outcomes.find(({ channel }) => channel.includes('400'))).toMatchObject({ fault: 'client' })
  expect(plane.held.size).toBe(0)
  expect(plane.charges).toEqual([])
})

test('a client that leaves ends the work at the provider, at once, and pays for what it got', async () => {
  const abort = new AbortController()
  const chunks = await openai().chat.completions.create(
    { model: 'slow', messages: hello, stream: true },
    { signal: abort.signal },
  )
  let count = 0
  for await (const _ of chunks) if (++count > 5) break
  const left = Date.now()
  abort.abort()
  await expect.poll(() => simulator.seen[0]?.gone, patient).toBeGreaterThan(0)
  // Both are in this process, whose one thread also runs the client.
  expect((simulator.seen[0]?.gone ?? 0) - left).toBeLessThan(1_000)
  await expect.poll(() => plane.records.map(({ end }) => end), patient).toEqual(['client-gone'])
  expect(plane.charges).toHaveLength(1)
})

test('nothing of the end goes out before the charge is safe', async () => {
  let settle = () => {}
  plane.settling = new Promise((resolve) => {
    settle = resolve
  })
  let text = ''
  const answer = await post('/v1/chat/completions', { model: 'chat', messages: hello, stream: true })
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  let over = false
  const reading = (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read())
      text += decoder.decode(part.value, { stream: true })
    over = true
  })()
  await expect.poll(() => plane.held.size === 1 && text.includes('你好'), patient).toBe(true)
  expect([over, text.includes('[DONE]')]).toEqual([false, false])
  settle()
  await reading
  expect(text).toContain('[DONE]')
})

test('pictures, sound and vectors pass', async () => {
  const client = openai()
  expect((await client.embeddings.create({ model: 'chat', input: 'a' })).data[0]?.embedding).toHaveLength(64)
  expect((await client.images.generate({ model: 'chat', prompt: 'a' })).data).toHaveLength(1)
  const speech = await client.audio.speech.create({ model: 'chat', voice: 'alloy', input: 'hello' })
  const sound = new File([new Uint8Array(await speech.arrayBuffer())], 'a.wav')
  expect((await client.audio.transcriptions.create({ model: 'chat', file: sound })).text).toContain('simulated')
  expect((await client.models.list()).data.map(({ id }) => id)).toEqual(['chat'])
  expect(plane.charges.map(({ usage }) => usage.characters)).toContain(5)
})

test('what is wrong with a request is said', async () => {
  const status = async (path: string, init: RequestInit) => {
    const answer = await fetch(plane.url + path, { method: 'POST', ...init })
    return [answer.status, ((await answer.json()) as { error: { code: unknown } }).error.code]
  }
  const auth = { authorization: 'Bearer vk-good' }
  expect(await status('/v1/chat/completions', { body: '{}' })).toEqual([401, 'missing_api_key'])
  expect(await status('/v1/chat/completions', { headers: { 'x-api-key': 'vk-bad' } })).toEqual([401, 'invalid_api_key'])
  expect(await status('/v1/chat/completions', { headers: auth, body: '{"model":' })).toEqual([400, 'invalid_json'])
  expect(await status('/v1/chat/completions', { headers: auth, body: '{}' })).toEqual([400, 'missing_model'])
  expect(await status('/byok/nothing', { headers: auth, body: '{}' })).toEqual([404, 'not_found'])
  expect((await fetch(`${plane.url}/v1/chat/completions`)).status).toBe(405)
  expect((await fetch(`${plane.url}/v1/reports`, { method: 'POST' })).status).toBe(418)
})
