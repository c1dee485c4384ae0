import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { serveSimulator } from '../../../tools/simulator/serve.ts'
import { bookPayment } from '../../billing/index.ts'
import type { Context } from '../../context.ts'
import { makePartitions } from '../../platform/db/partitions.ts'
import type { Ephemeral } from '../../platform/ephemeral/port.ts'
import { createLog } from '../../platform/log/create-log.ts'
import { logFields } from '../../platform/log-fields.ts'
import { atEnd } from '../../testing/cleanup.ts'
import { testConfig } from '../../testing/config.ts'
import { testContext } from '../../testing/context.ts'
import { seedProject } from '../../testing/seed.ts'
import { transact } from '../../transact.ts'
import { seedKey } from '../keys/testing/seed-key.ts'
import { openRelay } from '../open-relay.ts'
import { sealCredential } from '../supply/access/credential.ts'
import { announce } from '../webhooks/announce.ts'
import { meter } from './telemetry/meter.ts'
import { renderPrometheus } from './telemetry/prometheus.ts'

/** Each in a place of its own, so that whatever gets through says from where. */
const canaries = ['prompt', 'system', 'argument', 'tool', 'answer', 'person', 'header', 'secret'].map(
  (place) => `canary-${place}-7Q`,
)

async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  atEnd(async () => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function collector() {
  const got: string[] = []
  const url = await serve(async (request, response) => {
    let body = ''
    for await (const part of request.setEncoding('utf8')) body += part
    got.push(body)
    response.end('{}')
  })
  return { got, url }
}

/** A provider that says again what it was told where nobody expects it: in errors, as no JSON, in broken events. */
const parrot = (): Promise<string> =>
  serve(async (request, response) => {
    let body = ''
    for await (const part of request.setEncoding('utf8')) body += part
    const { url = '' } = request
    if (url.startsWith('/refuses')) {
      response.writeHead(400, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: { message: body, code: body } }))
    } else if (url.startsWith('/babbles')) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(`canary ${body}`)
    } else {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end(`event: content_block_delta\ndata: ${body.slice(1)}\n\ndata: {canary-answer-7Q\n\n`)
    }
  })

/** Everything that is given to the short-lived store, in its own words. */
function overheard(ephemeral: Ephemeral, said: string[]): Ephemeral {
  return new Proxy(ephemeral, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...given: unknown[]) => {
        said.push(JSON.stringify(given))
        return Reflect.apply(member, target, given)
      }
    },
  })
}

async function start() {
  const lines: string[] = []
  const destination = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const { got, url } = await collector()
  const log = createLog(logFields, { destination })
  const dataDir = await mkdtemp(join(tmpdir(), 'vitrine-canary-'))
  atEnd(() => rm(dataDir, { recursive: true, force: true }))
  const config = { ...testConfig(dataDir), otlpUrl: url, privateProviders: true }
  const own = await testContext({ log, config })
  const short: string[] = []
  const ctx = { ...own, control: { ...own.control, ephemeral: overheard(own.control.ephemeral, short) } }
  await makePartitions(ctx.control.db, ctx.declarations.tables, ctx.now())
  const seeded = await seedProject(ctx)
  await transact(ctx, ctx.control, (ctx, tx) =>
    bookPayment(ctx, tx, {
      id: crypto.randomUUID(),
      organizationId: seeded.organizationId,
      kind: 'top-up',
      amount: 10n ** 14n,
    }),
  )
  return { ctx, lines, got, short, dataDir, ...seeded }
}

const access = { name: 'A way', hosts: ['127.0.0.1'], weight: 1, state: 'on' as const }
const times = { connect_ms: 2_000, first_token_ms: 20_000, idle_ms: 20_000, total_ms: 60_000 }

