import type { RequestRecord } from '../evidence.ts'
import { bounds, operationOf, providerOf } from './names.ts'

/** So many kinds of requests are told apart; names of models may come from outside. */
const most = 1_000

type Records = { readonly waiting: number; readonly written: number; readonly dropped: number }

export class Histogram {
  readonly bounds: readonly number[]
  readonly counts: number[]
  sum = 0
  count = 0

  constructor(upper: readonly number[]) {
    this.bounds = upper
    this.counts = Array.from({ length: upper.length + 1 }, () => 0)
  }

  add(value: number): void {
    let place = 0
    while (place < this.bounds.length && value > (this.bounds[place] ?? 0)) place++
    this.counts[place] = (this.counts[place] ?? 0) + 1
    this.sum += value
    this.count++
  }
}

/** Requests of one kind, summed since the process started. */
export class Series {
  readonly provider: string
  readonly model: string
  readonly operation: string
  /** By status and outcome. */
  readonly ends = new Map<string, { readonly status: number; readonly outcome: string; count: number }>()
  readonly duration = new Histogram(bounds.duration)
  readonly firstToken = new Histogram(bounds.firstToken)
  readonly overhead = new Histogram(bounds.overhead)
  readonly input = new Histogram(bounds.tokens)
  readonly output = new Histogram(bounds.tokens)
  cached = 0
  dollars = 0

  constructor(provider: string, model: string, operation: string) {
    this.provider = provider
    this.model = model
    this.operation = operation
  }

  add({ usage, status, end, totalMs, firstByteMs, overheadMs, cost }: RequestRecord): void {
    const same = this.ends.get(`${status} ${end}`)
    if (same) same.count++
    else this.ends.set(`${status} ${end}`, { status, outcome: end, count: 1 })
    this.duration.add(totalMs / 1_000)
    if (firstByteMs !== null) this.firstToken.add(firstByteMs / 1_000)
    this.overhead.add(overheadMs / 1_000)
    const input = usage.input + usage.cachedInput + usage.cacheWrite + usage.cacheWriteLong + usage.audioInput
    const output = usage.output + usage.reasoning + usage.audioOutput
    if (input > 0) this.input.add(input)
    if (output > 0) this.output.add(output)
    this.cached += usage.cachedInput
    this.dollars += Number(cost) / 1e12
  }
}

/** Sums of requests for those who watch the installation: no organization, key or person is told apart. */
export class Meter {
  readonly since = Date.now()
  readonly #series = new Map<string, Series>()
  #records: () => Records = () => ({ waiting: 0, written: 0, dropped: 0 })

  get series(): Iterable<Series> {
    return this.#series.values()
  }

  /** How the writing of records goes. */
  get records(): Records {
    return this.#records()
  }

  watch(records: () => Records): void {
    this.#records = records
  }

  add(record: RequestRecord): void {
    this.#of(record.provider, record.model, record.path).add(record)
  }

  #of(provider: string, model: string, endpoint: string): Series {
    const key = `${provider} ${endpoint} ${model}`
    const known = this.#series.get(key)
    if (known) return known
    if (this.#series.size >= most && model !== 'other') return this.#of('other', 'other', 'other')
    const fresh = new Series(providerOf(provider), model.slice(0, 200), operationOf(endpoint))
    this.#series.set(key, fresh)
    return fresh
  }
}

/** Of this process, which has one data plane. */
export const meter = new Meter()
