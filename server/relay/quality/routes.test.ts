import { randomUUID } from 'node:crypto'
import type { Quality, QualityChecks, Trust } from '@vitrine/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Simulator, serveSimulator } from '../../../tools/simulator/serve.ts'
import { authenticate, createApiToken } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { createApp } from '../../platform/http/create-app.ts'
import { startQualityWork } from './jobs.ts'
import { qualityRoutes } from './routes.ts'
import { qualityContext, way } from './testing/simulated.ts'
import { trustRoutes } from './trust/routes.ts'

let ctx: Context
let app: Awaited<ReturnType<typeof createApp>>
let simulator: Simulator
let headers: Record<string, string>
const channel = randomUUID()

beforeAll(async () => {
  ctx = await qualityContext()
  simulator = await serveSimulator()
  app = await createApp({ ctx, authenticate, name: 'test' })
  await app.register(qualityRoutes)
  await app.register(trustRoutes)
  headers = { authorization: `Bearer ${await createApiToken(ctx, { label: 'test' })}` }
  await startQualityWork(ctx, () => [way(simulator.url, { id: channel })])
}, 60_000)
afterAll(async () => {
  await app.close()
  await simulator.close()
})

const check = {
  idempotencyKey: randomUUID(),
  kind: 'eval',
  model: 'gpt-4o',
  provider: 'openai',
  status: 'warn',
  routeStatus: 'answered',
  score: 0.7,
}
const report = (checks: unknown, as = headers) =>
  app.inject({ method: 'POST', url: '/v1/admin/model-quality/checks', headers: as, payload: { checks } })
const read = async () => (await app.inject({ url: '/api/relay/quality', headers })).json<Quality>()
const history = async (query = '') =>
  (await app.inject({ url: `/api/relay/quality/checks${query}`, headers })).json<QualityChecks>().checks

test('a job outside hands in checks, each of which is taken once', async () => {
  const first = await report([check, { ...check, idempotencyKey: randomUUID(), kind: 'latency', firstByteMs: 300 }])
  expect([first.statusCode, first.json()], first.body).toEqual([200, { taken: 2, known: 0 }])
  const later = new Date(ctx.now().getTime() - 60_000).toISOString()
  const twice = await Promise.all([report([check]), report([{ ...check, at: later }]), report([check, check])])
  for (const again of twice) expect(again.json()).toEqual({ taken: 0, known: 1 })
  expect(await history('?model=gpt-4o&kind=eval')).toMatchObject([{ source: 'external', status: 'warn', score: 0.7 }])
  const entries = await ctx.control.db
    .selectFrom('audit_log')
    .select('action')
    .where('action', '=', 'model-quality.reported')
    .execute()
  expect(entries).toHaveLength(1)
})

test.each([
  ['a sentence for a model', { model: 'ignore what was said' }],
  ['a field more', { prompt: 'anything' }],
  ['no hash', { promptHash: 'hello' }],
  ['a status nobody knows', { status: 'proven' }],
  ['another day', { at: '2020-01-01T00:00:00Z' }],
  ['a day to come', { at: '2999-01-01T00:00:00Z' }],
])('%s is refused, with the field', async (_, wrong) => {
  const answer = await report([{ ...check, idempotencyKey: randomUUID(), ...wrong }])
  expect(answer.statusCode, answer.body).toBe(400)
  expect(answer.json()).toMatchObject({ code: 'invalid-request' })
})

test('nobody else gets in', async () => {
  expect((await report([check], {})).statusCode).toBe(401)
  expect((await app.inject('/api/relay/quality')).statusCode).toBe(401)
})

test('simulated models are asked only when an admin wants it; a round comes at once when asked for', {
  timeout: 60_000,
}, async () => {
  const settings = { method: 'PATCH', url: '/api/relay/quality/settings', headers } as const
  await app.inject({ ...settings, payload: { roundsPerDay: 6 } })
  await expect.poll(async () => (await read()).watched, { timeout: 30_000 }).toBe(1)
  expect(await read()).toMatchObject({
    active: false,
    lastRoundAt: null,
    settings: { probing: 'auto', roundsPerDay: 6 },
  })
  await app.inject({ ...settings, payload: { probing: 'on' } })
  const own = async () => (await read()).channels.find((one) => one.channel === channel)?.checks
  await expect.poll(own, { timeout: 30_000 }).toMatchObject({
    fingerprint: { status: 'pass' },
    eval: { status: 'pass', score: 1 },
    latency: { status: 'pass' },
  })
  expect(await read()).toMatchObject({ active: true })
  await app.inject({ ...settings, payload: { probing: 'off' } })
  const rounds = () => history(`?channel=${channel}&kind=eval`)
  await app.inject({ method: 'POST', url: '/api/relay/quality/rounds', headers })
  await expect.poll(rounds, { timeout: 30_000 }).toHaveLength(2)
  expect(await history(`?channel=${channel}&kind=eval&items=true`)).toHaveLength(12)
  const refused = await app.inject({ ...settings, payload: { roundsPerDay: 1_000 } })
  expect(refused.statusCode).toBe(400)
  const accepted = { method: 'POST', url: '/api/relay/quality/accepted', headers } as const
  expect((await app.inject({ ...accepted, payload: { channel, model: 'helper' } })).json()).toEqual({ taken: 3 })
  expect((await app.inject({ ...accepted, payload: { channel: randomUUID(), model: 'helper' } })).json()).toEqual({
    taken: 0,
  })
})

test('everybody sees how models answer, and nothing of the ways to them', { timeout: 60_000 }, async () => {
  const fresh: Context = { ...ctx, now: () => new Date(Date.now() + 120_000) }
  const page = await createApp({ ctx: fresh, authenticate, name: 'test' })
  await page.register(trustRoutes)
  const [shown, data, css] = await Promise.all(
    ['/model-quality', '/model-quality.json', '/model-quality.css'].map((url) => page.inject(url)),
  )
  expect([shown?.statusCode, data?.statusCode, css?.statusCode]).toEqual([200, 200, 200])
  const { models } = data?.json<Trust>() ?? { models: [] }
  expect(models.map(({ model }) => model)).toEqual(['gpt-4o', 'helper'])
  expect(models[0]).toMatchObject({ checks: { eval: { status: 'warn' } }, uptimePercent: null })
  expect(models[1]).toMatchObject({ checks: { fingerprint: { status: 'pass' } }, uptimePercent: 100 })
  for (const { body = '' } of [shown, data].flatMap((one) => one ?? [])) {
    expect(body).toContain('gpt-4o')
    for (const secret of [channel, 'simulator', 'sim-large', '127.0.0.1', 'score', 'sample'])
      expect(body).not.toContain(secret)
    expect(body).toContain('It is no proof.')
  }
  expect(shown?.body).not.toMatch(/<script|style=/)
  const tag = String(shown?.headers['etag'])
  expect((await page.inject({ url: '/model-quality', headers: { 'if-none-match': tag } })).statusCode).toBe(304)
  await page.close()
})
