import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Simulator, serveSimulator } from '../../../tools/simulator/serve.ts'
import { type PlaneOn, planeOn, target } from '../plane/testing/plane-on.ts'
import type { Target } from '../supply/supply.ts'

/**
 * Requests of the shapes that coding agents send: long instructions, a dozen tools, some of them in groups, calls and their
 * results in the history. Each reaches providers of every dialect.
 */
let simulator: Simulator
let plane: PlaneOn
const dialects = ['openai', 'anthropic', 'gemini', 'responses'] as const

beforeAll(async () => {
  simulator = await serveSimulator({ keep: true })
  plane = await planeOn(new Map(dialects.map((dialect) => [dialect, [only(dialect)]])))
})
afterAll(async () => {
  await plane.close()
  await simulator.close()
})

/** One that speaks nothing besides, so that everything is translated for it. */
function only(dialect: (typeof dialects)[number]): Target {
  const { channel, ...rest } = target(simulator.url, dialect)
  const { responses: _, ...paths } = channel.provider.paths
  const provider = dialect === 'openai' ? { ...channel.provider, paths } : channel.provider
  return { ...rest, channel: { ...channel, provider } }
}

const long = 'Work in small steps, and say what you changed and why. '.repeat(800)
const schema = (n: number) => ({
  type: 'object',
  properties: {
    path: { type: 'string', description: 'Which file.' },
    edits: { type: 'array', items: { type: 'object', properties: { line: { type: 'integer' } } } },
    mode: { type: 'string', enum: ['read', 'write'] },
    [`extra_${n}`]: { type: ['string', 'null'] },
  },
  required: ['path'],
  additionalProperties: false,
})
const names = ['shell', 'edit', 'read', 'search', 'plan', 'fetch', 'list', 'move', 'remove', 'test', 'build', 'ask']
const headers = { authorization: 'Bearer vk-good', 'content-type': 'application/json' }
const post = async (path: string, body: object) =>
  fetch(plane.url + path, { method: 'POST', headers, body: JSON.stringify(body) })

/** The last data of each kind of event. */
async function events(answer: Response): Promise<Record<string, unknown>[]> {
  expect(answer.status).toBe(200)
  const lines = (await answer.text()).split('\n').filter((line) => line.startsWith('data: {'))
  return lines.map((line) => JSON.parse(line.slice(6)) as Record<string, unknown>)
}

const grouped = (model: string, input: unknown[]) => ({
  model,
  stream: true,
  store: false,
  include: ['reasoning.encrypted_content'],
  parallel_tool_calls: true,
  tool_choice: 'auto',
  prompt_cache_key: 'a-thread',
  client_metadata: { thread: 'a-thread' },
  tools: [
    ...names.map((name, n) => ({
      type: 'function',
      name,
      description: long.slice(0, 300),
      strict: false,
      parameters: schema(n),
    })),
    {
      type: 'namespace',
      name: 'crew',
      description: 'Others who work along.',
      tools: [{ type: 'function', name: 'hire_helper', strict: false, parameters: schema(0) }],
    },
  ],
  input: [
    { type: 'message', role: 'developer', content: [{ type: 'input_text', text: long }] },
    { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Please begin.' }] },
    ...input,
  ],
})

test.each(dialects.slice(0, 3))(
  'tools in groups, to %s: called by the name that the client knows, and answered',
  async (model) => {
    const asks = { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'now hire_helper' }] }
    const first = await events(
      await post(
        '/v1/responses',
        grouped(model, [{ ...asks, content: [{ type: 'input_text', text: 'crew__hire_helper now' }] }]),
      ),
    )
    const done = first.find(({ type }) => type === 'response.output_item.done')
    expect(done?.item).toMatchObject({ type: 'function_call', namespace: 'crew', name: 'hire_helper' })
    expect(first.at(-1)).toMatchObject({ type: 'response.completed' })
    const call = done?.item as { call_id: string }
    const result = { type: 'function_call_output', call_id: call.call_id, output: 'helper 7 is here' }
    const second = await events(await post('/v1/responses', grouped(model, [asks, call, result])))
    expect(JSON.stringify(second.at(-1))).toContain('helper 7 is here')
    const { body } = simulator.seen.at(-1) ?? { body: '' }
    expect(body.length).toBeGreaterThan(50_000)
    expect(body).toContain('crew__hire_helper')
    expect(body).not.toContain('"namespace"')
  },
)

test.each(dialects.slice(0, 3))('a messages request with cached blocks and a dozen tools, to %s', async (model) => {
  const cache_control = { type: 'ephemeral' }
  const request = (text: string, history: unknown[] = []) => ({
    model,
    max_tokens: 32_000,
    stream: true,
    metadata: { user_id: 'a-device' },
    system: [{ type: 'text', text: long, cache_control }],
    tools: names.map((name, n) => ({ name: `${name}_file`, description: long.slice(0, 300), input_schema: schema(n) })),
    messages: [{ role: 'user', content: [{ type: 'text', text, cache_control }] }, ...history],
  })
  const first = await events(await post('/anthropic/v1/messages?beta=true', request('read_file and edit_file')))
  const calls = first.flatMap(({ content_block: block }) =>
    block ? [block as { type: string; id: string; name: string }] : [],
  )
  expect(calls.map(({ type, name }) => [type, name])).toEqual([
    ['tool_use', 'edit_file'],
    ['tool_use', 'read_file'],
  ])
  const history = [
    { role: 'assistant', content: calls.map((call) => ({ ...call, input: { path: 'a.ts' } })) },
    {
      role: 'user',
      content: calls.map(({ id, name }) => ({ type: 'tool_result', tool_use_id: id, content: `${name} did it` })),
    },
  ]
  const second = await events(await post('/anthropic/v1/messages', request('read_file and edit_file', history)))
  const text = second.flatMap(({ delta }) => (delta as { text?: string } | undefined)?.text ?? []).join('')
  expect(text).toContain('edit_file did it')
  expect(text).toContain('read_file did it')
})
