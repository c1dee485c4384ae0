import { randomUUID } from 'node:crypto'
import type { NewRow } from '@vitrine/ledger'
import { expect, test } from 'vitest'
import type { Context } from '../../context.ts'
import { makePartitions } from '../../platform/db/partitions.ts'
import { requestLog } from '../evidence/tables.ts'
import { measureRoutes } from './measure-routes.ts'
import { readLatest } from './read-latest.ts'
import { qualityContext, way } from './testing/simulated.ts'
import { readTrust } from './trust/read-trust.ts'

const channel = randomUUID()
const all = [way('http://127.0.0.1:9', { id: channel })]
const now = new Date()
now.setUTCMinutes(30, 0, 0)
const hour = new Date(now)
hour.setUTCHours(now.getUTCHours() - 1, 10)

type Request = Partial<NewRow<typeof requestLog>>

const requestOf = (change: Request): NewRow<typeof requestLog> => ({
  request_id: randomUUID(),
  at: hour,
  organization_id: randomUUID(),
  key_id: randomUUID(),
  model: 'helper',
  provider: 'openai',
  channel_id: channel,
  endpoint: 'chat',
  status: 200,
  outcome: 'completed',
  attempts: 1,
  first_byte_ms: 212,
  total_ms: 900,
  overhead_ms: 1,
  input_tokens: 1,
  output_tokens: 1,
  cost: 1,
  billed: true,
  stream: true,
  user_agent: 'a program',
  ...change,
})

async function counted(groups: readonly (readonly [number, Request])[]): Promise<Context> {
  const ctx = { ...(await qualityContext()), now: () => now }
  await makePartitions(ctx.control.db, [requestLog], now)
  const rows = groups.flatMap(([count, change]) => Array.from({ length: count }, () => requestOf(change)))
  await ctx.control.db.insertInto('request_log').values(rows).execute()
  return ctx
}

const failing = { status: 502, outcome: 'upstream-died' }

test('an hour is judged by model and by channel, once; only errors of the route count', {
  timeout: 60_000,
}, async () => {
  const ctx = await counted([
    [90, {}],
    [6, { ...failing, channel_id: null, first_byte_ms: null }],
    [4, { status: 504, outcome: 'timed-out' }],
    [50, { status: 402, outcome: 'refused', channel_id: null, first_byte_ms: null }],
    [50, { status: 499, outcome: 'client-gone' }],
    [50, { ...failing, billed: false }],
    [50, { ...failing, model: 'the name that one organization gave it' }],
    [50, { ...failing, at: new Date(hour.getTime() - 3_600_000) }],
  ])
  await measureRoutes(ctx, () => all)
  await measureRoutes(ctx, () => all)
  const found = (await ctx.control.db.selectFrom('model_quality_checks').selectAll().execute()).toSorted((a, b) =>
    (a.channel_id ?? '').localeCompare(b.channel_id ?? ''),
  )
  expect(found).toMatchObject([
    { model: 'helper', channel_id: null, status: 'warn', sample: 100, score: 0.9, first_byte_ms: 212 },
    { model: 'helper', channel_id: channel, provider: 'openai', status: 'pass', sample: 94 },
  ])
  const trust = await readTrust(ctx)
  expect(trust.models).toEqual([
    {
      model: 'helper',
      uptimePercent: 90,
      firstByteMs: { typical: 200, slow: 200 },
      checks: { route: { status: 'warn', at: expect.any(String) } },
    },
  ])
  expect(JSON.stringify(trust)).not.toMatch(/100|openai|sample/)
})

test('an hour with few requests is not told of; one with many errors fails', { timeout: 60_000 }, async () => {
  const quiet = await counted([[19, failing]])
  await measureRoutes(quiet, () => all)
  expect(await readLatest(quiet)).toEqual([])
  const broken = await counted([
    [15, {}],
    [5, failing],
  ])
  await measureRoutes(broken, () => all)
  expect((await readLatest(broken)).map(({ status }) => status)).toEqual(['fail', 'fail'])
})
