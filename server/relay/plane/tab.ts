import { costOf, type Hold, noUsage, type Pico, type Price, type Usage } from '../../billing/index.ts'
import type { Admission } from '../keys/known-key.ts'
import type { Target } from '../supply/supply.ts'
import type { Call } from './call.ts'
import type { Parts } from './parts.ts'

export type Ending = {
  readonly end: 'completed' | 'client-gone' | 'upstream-died' | 'upstream-error' | 'refused' | 'timed-out'
  readonly status: number
  readonly usage?: Partial<Usage> | undefined
  readonly target?: Target | undefined
}

const least = (a: Pico, b: Pico): Pico => (a < b ? a : b)

/** What a request has taken and has to give back: its place among the limits, and its money. Closed once. */
export class Tab {
  readonly #parts: Parts
  readonly #price: Price | undefined
  readonly #hold: Hold | undefined
  readonly #admission: Admission
  #closed: Promise<void> | undefined
  cost: Pico = 0n

  constructor(parts: Parts, admission: Admission, price?: Price, hold?: Hold) {
    this.#parts = parts
    this.#admission = admission
    this.#price = price
    this.#hold = hold
  }

  get left(): Admission['left'] {
    return this.#admission.left
  }

  get closed(): boolean {
    return this.#closed !== undefined
  }

  /** Resolves when what it cost can no longer be lost. */
  close(call: Call, ending: Ending): Promise<void> {
    return (this.#closed ??= this.#close(call, ending))
  }

  #close(call: Call, { end, status, usage: told, target }: Ending): Promise<void> {
    const usage = { ...noUsage, ...told }
    const spent = told !== undefined
    this.cost = this.#price && this.#hold && spent ? least(costOf(this.#price, usage), this.#hold.most) : 0n
    const { requestId, key, model, startedAt } = call
    const { organizationId, projectId, id: keyId } = key
    this.#admission.done({ tokens: usage.input + usage.cacheWrite + usage.output + usage.reasoning, cost: this.cost })
    let settled: Promise<void> = Promise.resolve()
    if (spent && this.cost > 0n)
      settled =
        this.#hold?.settle({
          requestId,
          organizationId,
          projectId,
          keyId,
          model,
          usage,
          cost: this.cost,
          at: startedAt,
        }) ?? settled
    else this.#hold?.release()
    const buy = target && this.#parts.money.buyPrice(target.channel.provider.prices, target.model)
    this.#parts.evidence.note({
      requestId,
      organizationId,
      projectId,
      keyId,
      memberId: key.memberId,
      model,
      provider: target?.channel.provider.id ?? '',
      channelId: target?.channel.id ?? null,
      path: call.place.endpoint,
      status,
      end,
      attempts: call.attempts,
      startedAt,
      firstByteMs: call.firstByteMs,
      totalMs: performance.now() - call.began,
      overheadMs: call.overheadMs,
      usage,
      cost: this.cost,
      buyCost: buy && spent ? costOf(buy, usage) : 0n,
      billed: this.#hold !== undefined,
      stream: call.stream,
      from: call.request.socket.remoteAddress ?? '',
      userAgent: call.request.headers['user-agent'] ?? '',
    })
    return settled
  }
}