/** A model and the one channel to it, as the operator would have made them. */
async function offer(ctx: Context, model: string, provider: string, base_url: string): Promise<void> {
  const [channel, route] = [crypto.randomUUID(), crypto.randomUUID()]
  const credential = sealCredential(ctx, 'channel', channel, { key: 'sk-canary-secret-7Q' })
  const created_at = ctx.now()
  const { db } = ctx.control
  await db
    .insertInto('relay_channels')
    .values({ id: channel, provider, base_url, credential, created_at, ...access, ...times })
    .execute()
  await db
    .insertInto('relay_routes')
    .values({ id: route, model, strategy: 'priority', attempts: 2, created_at })
    .execute()
  await db
    .insertInto('relay_targets')
    .values({ id: crypto.randomUUID(), route_id: route, channel_id: channel, model, priority: 0, weight: 1 })
    .execute()
}

async function own(ctx: Context, organizationId: string, base_url: string): Promise<void> {
  const id = crypto.randomUUID()
  const credential = sealCredential(ctx, 'own', id, { key: 'sk-canary-secret-7Q' })
  const { name, hosts } = access
  await ctx.control.db
    .insertInto('provider_credentials')
    .values({
      id,
      organization_id: organizationId,
      provider: 'openai',
      name,
      hosts,
      base_url,
      credential,
      tested_at: ctx.now(),
      created_at: ctx.now(),
    })
    .execute()
}

async function filesBelow(folder: string): Promise<string> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  const texts = await Promise.all(files.map((file) => readFile(file, 'latin1').catch(() => '')))
  return files.map((file, place) => `${file}\n${texts[place]}`).join('\n')
}

const body = (model: string, stream: boolean) => ({
  model,
  stream,
  user: 'canary-person-7Q',
  metadata: { who: 'canary-person-7Q' },
  tools: [{ type: 'function', function: { name: 'canary-tool-7Q', parameters: { type: 'object', properties: {} } } }],
  messages: [
    { role: 'system', content: 'canary-system-7Q' },
    { role: 'user', content: 'canary-prompt-7Q' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        {
          id: 'call_1',
          type: 'function',
          function: { name: 'canary-tool-7Q', arguments: '{"a":"canary-argument-7Q"}' },
        },
      ],
    },
    { role: 'tool', tool_call_id: 'call_1', content: 'canary-answer-7Q' },
  ],
})

const message = (model: string, stream: boolean) => ({
  model,
  stream,
  max_tokens: 300,
  system: 'canary-system-7Q',
  metadata: { user_id: 'canary-person-7Q' },
  messages: [{ role: 'user', content: 'canary-prompt-7Q' }],
})
const contents = {
  systemInstruction: { parts: [{ text: 'canary-system-7Q' }] },
  contents: [{ role: 'user', parts: [{ text: 'canary-prompt-7Q' }] }],
}

