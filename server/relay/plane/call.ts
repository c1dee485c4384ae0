import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Dispatcher } from 'undici'
import type { Envelope } from '../dialects/index.ts'
import type { KnownKey } from '../keys/known-key.ts'
import type { Route } from '../supply/supply.ts'
import type { Place } from './paths.ts'
import type { Tab } from './tab.ts'

/** One request of a client, from its body to the end of its answer. */
export type Call = {
  readonly requestId: string
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly place: Place
  readonly key: KnownKey
  readonly body: Buffer
  /** None for forms. */
  readonly envelope: Envelope | undefined
  readonly model: string
  readonly stream: boolean
  readonly route: Route
  readonly tab: Tab
  /** Milliseconds since the epoch, and on the clock that never jumps. */
  readonly startedAt: number
  readonly began: number
  attempts: number
  /** Spent by us so far, not by providers. */
  overheadMs: number
  firstByteMs: number | null
  /** The client has left. */
  gone: boolean
  /** What is under way at the provider. No closure: objects that are given ever new ones are collected late. */
  upstream: Dispatcher.DispatchController | undefined
}
