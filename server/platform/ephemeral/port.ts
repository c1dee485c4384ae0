import type { EphemeralKey } from '@vitrine/ledger'

export type NamePage = { readonly names: readonly string[]; readonly next: string | undefined }

type Key<K extends EphemeralKey['space']['kind']> = EphemeralKey<K>

/** What somebody takes of a reservation, or gives back where `amount` is negative: never more than they have. */
export type Take = {
  readonly key: Key<'reservation'>
  readonly holder: string
  readonly amount: number
  /** When all that the holder has lapses, in milliseconds since the epoch; at the latest a time to live from now. */
  readonly until: number
  /** Of all holders together; without it any amount fits. */
  readonly limit?: number
  /** Another holder, who must have something, be it 0. */
  readonly requires?: string
  /** `replace`: in place of what they have. `begin`: only who has nothing. `more`: only who has something. */
  readonly how?: 'replace' | 'begin' | 'more'
}

export type Held = { readonly amount: number; readonly until: number }

/** All of it and how much is held of each that has a limit; or nothing, and which did not fit or did not find whom it requires. */
export type Taken =
  | { readonly held: readonly number[] }
  | { readonly refused: number; readonly by: readonly Held[] }
  | { readonly missing: number }

/**
 * Short-lived state: counters, sessions, windows, locks, messages. Keys come from declared keyspaces, and the time to
 * live is the declaration's, so no caller chooses one. Every adapter passes `contract.ts`.
 */
export interface Ephemeral {
  /** Adds and answers the sum. The time to live starts anew with each call when `extend`, else with the first. */
  increment(key: Key<'counter'>, by?: number, how?: { extend?: boolean }): Promise<number>
  readCounter(key: Key<'counter'>): Promise<number>

  set(key: Key<'value'>, value: string): Promise<void>
  get(key: Key<'value'>): Promise<string | undefined>
  /** Writes only when the present value equals `expected` (`undefined`: none is there). Answers whether it did. */
  compareAndSet(key: Key<'value'>, expected: string | undefined, value: string): Promise<boolean>

  /** Texts by name. Each lapses by itself, the time to live after it was last written. */
  readMap(key: Key<'map'>): Promise<Map<string, string>>
  readEntry(key: Key<'map'>, name: string): Promise<string | undefined>
  /** Writes only when the present entry equals `expected` (`undefined`: none is there). Answers whether it did. */
  compareAndSetEntry(key: Key<'map'>, name: string, expected: string | undefined, value: string): Promise<boolean>
  /** Answers whether there was one: of many who remove it, one did. */
  removeEntry(key: Key<'map'>, name: string): Promise<boolean>

  /**
   * A sorted set of members by time, in milliseconds since the epoch; a member's newer time replaces its older, and a time
   * to come counts as now. Each member lapses by itself, the time to live after its own time.
   */
  addToWindow(key: Key<'window'>, member: string, at: number): Promise<void>
  /** Members seen at `since` or later, oldest first. Older ones are dropped. */
  readWindow(key: Key<'window'>, since: number): Promise<{ member: string; at: number }[]>

  /** Each member lapses by itself, the time to live after it was last added. */
  addToSet(key: Key<'set'>, member: string): Promise<void>
  removeFromSet(key: Key<'set'>, member: string): Promise<void>
  readSet(key: Key<'set'>): Promise<string[]>

  /**
   * Takes `amount` when what is held stays within `limit`; answers whether it did. A holder's newer reservation
   * replaces its older. Released by `release` or by time.
   */
  reserve(key: Key<'reservation'>, holder: string, amount: number, limit: number): Promise<boolean>
  release(key: Key<'reservation'>, holder: string): Promise<void>

  /**
   * All of these or none, at once over all machines; those with a limit are of different keys. Of one place, so that it is
   * one round trip. In memory it answers at once, without a promise.
   */
  take(takes: readonly Take[]): Taken | Promise<Taken>

  /** A message to whoever subscribes now; under 8,000 bytes. */
  publish(key: Key<'channel'>, message: string): Promise<void>
  /** Hears what is said from when this resolves. Answers how to stop. */
  subscribe(key: Key<'channel'>, hear: (message: string) => void): Promise<() => Promise<void>>

  /** Answers a release function, or `undefined` when somebody else holds it. Lapses with the time to live. */
  lock(key: Key<'lock'>): Promise<(() => Promise<void>) | undefined>

  delete(key: EphemeralKey): Promise<void>
  /** The names that exist and have not lapsed: for the agreement check and for reading an erasure back. */
  names(): AsyncIterable<string>
  /**
   * Every name that is stored, a page at a time, lapsed ones that are still there and repetitions included. `next` of a
   * page, given as `from`, goes on behind it, also after a restart; what no longer leads anywhere begins anew.
   */
  scan(from?: string): AsyncIterable<NamePage>
  close(): Promise<void>
}