test('nothing of prompts, answers and keys is left anywhere by a relay of its real parts', {
  timeout: 180_000,
}, async () => {
  const { ctx, lines, got, short, dataDir, organizationId } = await start()
  const simulator = await serveSimulator({ keep: true })
  atEnd(() => simulator.close())
  const { url } = simulator
  const echo = await parrot()
  const ways: Record<string, readonly [provider: string, url: string]> = {
    'gpt-4o-mini': ['openai', url],
    'claude-sonnet-4-5': ['anthropic', url],
    'gemini-2.5-flash': ['gemini', url],
    'gpt-4o': ['openai', `${url}/~dieAfter=3,pieces=10,length=200`],
    'claude-opus-4-1': ['anthropic', `${url}/~errorAfter=3,pieces=10,length=200`],
    'gpt-4.1': ['openai', `${url}/~status=500`],
    'gpt-4.1-mini': ['openai', `${url}/~status=400`],
    'gpt-4.1-nano': ['openai', 'http://127.0.0.1:9'],
    'gpt-5': ['openai', `${echo}/refuses`],
    'claude-3-5-haiku-latest': ['anthropic', `${echo}/refuses`],
    'gpt-5-mini': ['openai', `${echo}/babbles`],
    'claude-opus-4-5': ['anthropic', `${echo}/breaks`],
    'gpt-5-nano': ['openai', `${url}/~pace=20,pieces=500,length=5000`],
  }
  for (const [model, [provider, base]] of Object.entries(ways)) await offer(ctx, model, provider, base)
  await own(ctx, organizationId, url)
  const { id: keyId, secret } = await seedKey(ctx, { organization_id: organizationId })
  const relay = await openRelay(ctx)
  const plane = await serve((request, response) => void relay.takes(request, response))
  let asked = 0
  let answers = ''
  const ask = async (path: string, payload: object | string, more: Record<string, string> = {}, key = secret) => {
    const headers = { 'content-type': 'application/json', 'x-note': 'canary-header-7Q', authorization: `Bearer ${key}` }
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
    const answer = await fetch(plane + path, { method: 'POST', headers: { ...headers, ...more }, body })
    if (answer.headers.has('x-vitrine-request-id')) asked++
    answers += await answer.text().catch(() => '')
  }
  for (const model of Object.keys(ways).slice(0, -1))
    for (const stream of [true, false]) {
      await ask('/v1/chat/completions', body(model, stream))
      await ask('/anthropic/v1/messages', message(model, stream))
      await ask(`/google/v1beta/models/${model}:${stream ? 'streamGenerateContent' : 'generateContent'}`, contents)
    }
  await ask('/v1/responses', { model: 'gpt-4o-mini', instructions: 'canary-system-7Q', input: 'canary-prompt-7Q' })
  for (const stream of [true, false]) await ask('/byok/v1/chat/completions', body('gpt-4o-mini', stream))
  await ask('/v1/chat/completions', body('gpt-4o-mini', false), { 'x-vitrine-byok': 'openai' })
  await ask('/v1/chat/completions', '{"model":"gpt-4o-mini","messages":[{"content":"canary-prompt-7Q')
  await ask('/v1/chat/completions', body('canary-prompt-7Q', false))
  await ask('/v1/chat/completions', body('gpt-4o-mini', false), {}, 'vk-canary-secret-7Q')
  const leaving = new AbortController()
  const aborted = await fetch(`${plane}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify(body('gpt-5-nano', true)),
    signal: leaving.signal,
  })
  await aborted.body?.getReader().read()
  asked++
  leaving.abort()
  await announce(ctx, { organizationId, event: 'key.created', of: { kind: 'key', id: keyId } })
  const journals = await filesBelow(dataDir)
  await relay.drain()
  await relay.close()
  expect(answers).toContain('canary-prompt-7Q')
  expect(simulator.seen.map((one) => one.body).join()).toContain('canary-argument-7Q')
  const places = {
    database: await everyRow(ctx.control.db),
    keys: await everyRow(ctx.control.keys),
    ephemeral: short.join('\n'),
    files: journals + (await filesBelow(dataDir)),
    log: lines.join(''),
    metrics: renderPrometheus(meter),
    spans: got.join(''),
  }
  for (const [place, text] of Object.entries(places))
    for (const canary of canaries) expect(text.includes(canary), `${canary} in ${place}`).toBe(false)
  for await (const key of ctx.control.objects.listEverything()) expect(key).toBe('nothing')
  // That nothing is found says something only where something is.
  const { length: noted } = await ctx.control.db.selectFrom('request_log').select('request_id').execute()
  expect(noted).toBe(asked)
  expect(asked).toBeGreaterThan(70)
  expect(places.database).toContain('claude-sonnet-4-5')
  expect(places.metrics).toContain('model="claude-sonnet-4-5"')
  expect(places.spans).toContain('"chat claude-sonnet-4-5"')
  expect(places.files).toContain('journal')
})

/** Everything that any table holds, the queue's and the short-lived store's included. */
async function everyRow(db: Awaited<ReturnType<typeof testContext>>['control']['db']): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(db)
  let text = ''
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(db)
    text += rows.map(({ row }) => row).join('\n')
  }
  return text
}
