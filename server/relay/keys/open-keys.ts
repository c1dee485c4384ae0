import { hash as digest } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { BlockList } from 'node:net'
import { isDeepStrictEqual } from 'node:util'
import type { Context } from '../../context.ts'
import type { KeyNews } from './key-news.ts'
import type { Keys, KnownKey, Unknown } from './known-key.ts'
import { type Found, LookUp } from './look-up.ts'
import { clientAddress, isWithin, networksOf } from './networks.ts'
import { readKeys, type StoredKey } from './read-keys.ts'
import { keyNews } from './tables.ts'

/** What nobody told of a change is found by itself this often. */
const usualPauseMs = 20_000
/** While the database is down, a key that was known is believed for so long. */
export const believedMs = 3_600_000
const absentMs = 1_000
const mostAbsent = 50_000
const readAtOnce = 1_000
/** Changes come in faster than keys can be read: not by chance. */
const mostRounds = 5

export const keyBeginning = 'vk-'
const keyLength = keyBeginning.length + 43

const unknown: Unknown = { refused: 'unknown' }
const expired: Unknown = { refused: 'expired' }
const revoked: Unknown = { refused: 'revoked' }
const elsewhere: Unknown = { refused: 'network' }
const unavailable: Unknown = { refused: 'unavailable' }

type Entry = {
  readonly stored: StoredKey
  readonly networks: BlockList | undefined
  checkedAt: number
  usedAt: number
}

class KnownKeys implements Keys {
  readonly #ctx: Context
  readonly #proxies: BlockList
  /** By SHA-256 of the key: comparing what strangers can't choose tells them nothing by its time. */
  readonly #entries = new Map<string, Entry>()
  /** Hash → until when it is believed that there is none. */
  readonly #absent = new Map<string, number>()
  readonly #lookUp = new LookUp((hashes) => this.#read(hashes))
  #changes = 0
  #stop: () => Promise<void> = async () => {}

  constructor(ctx: Context) {
    this.#ctx = ctx
    this.#proxies = networksOf(ctx.config.trustedProxies)
  }

  async open(pauseMs: number): Promise<this> {
    const stop = await this.#ctx.control.ephemeral.subscribe(keyNews.key({}), (message) => this.#hear(message))
    let round: Promise<void> | undefined
    const timer = setInterval(() => {
      round ??= this.#readAnew().finally(() => {
        round = undefined
      })
    }, pauseMs).unref()
    this.#stop = async () => {
      clearInterval(timer)
      await stop()
      await round
    }
    return this
  }

  find(secret: string, request?: IncomingMessage): KnownKey | Unknown | Promise<KnownKey | Unknown> {
    if (secret.length !== keyLength || !secret.startsWith(keyBeginning)) return unknown
    const hash = digest('sha256', secret, 'base64url')
    const now = this.#ctx.now().getTime()
    const entry = this.#entries.get(hash)
    if (entry && now - entry.checkedAt < believedMs) return this.#judge(entry, now, request)
    const absentUntil = this.#absent.get(hash)
    if (absentUntil !== undefined && now < absentUntil) return unknown
    return this.#lookUp.ask(hash).then((found) => this.#learn(hash, found, request))
  }

  close(): Promise<void> {
    return this.#stop()
  }

  #judge(entry: Entry, now: number, request: IncomingMessage | undefined): KnownKey | Unknown {
    const { stored, networks } = entry
    entry.usedAt = now
    if (stored.revoked) return revoked
    if (stored.key.expiresAt !== null && stored.key.expiresAt <= now) return expired
    if (networks && !(request && isWithin(networks, clientAddress(request, this.#proxies)))) return elsewhere
    return stored.key
  }

  #learn(hash: string, found: Found, request: IncomingMessage | undefined): KnownKey | Unknown {
    const now = this.#ctx.now().getTime()
    if (found === 'unavailable') return unavailable
    if (found !== 'absent') return this.#judge(this.#keep(found, now), now, request)
    this.#entries.delete(hash)
    // The oldest goes first; strangers can't make this list longer.
    if (this.#absent.size >= mostAbsent)
      for (const oldest of this.#absent.keys()) {
        this.#absent.delete(oldest)
        break
      }
    this.#absent.delete(hash)
    this.#absent.set(hash, now + absentMs)
    return unknown
  }

  #keep(stored: StoredKey, now: number): Entry {
    const { networks } = stored.key
    const entry = {
      stored,
      networks: networks.length > 0 ? networksOf(networks) : undefined,
      checkedAt: now,
      usedAt: now,
    }
    this.#entries.set(stored.hash, entry)
    return entry
  }

  /** What changed while it was read is read again: news may overtake the answer that they are about. */
  async #read(hashes: readonly string[]): Promise<readonly StoredKey[]> {
    for (let round = 0; round < mostRounds; round++) {
      const before = this.#changes
      const found = await readKeys(this.#ctx.control.db, hashes)
      if (before === this.#changes) return found
    }
    throw new Error('Keys changed faster than they could be read')
  }

  #hear(message: string): void {
    const news = JSON.parse(message) as KeyNews
    this.#changes++
    for (const [hash, { stored }] of this.#entries) {
      const { id, organizationId } = stored.key
      const isMeant = 'keyId' in news ? id === news.keyId : organizationId === news.organizationId
      if (isMeant) this.#entries.delete(hash)
    }
  }

  /** A message may be lost, and erasing tells nobody; keys that nobody uses any more are forgotten. */
  async #readAnew(): Promise<void> {
    const began = this.#ctx.now().getTime()
    for (const [hash, { usedAt }] of this.#entries) if (began - usedAt > believedMs) this.#entries.delete(hash)
    for (const [hash, until] of this.#absent) if (until <= began) this.#absent.delete(hash)
    const all = [...this.#entries.keys()]
    for (let place = 0; place < all.length; place += readAtOnce) {
      const hashes = all.slice(place, place + readAtOnce)
      const found = await this.#lookUp.readSoon(hashes)
      if (!found) return
      const stored = new Map(found.map((one) => [one.hash, one]))
      for (const hash of hashes) this.#renew(hash, stored.get(hash), began)
    }
  }

  #renew(hash: string, stored: StoredKey | undefined, at: number): void {
    const entry = this.#entries.get(hash)
    if (!entry) return
    if (!stored) this.#entries.delete(hash)
    else if (isDeepStrictEqual(entry.stored, stored)) entry.checkedAt = at
    else this.#keep(stored, at).usedAt = entry.usedAt
  }
}

/** The keys of the installation, as one node knows them. `pauseMs`: how often all of them are looked up again. */
export const openKeys = (ctx: Context, { pauseMs = usualPauseMs } = {}): Promise<Keys> =>
  new KnownKeys(ctx).open(pauseMs)
