import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Simulator, serveSimulator } from '../../../tools/simulator/serve.ts'
import { awsBedrock } from '../providers/aws-bedrock.ts'
import type { Target } from '../supply/supply.ts'
import { type PlaneOn, planeOn, target } from './testing/plane-on.ts'

let simulator: Simulator
let plane: PlaneOn
const credential = { region: 'eu-central-1', accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'of-the-provider' }

/** Bedrock as its file has it, at the simulator. */
function bedrock(url: string, faults = ''): Target {
  const { channel, ...rest } = target(url, 'anthropic', faults)
  const model = 'anthropic.claude-sonnet-4-20250514-v1:0'
  return { ...rest, model, channel: { ...channel, provider: awsBedrock, credential: () => credential } }
}

beforeAll(async () => {
  simulator = await serveSimulator({ keep: true })
  const { url } = simulator
  plane = await planeOn(
    new Map([
      ['claude', [bedrock(url)]],
      ['bytes', [bedrock(url, 'split=7')]],
      ['tools', [bedrock(url, 'tools')]],
      ['breaks', [bedrock(url, 'errorAfter=3,pieces=10,length=200')]],
      ['breaks-first', [bedrock(url, 'errorAfter=0'), target(url, 'openai')]],
      ['cut', [bedrock(url, 'dieAfter=3,pieces=10,length=200')]],
      ['limited', [bedrock(url, 'status=429')]],
      // The same error from a provider with events of its own.
      ['breaks-plainly', [target(url, 'anthropic', 'errorAfter=3,pieces=10,length=200')]],
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
const hello = [{ role: 'user' as const, content: 'grüße, 你好 👋' }]
const message = (model: string) =>
  anthropic().messages.stream({ model, max_tokens: 500, messages: hello }).finalMessage()
async function chat(model: string) {
  let text = ''
  for await (const chunk of await openai().chat.completions.create({ model, messages: hello, stream: true }))
    text += chunk.choices[0]?.delta.content ?? ''
  return text
}

test.each(['claude', 'bytes'])('frames reach every client as events: %s', async (model) => {
  const said = await message(model)
  expect(said.content).toMatchObject([{ type: 'text', text: expect.stringContaining('你好 👋') }])
  expect(said.usage.output_tokens).toBeGreaterThan(5)
  expect(await chat(model)).toContain('你好 👋')
  expect(plane.charges.map(({ usage }) => usage.output)).toEqual([said.usage.output_tokens, expect.any(Number)])
  expect(plane.errors).toEqual([])
})

test('the request is the one that Bedrock wants: model in the path, version in the body, signed', async () => {
  await message('claude')
  const [seen] = simulator.seen
  expect(seen?.path).toBe('/model/anthropic.claude-sonnet-4-20250514-v1%3A0/invoke-with-response-stream')
  const body = JSON.parse(seen?.body ?? '') as Record<string, unknown>
  expect(body).toMatchObject({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 500 })
  expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['model', 'stream']))
  expect(seen?.headers.authorization).toContain('/eu-central-1/bedrock/aws4_request')
  expect(JSON.stringify(seen?.headers)).not.toContain('vk-good')
})

test('calls of tools come through frames', async () => {
  const tools = [{ name: 'look', input_schema: { type: 'object' as const, properties: { at: { type: 'string' } } } }]
  const said = await anthropic()
    .messages.stream({ model: 'tools', max_tokens: 500, messages: hello, tools })
    .finalMessage()
  expect(said.stop_reason).toBe('tool_use')
  expect(said.content.at(-1)).toMatchObject({ type: 'tool_use', name: 'look' })
})

test('an exception within the stream is an error event of the client’s dialect, and what came is paid', async () => {
  await expect(message('breaks')).rejects.toThrow('broke down')
  await expect(chat('breaks')).rejects.toThrow('broke down')
  await expect(chat('breaks-plainly')).rejects.toThrow('broke down')
  expect(plane.records.map(({ end }) => end)).toEqual(Array(3).fill('upstream-error'))
  expect(plane.charges).toHaveLength(3)
  for (const { usage } of plane.charges) expect(usage.output).toBeGreaterThan(0)
})

test('a stream that is cut within its frames is broken off', async () => {
  await expect(message('cut')).rejects.toThrow('broke off')
  expect(plane.records.map(({ end }) => end)).toEqual(['upstream-died'])
})

test('an exception before the answer has begun lets another channel take over', async () => {
  expect(await chat('breaks-first')).toContain('你好')
  expect(plane.outcomes.map(({ fault }) => fault)).toEqual(['channel', 'none'])
})

test('an error without a stream keeps its words', async () => {
  await expect(message('limited')).rejects.toMatchObject({ status: 429, message: expect.stringContaining('simulated') })
})
