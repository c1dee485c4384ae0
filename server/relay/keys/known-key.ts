import type { IncomingMessage } from 'node:http'

/** Limits as they are set; what is missing is not limited. Money in 10⁻¹² US dollars. */
export type Limits = {
  readonly requestsPerMinute?: number
  readonly tokensPerMinute?: number
  readonly concurrent?: number
  readonly spendPerDay?: bigint
  readonly spendPerMonth?: bigint
}

/** A key as the data plane knows it: never the key itself. */
export type KnownKey = {
  readonly id: string
  readonly organizationId: string
  readonly projectId: string | null
  /** The member whose key it is. */
  readonly memberId: string | null
  /** Empty: all. */
  readonly models: readonly string[]
  readonly endpoints: readonly string[]
  readonly networks: readonly string[]
  /** Milliseconds since the epoch. */
  readonly expiresAt: number | null
  readonly limits: {
    readonly key: Limits
    readonly member: Limits
    readonly project: Limits
    readonly organization: Limits
  }
}

/** `network`: it does not work from where the request comes. */
export type Unknown = { readonly refused: 'unknown' | 'expired' | 'revoked' | 'network' | 'unavailable' }

export interface Keys {
  /** At once for known keys; asks the database for others. `unavailable` when that can't be asked: never `unknown` then. */
  find(secret: string, request?: IncomingMessage): KnownKey | Unknown | Promise<KnownKey | Unknown>
  close(): Promise<void>
}

export type Refused = {
  /** `unavailable`: what is used up can't be looked up. */
  readonly refused: 'requests' | 'tokens' | 'concurrent' | 'spend' | 'unavailable'
  readonly by: 'key' | 'member' | 'project' | 'organization'
  readonly retryAfterMs: number
}

/** What a request may use up, taken at once over all nodes. */
export interface Admission {
  /** What of its limits is left, for the headers of the answer. */
  readonly left: { readonly requests?: number; readonly tokens?: number; readonly resetMs: number }
  /** After the answer: what it really used in place of what was guessed, and its place among the concurrent ones. */
  done(actual: { readonly tokens: number; readonly cost: bigint }): void
}

export interface Limiter {
  admit(
    key: KnownKey,
    requestId: string,
    guess: { readonly tokens: number; readonly cost: bigint },
  ): Admission | Refused | Promise<Admission | Refused>
  /** Gives back what this node holds, and writes down what was spent. */
  close(): Promise<void>
}
