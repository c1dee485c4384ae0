import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { memoryEphemeral } from '../../platform/ephemeral/memory.ts'
import type { Ephemeral } from '../../platform/ephemeral/port.ts'
import { redisEphemeral } from '../../platform/ephemeral/redis.ts'
import { atEnd } from '../../testing/cleanup.ts'
import { testContext } from '../../testing/context.ts'
import { redisProgram, startRedis } from '../../testing/redis.ts'
import { seedProject } from '../../testing/seed.ts'
import { askFor } from '../../testing/servers.ts'
import type { Admission, KnownKey, Limiter, Limits, Refused } from './known-key.ts'
import { openLimiter } from './open-limiter.ts'
import { seedKey } from './testing/seed-key.ts'

let now = Date.parse('2026-03-31T12:00:00Z')
const clock = () => new Date(now)
const ctx = { ...(await testContext()), now: clock }
const { organizationId, projectId, userId } = await seedProject(ctx)
const never = { sayAgainMs: 2 ** 30, writeMs: 2 ** 30 }
const free = { tokens: 0, cost: 0n }

const nodeOn = (ephemeral: Ephemeral, pauses = never): Limiter => {
  const limiter = openLimiter({ ...ctx, control: { ...ctx.control, ephemeral } }, pauses)
  atEnd(() => limiter.close())
  return limiter
}
const inMemory = (): Limiter => nodeOn(memoryEphemeral({ now: clock }))
async function onRedis(url: string): Promise<Ephemeral> {
  const ephemeral = await redisEphemeral({ url, now: clock, onError() {} })
  atEnd(() => ephemeral.close())
  return ephemeral
}

function keyWith(limits: Partial<KnownKey['limits']>, of: Partial<KnownKey> = {}): KnownKey {
  const none = { key: {}, member: {}, project: {}, organization: {} }
  return {
    id: randomUUID(),
    organizationId: randomUUID(),
    projectId: randomUUID(),
    memberId: randomUUID(),
    models: [],
    endpoints: [],
    networks: [],
    expiresAt: null,
    limits: { ...none, ...limits },
    ...of,
  }
}
async function storedKey(limits: Partial<KnownKey['limits']>): Promise<KnownKey> {
  const { id } = await seedKey(ctx, { organization_id: organizationId, project_id: projectId, member_id: userId })
  return keyWith(limits, { id, organizationId, projectId, memberId: userId })
}
const admitted = (answer: Admission | Refused): Admission => {
  expect(answer).toHaveProperty('done')
  return answer as Admission
}

test('without limits nothing is asked of anybody; with them, one machine answers without a promise', () => {
  const ephemeral = memoryEphemeral({ now: clock })
  const take = vi.spyOn(ephemeral, 'take')
  const limiter = nodeOn(ephemeral)
  expect(limiter.admit(keyWith({}), '1', { tokens: 1e9, cost: 10n ** 15n })).toHaveProperty('done')
  expect(take).not.toHaveBeenCalled()
  expect(limiter.admit(keyWith({ key: { requestsPerMinute: 1 } }), '1', free)).toHaveProperty('done')
  expect(take).toHaveBeenCalledOnce()
})

test('all levels at once or none: what the organization refuses is not counted of the key', () => {
  const limiter = inMemory()
  const of = { organizationId: randomUUID() }
  const one = keyWith({ key: { requestsPerMinute: 3 }, organization: { concurrent: 1 } }, of)
  const other = keyWith({ organization: { concurrent: 1 } }, of)
  const running = admitted(limiter.admit(other, '1', free) as Admission)
  for (let n = 0; n < 5; n++)
    expect(limiter.admit(one, '2', free)).toEqual({ refused: 'concurrent', by: 'organization', retryAfterMs: 1_000 })
  running.done(free)
  running.done(free)
  for (const requests of [2, 1, 0]) {
    const admission = admitted(limiter.admit(one, '3', free) as Admission)
    expect(admission.left).toEqual({ requests, resetMs: expect.any(Number) })
    admission.done(free)
  }
  expect(limiter.admit(one, '4', free)).toMatchObject({ refused: 'requests', by: 'key' })
})

