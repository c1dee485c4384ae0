import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { serveSimulator } from '../../../tools/simulator/serve.ts'
import { atEnd } from '../../testing/cleanup.ts'
import { awsBedrock } from '../providers/aws-bedrock.ts'
import type { Provider } from '../providers/provider.ts'
import type { Target } from '../supply/supply.ts'
import { type PlaneOn, planeOn, target } from './testing/plane-on.ts'

/** The price of `planeOn`. */
const [input, output] = [1_000n, 2_000n]
const pictures = 2_000
const patient = { timeout: 60_000 }

const of = (url: string, dialect: Provider['dialect'], model: string): Target => ({ ...target(url, dialect), model })

function bedrock(url: string): Target {
  const { channel, ...rest } = target(url, 'anthropic')
  const credential = () => ({ region: 'eu-central-1', accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' })
  const model = 'anthropic.claude-3-haiku-20240307-v1:0'
  return { ...rest, model, channel: { ...channel, provider: awsBedrock, credential } }
}

const asked: Record<string, (body: object) => [path: string, body: object]> = {
  chat: (more) => ['/v1/chat/completions', { messages: [{ role: 'user', content: 'hello' }], ...more }],
  responses: (more) => ['/v1/responses', { input: 'hello', ...more }],
  gemini: (more) => [
    '/google/v1beta/models/MODEL:generateContent',
    { contents: [{ parts: [{ text: 'hi' }] }], ...more },
  ],
}

async function post(plane: PlaneOn, client: string, model: string, more: object = {}) {
  const [path, body] = asked[client]?.(more) ?? ['', {}]
  const text = JSON.stringify(client === 'gemini' ? body : { model, ...body })
  const headers = { authorization: 'Bearer vk-good', 'content-type': 'application/json' }
  const answer = await fetch(plane.url + path.replace('MODEL', model), { method: 'POST', headers, body: text })
  return { bytes: Buffer.byteLength(text), answer: await answer.json(), status: answer.status }
}

/** By whatever name a provider is asked for a limit. */
function limitIn(body: string): number | undefined {
  const { max_tokens, max_completion_tokens, max_output_tokens, generationConfig } = JSON.parse(body)
  return max_tokens ?? max_completion_tokens ?? max_output_tokens ?? generationConfig?.maxOutputTokens
}

test('what is held is what the provider is asked for, where the client sets no limit', patient, async () => {
  const simulator = await serveSimulator({ keep: true })
  const { url } = simulator
  const plane = await planeOn(
    new Map([
      ['sonnet', [of(url, 'anthropic', 'claude-sonnet-4-5')]],
      ['haiku', [of(url, 'anthropic', 'claude-3-5-haiku-latest')]],
      ['bedrock', [bedrock(url)]],
      ['gpt', [of(url, 'openai', 'gpt-5.1')]],
      ['gem', [of(url, 'gemini', 'gemini-2.5-pro')]],
    ]),
  )
  atEnd(async () => void (await Promise.all([plane.close(), simulator.close()])))
  const limits: Record<string, number> = { sonnet: 32_000, haiku: 8_192, bedrock: 4_096, gpt: 32_000, gem: 32_000 }
  for (const client of Object.keys(asked))
    for (const [model, limit] of Object.entries(limits)) {
      simulator.seen.length = 0
      plane.amounts.clear()
      const { bytes, status } = await post(plane, client, model, client === 'gemini' ? { generation_config: {} } : {})
      expect([status, limitIn(simulator.seen[0]?.body ?? '')], `${client} to ${model}`).toEqual([200, limit])
      expect([...plane.amounts.values()]).toEqual([BigInt(bytes + pictures) * input + BigInt(limit) * output])
    }
})

test('what the client says goes on as it was said; a model that stays within what is held is told nothing', async () => {
  const simulator = await serveSimulator({ keep: true })
  const plane = await planeOn(
    new Map([
      ['gpt', [of(simulator.url, 'openai', 'gpt-5')]],
      ['small', [of(simulator.url, 'openai', 'gpt-4o')]],
    ]),
  )
  atEnd(async () => void (await Promise.all([plane.close(), simulator.close()])))
  await post(plane, 'chat', 'gpt', { max_completion_tokens: 77 })
  await post(plane, 'chat', 'small')
  expect(simulator.seen.map(({ body }) => limitIn(body))).toEqual([77, undefined])
  expect([...plane.amounts.values()].map((amount) => amount > 60_000_000n)).toEqual([false, true])
})

test('no answer costs more than was held for it, whatever a provider counts', patient, async () => {
  let usage = {}
  const server = createServer((request, response) => {
    request.resume()
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ id: 'x', object: 'chat.completion', model: 'm', choices: [], usage }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const plane = await planeOn(new Map([['m', [of(url, 'openai', 'gpt-5')]]]))
  atEnd(async () => {
    await plane.close()
    server.close()
  })
  const counts = fc.record({
    prompt_tokens: fc.nat({ max: 10_000_000 }),
    completion_tokens: fc.nat({ max: 10_000_000 }),
    limit: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: undefined }),
    n: fc.integer({ min: 1, max: 4 }),
  })
  await fc.assert(
    fc.asyncProperty(counts, async ({ limit, n, ...told }) => {
      usage = told
      plane.amounts.clear()
      plane.charges.length = 0
      const { bytes } = await post(plane, 'chat', 'm', { max_tokens: limit, n })
      const [held = 0n] = plane.amounts.values()
      const [charge] = plane.charges
      const due = BigInt(told.prompt_tokens) * input + BigInt(told.completion_tokens) * output
      expect(charge?.cost ?? 0n).toBe(due < held ? due : held)
      // Within what was asked for, all of it is charged.
      const isWithin = told.prompt_tokens <= bytes && told.completion_tokens <= (limit ?? 32_000) * n
      if (isWithin) expect(charge?.cost ?? 0n).toBe(due)
    }),
    { numRuns: 60 },
  )
})
