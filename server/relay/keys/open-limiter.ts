import { randomUUID } from 'node:crypto'
import type { Context } from '../../context.ts'
import type { Ephemeral, Take, Taken } from '../../platform/ephemeral/port.ts'
import { errorFields } from '../../platform/log/error-fields.ts'
import { Holdings, lapseMs } from './holding.ts'
import type { Admission, KnownKey, Limiter, Refused } from './known-key.ts'
import { type Meter, metersOf } from './meters.ts'
import { ReachedBudgets } from './reached-budgets.ts'
import { Spending } from './spending.ts'
import { dayAt, fitsAt, monthAt, sliceAt } from './windows.ts'

type Pauses = { readonly sayAgainMs: number; readonly writeMs: number }
const usual: Pauses = { sayAgainMs: 10_000, writeMs: 2_000 }
/** Budgets that are not counted yet are looked up; each of them once. */
const mostRounds = 12

type Guess = { readonly tokens: number; readonly cost: bigint }
/** What is asked of one key's requests; of those that cost nothing, no budget. */
type Plan = { readonly all: readonly Meter[]; readonly unbilled: readonly Meter[]; readonly free: Admission }
type Asked = { readonly meters: readonly Meter[]; readonly amounts: readonly number[]; readonly now: number }

const unavailable: Refused = { refused: 'unavailable', by: 'key', retryAfterMs: 2_000 }
const holds = ({ what }: Meter): boolean => what === 'concurrent' || isBudget(what)
const isBudget = (what: Meter['what']): what is 'day' | 'month' => what === 'day' || what === 'month'
const periodAt = (what: 'day' | 'month', now: number) => (what === 'day' ? dayAt(now) : monthAt(now))

/** More tokens than a minute has are let through when nothing else was; what was really used then counts in full. */
function amountOf({ what, limit }: Meter, { tokens, cost }: Guess): number {
  if (what === 'tokens') return Math.min(tokens, limit)
  return isBudget(what) ? Number(cost) : 1
}

class SharedLimiter implements Limiter {
  readonly #ctx: Context
  readonly #ephemeral: Ephemeral
  readonly #node = `node-${randomUUID()}`
  readonly #plans = new WeakMap<KnownKey, Plan>()
  readonly #holdings = new Holdings(this.#node)
  readonly #spending: Spending
  readonly #reached: ReachedBudgets
  readonly #timers: readonly NodeJS.Timeout[]
  #writing: Promise<void> | undefined

  constructor(ctx: Context, pauses: Pauses) {
    this.#ctx = ctx
    this.#ephemeral = ctx.control.ephemeral
    this.#spending = new Spending(ctx)
    this.#reached = new ReachedBudgets(ctx)
    this.#timers = [
      setInterval(
        () => void this.#quietly(() => this.#holdings.sayAgain(this.#ephemeral, this.#now())),
        pauses.sayAgainMs,
      ),
      setInterval(() => void this.#write(), pauses.writeMs),
    ].map((timer) => timer.unref())
  }

  admit(key: KnownKey, _requestId: string, guess: Guess): Admission | Refused | Promise<Admission | Refused> {
    const plan = this.#planOf(key)
    const meters = guess.cost === 0n ? plan.unbilled : plan.all
    return meters.length === 0 ? plan.free : this.#ask(key, meters, guess, 0)
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    await this.#quietly(() => this.#holdings.giveBack(this.#ephemeral, this.#now()))
    await this.#writing
    await this.#write()
  }

