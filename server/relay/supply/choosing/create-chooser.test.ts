import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noUsage } from '../../../billing/index.ts'
import { openai } from '../../providers/openai.ts'
import type { Channel, Chooser, Route, Target } from '../supply.ts'
import { createChooser } from './create-chooser.ts'

type About = Partial<Channel & Pick<Target, 'priority' | 'weight' | 'model'>>

function target(id: string, { priority = 0, weight = 1, model = 'm', ...channel }: About = {}): Target {
  const timeouts = { connect: 1_000, firstToken: 10_000, idle: 10_000, total: 60_000 }
  return {
    channel: {
      id,
      provider: openai,
      baseUrl: '',
      credential: () => ({ key: 'k' }),
      state: 'on',
      billed: true,
      concurrent: null,
      timeouts,
      ...channel,
    },
    model,
    dialect: 'openai',
    priority,
    weight,
  }
}

const route = (targets: readonly Target[], strategy: Route['strategy'] = 'priority'): Route => ({
  id: 'r',
  model: 'm',
  strategy,
  targets,
  attempts: 3,
})

/** A seeded stream of numbers, so that a failure can be seen again. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const clock = () => {
  const time = { ms: 1_000 }
  return { time, now: () => time.ms }
}

const ids = (targets: readonly Target[]) => targets.map(({ channel }) => channel.id)
const failing = (chooser: Chooser, one: Target, times: number) => {
  for (let n = 0; n < times; n++) chooser.begin(one)({ fault: 'channel' })
}

describe('strategies', () => {
  test('priority: by priority, and among equals by weight', () => {
    const chooser = createChooser(() => 0, randomOf(1))
    const targets = [
      target('c', { priority: 2 }),
      target('a'),
      target('b', { weight: 3 }),
      target('off', { state: 'off' }),
    ]
    let heavyFirst = 0
    for (let n = 0; n < 4_000; n++) {
      const order = ids(chooser.choose(route(targets)))
      expect(order).toHaveLength(3)
      expect(order[2]).toBe('c')
      if (order[0] === 'b') heavyFirst++
    }
    expect(heavyFirst / 4_000).toBeGreaterThan(0.72)
    expect(heavyFirst / 4_000).toBeLessThan(0.78)
  })

  test('weighted: each is first as often as its weight has it; without weight only when nothing else is left', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 5 }),
        fc.nat(),
        (weights, seed) => {
          const chooser = createChooser(() => 0, randomOf(seed))
          const targets = [...weights.map((weight, n) => target(String(n), { weight })), target('last', { weight: 0 })]
          const sum = weights.reduce((a, b) => a + b)
          const firsts = weights.map(() => 0)
          for (let n = 0; n < 3_000; n++) {
            const order = ids(chooser.choose(route(targets, 'weighted')))
            expect(order.at(-1)).toBe('last')
            firsts[Number(order[0])]! += 1
          }
          for (const [n, weight] of weights.entries())
            expect(Math.abs(firsts[n]! / 3_000 - weight / sum)).toBeLessThan(0.06)
        },
      ),
      { numRuns: 20 },
    )
  })

  test('latency: the quickest of late; who is not known, or was slow long ago, is tried', () => {
    const { time, now } = clock()
    const chooser = createChooser(now, randomOf(1))
    const [slow, quick, fresh] = [target('slow'), target('quick'), target('fresh')]
    const says = (one: Target, firstByteMs: number) => chooser.begin(one)({ fault: 'none', firstByteMs })
    for (let n = 0; n < 10; n++) says(slow, 900)
    for (let n = 0; n < 10; n++) says(quick, 200)
    expect(ids(chooser.choose(route([slow, quick], 'latency')))).toEqual(['quick', 'slow'])
    expect(ids(chooser.choose(route([slow, quick, fresh], 'latency')))[0]).toBe('fresh')
    for (let n = 0; n < 30; n++) says(quick, 3_000)
    expect(ids(chooser.choose(route([slow, quick], 'latency')))).toEqual(['slow', 'quick'])
    time.ms += 600_000
    says(slow, 900)
    expect(ids(chooser.choose(route([slow, quick], 'latency')))[0]).toBe('quick')
  })

  test('cost: the cheapest that has a price', () => {
    const each: Record<string, bigint> = { dear: 9n, cheap: 2n }
    const chooser = createChooser(
      () => 0,
      randomOf(1),
      (_, model) =>
        each[model] === undefined
          ? undefined
          : ({
              id: model,
              model,
              each: { ...noUsage, input: each[model], output: each[model] },
              perRequest: 0n,
              tiers: [],
            } as never),
    )
    const targets = ['unknown', 'dear', 'cheap'].map((model) => target(model, { model }))
    expect(ids(chooser.choose(route(targets, 'cost')))).toEqual(['cheap', 'dear', 'unknown'])
  })

  test('sticky: the same key goes the same way, also when another target comes or goes; keys are spread', () => {
    const chooser = createChooser(() => 0, randomOf(1))
    const targets = ['a', 'b', 'c', 'd'].map((id) => target(id))
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 3 }), (key, gone) => {
        const all = ids(chooser.choose(route(targets, 'weighted'), key))
        expect(ids(chooser.choose(route(targets.toReversed(), 'weighted'), key))).toEqual(all)
        const fewer = targets.filter((_, n) => n !== gone)
        expect(ids(chooser.choose(route(fewer, 'weighted'), key))).toEqual(
          all.filter((id) => id !== targets[gone]?.channel.id),
        )
      }),
    )
    const firsts = Map.groupBy(
      Array.from({ length: 4_000 }, (_, n) => `conversation ${n}`),
      (key) => ids(chooser.choose(route(targets, 'weighted'), key))[0],
    )
    for (const { length } of firsts.values()) expect(Math.abs(length - 1_000)).toBeLessThan(150)
  })
})

describe('breaker', () => {
  test('opens after faults in a row, lets one try after a pause, closes when that goes well', () => {
    const { time, now } = clock()
    const chooser = createChooser(now, randomOf(1))
    const one = target('a')
    const free = () => chooser.choose(route([one])).length === 1
    failing(chooser, one, 4)
    chooser.begin(one)({ fault: 'none', firstByteMs: 1 })
    failing(chooser, one, 4)
    expect(free()).toBe(true)
    failing(chooser, one, 1)
    expect([free(), chooser.health?.('a').breaker]).toEqual([false, 'open'])
    time.ms += 5_000
    expect([free(), chooser.health?.('a').breaker]).toEqual([true, 'half-open'])
    const trial = chooser.begin(one)
    expect(free()).toBe(false)
    trial({ fault: 'channel' })
    time.ms += 5_000
    expect(free()).toBe(false)
    time.ms += 5_000
    chooser.begin(one)({ fault: 'client' })
    expect(free()).toBe(true)
    chooser.begin(one)({ fault: 'none', firstByteMs: 1 })
    expect(chooser.health?.('a')).toEqual({ breaker: 'closed', running: 0 })
    failing(chooser, one, 4)
    expect(free()).toBe(true)
  })

  test('opens by rate too', () => {
    const chooser = createChooser(() => 0, randomOf(1))
    const one = target('a')
    for (let n = 0; n < 9; n++) {
      failing(chooser, one, 1)
      chooser.begin(one)({ fault: 'none', firstByteMs: 1 })
    }
    expect(chooser.choose(route([one]))).toHaveLength(1)
    failing(chooser, one, 2)
    expect(chooser.choose(route([one]))).toHaveLength(0)
  })

  test('a trial that is never heard of again does not shut a channel for good', () => {
    const { time, now } = clock()
    const chooser = createChooser(now, randomOf(1))
    const one = target('a')
    failing(chooser, one, 5)
    time.ms += 5_000
    chooser.begin(one)
    time.ms += 61_000
    expect(chooser.choose(route([one]))).toHaveLength(1)
  })

  test('retry-after is waited for, and is no fault', () => {
    const { time, now } = clock()
    const chooser = createChooser(now, randomOf(1))
    const [one, other] = [target('a'), target('b')]
    for (let n = 0; n < 9; n++) chooser.begin(one)({ fault: 'channel', retryAfterMs: 2_000 })
    expect(ids(chooser.choose(route([one, other])))).toEqual(['b'])
    expect(chooser.soonest?.(route([one]))).toBe(2_000)
    time.ms += 2_000
    expect(chooser.soonest?.(route([one]))).toBeUndefined()
    expect(chooser.choose(route([one, other]))).toHaveLength(2)
  })
})

type Step =
  | { readonly does: 'begin'; readonly channel: number }
  | {
      readonly does: 'end'
      readonly nth: number
      readonly fault: 'none' | 'channel' | 'client'
      readonly later: boolean
    }
  | { readonly does: 'wait'; readonly ms: number }

const step = fc.oneof(
  fc.record({ does: fc.constant('begin' as const), channel: fc.integer({ min: 0, max: 2 }) }),
  fc.record({
    does: fc.constant('end' as const),
    nth: fc.nat(9),
    fault: fc.constantFrom('none' as const, 'channel' as const, 'client' as const),
    later: fc.boolean(),
  }),
  fc.record({ does: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 40_000 }) }),
)

test('whatever happens: limits hold, places come back, clients’ faults shut nothing, every channel comes back', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), fc.nat(), (steps: Step[], seed) => {
      const { time, now } = clock()
      const chooser = createChooser(now, randomOf(seed))
      const targets = [
        target('0', { concurrent: 1 }),
        target('1', { concurrent: 3 }),
        target('2', { state: 'draining' }),
      ]
      const running: { channel: number; end: ReturnType<Chooser['begin']> }[] = []
      const blamed = new Set<number>()
      for (const one of steps) {
        const free = ids(chooser.choose(route(targets)))
        expect(free).not.toContain('2')
        for (const [n, limit] of [1, 3].entries()) {
          const now = running.filter(({ channel }) => channel === n).length
          expect(now).toBe(chooser.health?.(String(n)).running)
          if (now >= limit) expect(free).not.toContain(String(n))
          else if (!blamed.has(n)) expect(free).toContain(String(n))
        }
        if (one.does === 'wait') time.ms += one.ms
        else if (one.does === 'begin') {
          const chosen = targets[one.channel]
          if (chosen && free.includes(chosen.channel.id))
            running.push({ channel: one.channel, end: chooser.begin(chosen) })
        } else {
          const [ended] = running.splice(one.nth % Math.max(1, running.length), 1)
          if (ended && one.fault === 'channel') blamed.add(ended.channel)
          ended?.end({ fault: one.fault, firstByteMs: 5, ...(one.later && { retryAfterMs: 700 }) })
          ended?.end({ fault: 'channel' })
        }
      }
      for (const { end } of running) end({ fault: 'none' })
      time.ms += 600_000
      expect(ids(chooser.choose(route(targets))).toSorted()).toEqual(['0', '1'])
    }),
    { numRuns: 300 },
  )
})
