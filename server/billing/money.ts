import type { Pico, Price } from './price.ts'
import type { Usage } from './usage.ts'

export type NoMoney =
  /** The balance, or a budget of key, member, project or organization, doesn't reach. */
  | { readonly refused: 'balance' }
  /** What is needed to know can't be reached, and nothing is left of this node's slice. */
  | { readonly refused: 'unavailable' }

/** What is written down when a request is charged. */
export type Charge = {
  readonly requestId: string
  readonly organizationId: string
  readonly projectId: string | null
  readonly keyId: string
  readonly model: string
  readonly usage: Usage
  readonly cost: Pico
  readonly at: number
}

/** Money held for one request. Exactly one of the two is called, once; what is neither lapses with the request's time-out. */
export interface Hold {
  readonly amount: Pico
  /** What it can be settled with: what was held, and beyond that only what is there besides. */
  readonly most: Pico
  /** Resolves when the charge can no longer be lost: before the last byte of the answer. */
  settle(charge: Charge): Promise<void>
  release(): void
}

/** One node's part of all balances. In memory on the hot path: a promise only where the slice has to grow. */
export interface Money {
  hold(requestId: string, organizationId: string, amount: Pico): Hold | NoMoney | Promise<Hold | NoMoney>
  /** What customers pay; `undefined` where the model has no price, which refuses billed requests. */
  sellPrice(provider: string, model: string, organizationId: string): Price | undefined
  /** What we pay for a channel, for routing by cost and for the margin. */
  buyPrice(provider: string, model: string): Price | undefined
  /** Ends leases: what is unused goes back to the balances. */
  close(): Promise<void>
}
