import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Simulator, serveSimulator } from '../../../tools/simulator/serve.ts'
import type { Context } from '../../context.ts'
import { acceptChannel } from './accept-channel.ts'
import { checkChannel } from './check-channel.ts'
import { exam } from './probes/exam.ts'
import { fingerprint } from './probes/fingerprint.ts'
import { readLatest } from './read-latest.ts'
import { readQuality } from './read-quality.ts'
import { qualityContext, way } from './testing/simulated.ts'
import type { Watched } from './watched.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await serveSimulator({ keep: true })
})
afterAll(() => simulator.close())

let minute = 0
/** A round over all of them, each a little later than the one before. */
async function round(ctx: Context, all: readonly Watched[]): Promise<void> {
  const at = new Date(Date.now() + minute++ * 1_000)
  for (const { model, target } of all)
    await checkChannel(
      { ...ctx, now: () => at },
      { round_id: randomUUID(), channel_id: target.channel.id, model },
      () => all,
    )
}

async function verdicts(ctx: Context, id: string): Promise<Record<string, string>> {
  const latest = (await readLatest(ctx)).filter(({ channel_id: channel }) => channel === id)
  return Object.fromEntries(latest.map(({ kind, status }) => [kind, status]))
}

const healthy = { fingerprint: 'pass', eval: 'pass', latency: 'pass' }

test.each(['openai', 'anthropic', 'gemini', 'responses'] as const)(
  'a healthy channel that speaks %s passes, round after round',
  { timeout: 60_000 },
  async (dialect) => {
    const ctx = await qualityContext()
    const id = randomUUID()
    const all = [way(simulator.url, { id, dialect })]
    for (let n = 0; n < 3; n++) {
      await round(ctx, all)
      expect(await verdicts(ctx, id)).toEqual(healthy)
    }
  },
)

test('another model behind the same name is found within a round, and stays found until it is wanted', {
  timeout: 60_000,
}, async () => {
  const ctx = await qualityContext()
  const id = randomUUID()
  await round(ctx, [way(simulator.url, { id })])
  const swapped = [way(simulator.url, { id, how: 'wits,accent=2' })]
  for (let n = 0; n < 3; n++) {
    await round(ctx, swapped)
    expect(await verdicts(ctx, id)).toMatchObject({ fingerprint: 'fail', eval: 'pass' })
  }
  await acceptChannel({ ...ctx, now: () => new Date(Date.now() + minute++ * 1_000) }, { channel: id, model: 'helper' })
  await round(ctx, swapped)
  expect(await verdicts(ctx, id)).toEqual(healthy)
})

test('a model that became worse fails the exam too', { timeout: 60_000 }, async () => {
  const ctx = await qualityContext()
  const id = randomUUID()
  await round(ctx, [way(simulator.url, { id })])
  await round(ctx, [way(simulator.url, { id, how: 'length=60' })])
  expect(await verdicts(ctx, id)).toMatchObject({ fingerprint: 'fail', eval: 'fail' })
})

test('a channel that differs from the others of its model from the first question on is noticed', {
  timeout: 60_000,
}, async () => {
  const ctx = await qualityContext()
  const [one, other, strange] = [randomUUID(), randomUUID(), randomUUID()]
  await round(ctx, [
    way(simulator.url, { id: one }),
    way(simulator.url, { id: other }),
    way(simulator.url, { id: strange, how: 'wits,accent=3' }),
  ])
  expect(await verdicts(ctx, other)).toEqual(healthy)
  expect(await verdicts(ctx, strange)).toMatchObject({ fingerprint: 'warn', eval: 'pass' })
})

test.each([
  ['status=500', 'failed'],
  ['status=429', 'limited'],
  ['status=401', 'refused'],
  ['latency=30000', 'timed-out'],
])('a provider with %s is no answer, and says how it went', { timeout: 60_000 }, async (how, routeStatus) => {
  const ctx = await qualityContext()
  const id = randomUUID()
  await round(ctx, [way(simulator.url, { id, how })])
  expect(await verdicts(ctx, id)).toEqual({ fingerprint: 'fail', eval: 'fail', latency: 'fail' })
  for (const { route_status: found } of await readLatest(ctx)) expect(found).toBe(routeStatus)
})

test('a channel that became slow is noticed against its own past', { timeout: 60_000 }, async () => {
  const ctx = await qualityContext()
  const id = randomUUID()
  for (let n = 0; n < 3; n++) await round(ctx, [way(simulator.url, { id })])
  await round(ctx, [way(simulator.url, { id, how: 'wits,first=1500' })])
  expect(await verdicts(ctx, id)).toEqual({ ...healthy, latency: 'warn' })
})

test('nothing of what was asked or answered is kept anywhere in the database', { timeout: 60_000 }, async () => {
  const ctx = await qualityContext()
  simulator.seen.length = 0
  await round(ctx, [way(simulator.url, { id: randomUUID() })])
  expect(simulator.seen.length).toBe(fingerprint.length + exam.length + 1)
  const stored = JSON.stringify(await ctx.control.db.selectFrom('model_quality_checks').selectAll().execute())
  for (const word of ['lighthouse', 'copper', 'Lisbon', 'cedar', 'simulated', '1311', 'cabinet', 'sk-of-the-provider'])
    expect(stored).not.toContain(word)
  expect((await readQuality(ctx)).channels).toHaveLength(1)
})
