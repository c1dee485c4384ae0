import type { Bag, InBag } from '../../platform/bag.ts'
import type { Journal } from '../journal/journal.ts'
import type { Charge, Hold } from '../money.ts'
import type { Pico } from '../price.ts'
import type { Slice } from './slice.ts'

export type Holder = {
  readonly journal: Journal
  readonly holds: Bag<Held>
  readonly sliceOf: (organizationId: string) => Slice
}

export class Held implements Hold, InBag {
  place = -1
  readonly amount: Pico
  readonly since: number
  readonly #holder: Holder
  readonly #organizationId: string
  #open = true
  #settled: Promise<void> | undefined

  constructor(holder: Holder, slice: Slice, amount: Pico, since: number) {
    this.amount = amount
    this.since = since
    this.#holder = holder
    this.#organizationId = slice.organizationId
    slice.held += amount
    slice.count()
    holder.holds.add(this)
  }

  /** A provider may count more than anybody could foresee; it is paid from what this node has set aside, never from nothing. */
  get most(): Pico {
    const { free } = this.#holder.sliceOf(this.#organizationId)
    return this.#open && free > 0n ? this.amount + free : this.amount
  }

  settle(charge: Charge): Promise<void> {
    this.#settled ??= this.#settle(charge)
    return this.#settled
  }

  release(): void {
    if (!this.#open) return
    this.#open = false
    const slice = this.#holder.sliceOf(this.#organizationId)
    slice.held -= this.amount
    slice.count()
    this.#holder.holds.drop(this)
  }

  #settle({ requestId, projectId, keyId, model, cost, at }: Charge): Promise<void> {
    if (cost > this.most) throw new RangeError('No more can be charged than is there.')
    if (cost < 0n) throw new RangeError('A charge can’t be negative.')
    this.release()
    const organizationId = this.#organizationId
    const slice = this.#holder.sliceOf(organizationId)
    slice.unposted += cost
    slice.count()
    return this.#holder.journal.append({ requestId, organizationId, projectId, keyId, model, cost, at })
  }
}