  /** One at a time: the next looks after what this one leaves. */
  #write(): Promise<void> {
    return (this.#writing ??= Promise.all([this.#spending.write(), this.#reached.tell()])
      .then(() => {})
      .finally(() => {
        this.#writing = undefined
      }))
  }

  #now(): number {
    return this.#ctx.now().getTime()
  }

  #planOf(key: KnownKey): Plan {
    const known = this.#plans.get(key)
    if (known) return known
    const all = metersOf(key)
    const unbilled = all.filter(({ what }) => !isBudget(what))
    const free: Admission = { left: { resetMs: 0 }, done: ({ cost }) => this.#spent(key, this.#now(), cost) }
    const plan = { all, unbilled, free }
    this.#plans.set(key, plan)
    return plan
  }

  #ask(
    key: KnownKey,
    meters: readonly Meter[],
    guess: Guess,
    round: number,
  ): Admission | Refused | Promise<Admission | Refused> {
    const asked = { meters, amounts: meters.map((meter) => amountOf(meter, guess)), now: this.#now() }
    const takes = meters.map((meter, place) => this.#takeOf(meter, asked.amounts[place] ?? 0, asked.now))
    this.#each(asked, (meter, amount) => this.#holdings.add(meter, amount))
    const decide = (taken: Taken) => {
      this.#each(asked, (meter) => this.#holdings.answered(meter))
      if ('held' in taken) return this.#admitted(key, asked, taken.held)
      this.#each(asked, (meter, amount) => this.#holdings.drop(meter, amount))
      if ('refused' in taken) return this.#refused(key, asked, taken)
      const missing = meters[taken.missing]
      if (!missing || round >= mostRounds) return unavailable
      return this.#begin(key, missing).then(
        () => this.#ask(key, meters, guess, round + 1),
        () => unavailable,
      )
    }
    const taken = this.#ephemeral.take(takes)
    if (!(taken instanceof Promise)) return decide(taken)
    return taken.then(decide, (error: unknown) => {
      this.#each(asked, (meter) => this.#holdings.answered(meter))
      this.#each(asked, (meter, amount) => this.#holdings.drop(meter, amount))
      this.#ctx.log.warn('Limits could not be looked up', errorFields(error))
      return unavailable
    })
  }

  /** For each meter of which this node holds something while the request is under way. */
  #each({ meters, amounts }: Asked, work: (meter: Meter, amount: number) => void): void {
    for (let place = 0; place < meters.length; place++) {
      const meter = meters[place] as Meter
      if (holds(meter)) work(meter, amounts[place] ?? 0)
    }
  }

  #takeOf({ key, what, limit }: Meter, amount: number, now: number): Take {
    if (what === 'concurrent') return { key, holder: this.#node, amount, until: now + lapseMs, limit }
    if (isBudget(what))
      return { key, holder: this.#node, amount, until: now + lapseMs, limit, requires: periodAt(what, now).name }
    const { name, until } = sliceAt(now)
    return { key, holder: name, amount, until, limit }
  }

  /** A budget goes on from what was written down, after whatever counts has begun anew. */
  #begin(key: KnownKey, { key: place, what, by }: Meter): Promise<unknown> {
    const { name, since, until } = periodAt(isBudget(what) ? what : 'day', this.#now())
    return this.#spending.sum(by, key, since, (amount) =>
      this.#ephemeral.take([{ key: place, holder: name, amount: Number(amount), until, how: 'begin' }]),
    )
  }

  #refused(key: KnownKey, asked: Asked, taken: Extract<Taken, { refused: number }>): Refused {
    const meter = asked.meters[taken.refused]
    if (meter && isBudget(meter.what)) this.#reached.note(key, meter, periodAt(meter.what, asked.now))
    return refusal(asked, taken)
  }

  #admitted(key: KnownKey, asked: Asked, held: readonly number[]): Admission {
    let isDone = false
    return {
      left: leftOf(asked, held),
      done: (actual) => {
        if (isDone) return
        isDone = true
        this.#done(key, asked, actual)
      },
    }
  }

  #done(key: KnownKey, asked: Asked, { tokens, cost }: Guess): void {
    const now = this.#now()
    this.#each(asked, (meter, amount) => this.#holdings.drop(meter, amount))
    const takes: Take[] = []
    const [began, ends] = [sliceAt(asked.now), sliceAt(now)]
    for (let place = 0; place < asked.meters.length; place++) {
      const meter = asked.meters[place] as Meter
      const amount = -(asked.amounts[place] ?? 0)
      if (meter.what === 'requests') continue
      if (meter.what === 'tokens')
        takes.push(
          { key: meter.key, holder: began.name, amount, until: began.until },
          { key: meter.key, holder: ends.name, amount: tokens, until: ends.until },
        )
      else takes.push({ key: meter.key, holder: this.#node, amount, until: now + lapseMs })
      if (!isBudget(meter.what)) continue
      const { name, until } = periodAt(meter.what, now)
      takes.push({ key: meter.key, holder: name, amount: Number(cost), until, how: 'more' })
    }
    this.#spent(key, now, cost)
    if (takes.length > 0) void this.#quietly(() => this.#ephemeral.take(takes))
  }

  #spent(key: KnownKey, at: number, cost: bigint): void {
    if (cost > 0n) this.#spending.note(key, at, cost)
  }

  /** What can't be given back now lapses by itself. */
  async #quietly(work: () => unknown): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#ctx.log.warn('Limits could not be kept up', errorFields(error))
    }
  }
}

function refusal({ meters, amounts, now }: Asked, { refused, by }: Extract<Taken, { refused: number }>): Refused {
  const meter = meters[refused] as Meter
  const { what, limit } = meter
  if (what === 'concurrent') return { refused: what, by: meter.by, retryAfterMs: 1_000 }
  if (isBudget(what)) return { refused: 'spend', by: meter.by, retryAfterMs: periodAt(what, now).until - now }
  const at = fitsAt(by, amounts[refused] ?? 0, limit, now)
  return { refused: what, by: meter.by, retryAfterMs: Math.max(1, at - now) }
}

/** The least that any of the limits leaves. */
function leftOf({ meters, now }: Asked, held: readonly number[]): Admission['left'] {
  const left = { requests: Number.POSITIVE_INFINITY, tokens: Number.POSITIVE_INFINITY }
  for (let place = 0; place < meters.length; place++) {
    const { what, limit } = meters[place] as Meter
    if (what === 'requests' || what === 'tokens') left[what] = Math.min(left[what], limit - (held[place] ?? 0))
  }
  const isLimited = left.requests < Number.POSITIVE_INFINITY || left.tokens < Number.POSITIVE_INFINITY
  return {
    ...(left.requests < Number.POSITIVE_INFINITY && { requests: left.requests }),
    ...(left.tokens < Number.POSITIVE_INFINITY && { tokens: left.tokens }),
    resetMs: isLimited ? sliceAt(now).until - now : 0,
  }
}

/** Limits over all nodes: in memory where there is one, in one round trip where Redis is shared. */
export const openLimiter = (ctx: Context, pauses: Pauses = usual): Limiter => new SharedLimiter(ctx, pauses)
