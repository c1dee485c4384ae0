import type { Dialect } from '../dialects/dialect.ts'
import type { Provider } from '../providers/provider.ts'
import type { Fault, Minute } from './choosing/track.ts'

export type ChannelState = 'on' | 'off' | 'draining'

/** A way to a provider: one credential in one region, with limits of its own. */
export type Channel = {
  readonly id: string
  readonly provider: Provider
  /** Where the provider's file leaves it open, or for one's own provider. */
  readonly baseUrl: string
  /** Opened for the request that needs it, and forgotten. */
  readonly credential: () => Promise<Credential> | Credential
  readonly state: ChannelState
  /** Whether its traffic is billed; the organization's own credentials are not. */
  readonly billed: boolean
  readonly concurrent: number | null
  readonly timeouts: Timeouts
}

/** What a provider asks for: fields as its file names them (`key`, or `accessKeyId` and `secretAccessKey`, …). */
export type Credential = Readonly<Record<string, string>>

/** Milliseconds. */
export type Timeouts = {
  readonly connect: number
  readonly firstToken: number
  readonly idle: number
  readonly total: number
}

export type Target = {
  readonly channel: Channel
  /** The provider's own name of the model. */
  readonly model: string
  readonly dialect: Dialect
  readonly priority: number
  readonly weight: number
}

export type Strategy = 'priority' | 'weighted' | 'latency' | 'cost'

/** Where a model's requests go. */
export type Route = {
  readonly id: string
  readonly model: string
  readonly strategy: Strategy
  readonly targets: readonly Target[]
  /** Attempts over all targets. */
  readonly attempts: number
}

/** Everything that routing needs, read from the database at start and after changes; swapped whole. */
export interface Supply {
  route(model: string, organizationId: string): Route | undefined
  /** The organization's own credentials that can serve the model; `which` names a provider or a credential. */
  ownRoute(model: string, organizationId: string, which?: string): Route | undefined
  models(organizationId: string): readonly { readonly id: string; readonly owner: string; readonly since: number }[]
  close(): Promise<void>
}

export type Outcome = {
  /** The channel's fault, the client's own, or none. Without a fault and without a first byte it says nothing. */
  readonly fault: 'none' | 'channel' | 'client'
  readonly retryAfterMs?: number
  readonly firstByteMs?: number
  /** Of a fault: its stable code, and the provider's status if it had one. */
  readonly why?: string
}

export type Health = { readonly breaker: 'closed' | 'open' | 'half-open'; readonly running: number }

/** How a channel that is everybody's does on this node. */
export type Told = Health & {
  readonly channelId: string
  /** When it is tried again, in milliseconds since the epoch; `null`: it may be now. */
  readonly againAt: number | null
  readonly minutes: readonly Minute[]
  readonly fault: Fault | null
}

/** Chooses, in order, the targets that a request tries; remembers how they did. */
export interface Chooser {
  /** Targets to try now, best first; those behind an open breaker or at their concurrency limit are left out. */
  choose(route: Route, sticky?: string): readonly Target[]
  begin(target: Target): (outcome: Outcome) => void
  /** Where none can be tried now: milliseconds until the first that asked to be left alone may be again. */
  soonest?(route: Route): number | undefined
  /** How a channel does on this node. */
  health?(channelId: string): Health
  /** Of every channel that was tried since the start, those of organizations left out. */
  told?(wall: number): Told[]
}