test('tokens: what was used takes the place of what was guessed; more than a minute has goes through alone', () => {
  const limiter = inMemory()
  const key = keyWith({ project: { tokensPerMinute: 1_000 } })
  const large = admitted(limiter.admit(key, '1', { tokens: 50_000, cost: 0n }) as Admission)
  expect(limiter.admit(key, '2', { tokens: 1, cost: 0n })).toMatchObject({ refused: 'tokens', by: 'project' })
  now += 10_000
  large.done({ tokens: 400, cost: 0n })
  expect(admitted(limiter.admit(key, '3', { tokens: 600, cost: 0n }) as Admission).left.tokens).toBe(0)
  const refused = limiter.admit(key, '4', { tokens: 400, cost: 0n }) as Refused
  expect(refused).toMatchObject({ refused: 'tokens' })
  expect(refused.retryAfterMs).toBeGreaterThan(57_000)
  now += refused.retryAfterMs
  expect(limiter.admit(key, '5', { tokens: 400, cost: 0n })).toHaveProperty('done')
})

test('a budget is never exceeded, goes on after a restart, and begins anew with the day and the month', async () => {
  const key = await storedKey({ key: { spendPerDay: 100n }, organization: { spendPerMonth: 250n } })
  const first = inMemory()
  const one = admitted(await first.admit(key, '1', { tokens: 0, cost: 60n }))
  expect(first.admit(key, '2', { tokens: 0, cost: 41n })).toMatchObject({ refused: 'spend', by: 'key' })
  one.done({ tokens: 0, cost: 30n })
  const other = admitted(first.admit(key, '3', { tokens: 0, cost: 70n }) as Admission)
  other.done({ tokens: 0, cost: 70n })
  expect(first.admit(key, '4', { tokens: 0, cost: 1n })).toMatchObject({
    refused: 'spend',
    retryAfterMs: 43_190_000 - (now - Date.parse('2026-03-31T12:00:10Z')),
  })
  expect(first.admit(key, '5', free)).toHaveProperty('done')
  await first.close()

  const second = inMemory()
  expect(await second.admit(key, '6', { tokens: 0, cost: 1n })).toMatchObject({ refused: 'spend', by: 'key' })
  const sibling = await storedKey({ organization: { spendPerMonth: 250n } })
  expect(await second.admit(sibling, '7', { tokens: 0, cost: 151n })).toMatchObject({ by: 'organization' })
  expect(await second.admit(sibling, '8', { tokens: 0, cost: 150n })).toHaveProperty('done')
  const before = now
  now = Date.parse('2026-04-01T00:00:00Z')
  expect(await second.admit(key, '9', { tokens: 0, cost: 100n })).toHaveProperty('done')
  now = before
})

test.skipIf(!redisProgram())('what a machine held lapses when it dies, and not while it lives', async () => {
  const { url } = await askFor('redis')
  const [dead, alive, asking] = [
    nodeOn(await onRedis(url)),
    nodeOn(await onRedis(url), { sayAgainMs: 10, writeMs: 2 ** 30 }),
    nodeOn(await onRedis(url)),
  ]
  const key = keyWith({ key: { concurrent: 2 } })
  admitted(await dead.admit(key, '1', free))
  const running = admitted(await alive.admit(key, '2', free))
  expect(await asking.admit(key, '3', free)).toMatchObject({ refused: 'concurrent' })
  now += 29_000
  const other = await onRedis(url)
  const names = await Array.fromAsync(other.names())
  expect(names).toHaveLength(1)
  await vi.waitFor(async () => {
    now += 500
    admitted(await asking.admit(key, '4', free))
  })
  expect(await asking.admit(key, '5', free)).toMatchObject({ refused: 'concurrent' })
  running.done(free)
  await vi.waitFor(async () => admitted(await asking.admit(key, '6', free)))
})

test.skipIf(!redisProgram())(
  'where what is used up can’t be looked up, nobody is let through, and budgets come back',
  async () => {
    const redis = await startRedis()
    atEnd(() => redis.stop())
    const limiter = nodeOn(await onRedis(redis.url))
    const key = await storedKey({ key: { spendPerDay: 100n } })
    const first = admitted(await limiter.admit(key, '1', { tokens: 0, cost: 90n }))
    first.done({ tokens: 0, cost: 90n })
    await redis.kill()
    expect(await limiter.admit(key, '2', { tokens: 0, cost: 1n })).toMatchObject({ refused: 'unavailable' })
    await redis.restart()
    await vi.waitFor(
      async () => expect(await limiter.admit(key, '3', { tokens: 0, cost: 11n })).toMatchObject({ refused: 'spend' }),
      { timeout: 20_000 },
    )
    expect(await limiter.admit(key, '4', { tokens: 0, cost: 10n })).toHaveProperty('done')
  },
  60_000,
)

