import { setTimeout as wait } from 'node:timers/promises'
import type { StoredKey } from './read-keys.ts'

/** Questions that wait at most; who asks beyond that is told to come back. */
const mostWaiting = 10_000
const mostAtOnce = 500
const longestMs = 3_000

/** What there is of a hash; `unavailable` where that can't be known now. */
export type Found = StoredKey | 'absent' | 'unavailable'
type Waiting = { readonly found: Promise<Found>; readonly tell: (found: Found) => void }

/**
 * Asks the database for keys, one question at a time for all who wait: strangers who try keys take up one connection
 * and a bounded list, however many they are.
 */
export class LookUp {
  readonly #read: (hashes: readonly string[]) => Promise<readonly StoredKey[]>
  readonly #waiting = new Map<string, Waiting>()
  #underWay = false

  constructor(read: (hashes: readonly string[]) => Promise<readonly StoredKey[]>) {
    this.#read = read
  }

  ask(hash: string): Promise<Found> {
    const same = this.#waiting.get(hash)
    if (same) return same.found
    if (this.#waiting.size >= mostWaiting) return Promise.resolve('unavailable')
    const { promise: found, resolve: tell } = Promise.withResolvers<Found>()
    this.#waiting.set(hash, { found, tell })
    if (!this.#underWay) void this.#work()
    return found
  }

  async #work(): Promise<void> {
    this.#underWay = true
    while (this.#waiting.size > 0) {
      const batch = [...this.#waiting].slice(0, mostAtOnce)
      for (const [hash] of batch) this.#waiting.delete(hash)
      const found = await this.readSoon(batch.map(([hash]) => hash))
      const stored = found && new Map(found.map((one) => [one.hash, one]))
      for (const [hash, { tell }] of batch) tell(stored ? (stored.get(hash) ?? 'absent') : 'unavailable')
    }
    this.#underWay = false
  }

  /** Nothing where the database fails, or takes longer than clients should wait. */
  async readSoon(hashes: readonly string[]): Promise<readonly StoredKey[] | undefined> {
    const late = new AbortController()
    const tooLong = wait(longestMs, undefined, { signal: late.signal, ref: false }).catch(() => undefined)
    try {
      return await Promise.race([this.#read(hashes).catch(() => undefined), tooLong])
    } finally {
      late.abort()
    }
  }
}
