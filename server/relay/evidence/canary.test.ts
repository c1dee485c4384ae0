import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { serveSimulator } from '../../../tools/simulator/serve.ts'
import { makePartitions } from '../../platform/db/partitions.ts'
import { createLog } from '../../platform/log/create-log.ts'
import { logFields } from '../../platform/log-fields.ts'
import { atEnd } from '../../testing/cleanup.ts'
import { testConfig } from '../../testing/config.ts'
import { testContext } from '../../testing/context.ts'
import { seedProject } from '../../testing/seed.ts'
import { planeOn, target } from '../plane/testing/plane-on.ts'
import { announce } from '../webhooks/announce.ts'
import { openEvidence } from './open-evidence.ts'
import { meter } from './telemetry/meter.ts'
import { renderPrometheus } from './telemetry/prometheus.ts'

/** Each in a place of its own, so that whatever gets through says from where. */
const canaries = ['prompt', 'system', 'argument', 'tool', 'answer', 'person', 'header', 'secret'].map(
  (place) => `canary-${place}-7Q`,
)

async function collector() {
  const got: string[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request.setEncoding('utf8')) body += part
    got.push(body)
    response.end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  atEnd(async () => {
    server.closeAllConnections()
    server.close()
  })
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
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
  const ctx = await testContext({ log, config: { ...testConfig('/nowhere'), otlpUrl: url } })
  await makePartitions(ctx.control.db, ctx.declarations.tables, ctx.now())
  return { ctx, lines, got, ...(await seedProject(ctx)) }
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

test('nothing of prompts, answers and keys is in the database, the log, the metrics, the spans or an error', {
  timeout: 120_000,
}, async () => {
  const { ctx, lines, got, organizationId } = await start()
  const simulator = await serveSimulator({ keep: true })
  atEnd(() => simulator.close())
  const evidence = await openEvidence(ctx)
  const ways = {
    whole: target(simulator.url, 'openai'),
    translated: target(simulator.url, 'anthropic'),
    gemini: target(simulator.url, 'gemini'),
    dies: target(simulator.url, 'openai', 'dieAfter=3,pieces=10,length=200'),
    breaks: target(simulator.url, 'anthropic', 'errorAfter=3,pieces=10,length=200'),
    fails: target(simulator.url, 'openai', 'status=500'),
    wrong: target(simulator.url, 'openai', 'status=400'),
    down: target('http://127.0.0.1:9', 'openai'),
  }
  const plane = await planeOn(new Map(Object.entries(ways).map(([name, way]) => [name, [way]])))
  atEnd(() => plane.close())
  let answers = ''
  const ask = async (path: string, payload: string, key: string) => {
    const headers = { 'content-type': 'application/json', 'x-note': 'canary-header-7Q', authorization: `Bearer ${key}` }
    const answer = await fetch(plane.url + path, { method: 'POST', headers, body: payload })
    answers += await answer.text().catch(() => '')
  }
  for (const model of Object.keys(ways))
    for (const stream of [true, false])
      await ask('/v1/chat/completions', JSON.stringify(body(model, stream)), 'vk-good')
  await ask('/v1/chat/completions', '{"model":"whole","messages":[{"content":"canary-prompt-7Q', 'vk-good')
  await ask('/v1/chat/completions', JSON.stringify(body('whole', false)), 'vk-canary-secret-7Q')
  expect(answers).toContain('canary-')
  expect(simulator.seen.map((one) => one.body).join()).toContain('canary-argument-7Q')
  // The plane's neighbours are in memory here: their ids are no ids of the database.
  const keyId = '3f0b1a52-7c64-4f0e-9b1d-2a4c6e8f0a1b'
  for (const record of plane.records) evidence.note({ ...record, organizationId, keyId, channelId: null })
  await announce(ctx, { organizationId, event: 'key.created', of: { kind: 'key', id: keyId } })
  await evidence.close()
  const places = {
    database: await everyRow(ctx.control.db),
    keys: await everyRow(ctx.control.keys),
    log: lines.join(''),
    metrics: renderPrometheus(meter),
    spans: got.join(''),
    errors: plane.errors.map((error) => (error instanceof Error ? `${error.stack} ${error.cause}` : error)).join(),
  }
  for (const [place, text] of Object.entries(places))
    for (const canary of canaries) expect(text.includes(canary), `${canary} in ${place}`).toBe(false)
  // That nothing is found says something only where something is.
  expect(evidence.state().written).toBe(Object.keys(ways).length * 2)
  expect(places.database).toContain('translated')
  expect(places.metrics).toContain('model="translated"')
  expect(places.spans).toContain('"chat translated"')
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