/** What is true of two nodes whatever they are asked: told by a list of what was admitted, without windows or cells. */
class Model {
  readonly #limits: Limits
  readonly running = new Map<Admission, { at: number; tokens: number; cost: bigint }>()
  readonly admittedAt: number[] = []
  readonly tokens: { at: number; tokens: number; open: Admission | undefined }[] = []
  spent = 0n

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** What would be exceeded by one more when what was taken counts for so long. */
  exceeds(guess: { tokens: number; cost: bigint }, countsMs: number): Set<string> {
    const { requestsPerMinute = 0, tokensPerMinute = 0, concurrent = 0, spendPerDay = 0n } = this.#limits
    const recent = <T>(all: readonly T[], at: (one: T) => number) => all.filter((one) => now - at(one) < countsMs)
    const tokens = recent(this.tokens, ({ at }) => at).reduce((sum, one) => sum + one.tokens, 0)
    const held = [...this.running.values()].reduce((sum, { cost }) => sum + cost, 0n)
    return new Set([
      ...(recent(this.admittedAt, (at) => at).length + 1 > requestsPerMinute ? ['requests'] : []),
      ...(tokens + Math.min(guess.tokens, tokensPerMinute) > tokensPerMinute ? ['tokens'] : []),
      ...(this.running.size + 1 > concurrent ? ['concurrent'] : []),
      ...(this.spent + held + guess.cost > spendPerDay ? ['spend'] : []),
    ])
  }

  admit(admission: Admission, guess: { tokens: number; cost: bigint }): void {
    const tokens = Math.min(guess.tokens, this.#limits.tokensPerMinute ?? 0)
    this.running.set(admission, { at: now, ...guess })
    this.admittedAt.push(now)
    this.tokens.push({ at: now, tokens, open: admission })
  }

  done(admission: Admission, actual: { tokens: number; cost: bigint }): void {
    this.running.delete(admission)
    this.spent += actual.cost
    const guessed = this.tokens.findIndex(({ open }) => open === admission)
    this.tokens.splice(guessed, 1)
    this.tokens.push({ at: now, tokens: actual.tokens, open: undefined })
  }
}

const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('ask' as const), node: fc.nat(1), tokens: fc.nat(60), cost: fc.nat(40) }),
    fc.record({ kind: fc.constant('done' as const), which: fc.nat(9), share: fc.nat(150) }),
    fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(8_000) }),
  ),
  { minLength: 20, maxLength: 80 },
)

test.skipIf(!redisProgram())(
  'two nodes keep every limit, and refuse only what would break one',
  async () => {
    const { url } = await askFor('redis')
    const stores = [await onRedis(url), await onRedis(url)]
    const nodes = stores.map((store) => nodeOn(store))
    // What was given back has arrived when something later has been answered.
    const arrived = () => Promise.all(stores.map(async (store) => store.take([])))
    await fc.assert(
      fc.asyncProperty(steps, async (steps) => {
        const limits = { requestsPerMinute: 6, tokensPerMinute: 150, concurrent: 3, spendPerDay: 300n }
        const key = keyWith({ key: limits })
        const model = new Model(limits)
        const finish = async (admission: Admission, share: number) => {
          const { tokens = 0, cost = 0n } = model.running.get(admission) ?? {}
          const actual = {
            tokens: Math.floor((tokens * share) / 100),
            cost: (cost * BigInt(Math.min(share, 100))) / 100n,
          }
          admission.done(actual)
          model.done(admission, actual)
          await arrived()
        }
        for (const step of steps) {
          if (step.kind === 'pass') now += step.ms
          // Nobody says again what is held: nothing may last until it lapses.
          for (const [admission, { at }] of model.running) if (now - at > 20_000) await finish(admission, 50)
          if (step.kind === 'done') {
            const admission = [...model.running.keys()][step.which]
            if (admission) await finish(admission, step.share)
          }
          if (step.kind !== 'ask') continue
          const guess = { tokens: step.tokens, cost: BigInt(step.cost) + 1n }
          const answer = await nodes[step.node]?.admit(key, 'r', guess)
          if (!answer) continue
          if ('refused' in answer) expect(model.exceeds(guess, 63_000)).toContain(answer.refused)
          else {
            expect([...model.exceeds(guess, 60_000)]).toEqual([])
            model.admit(answer, guess)
          }
        }
        for (const admission of model.running.keys()) await finish(admission, 0)
      }),
      { numRuns: 60 },
    )
  },
  120_000,
)
