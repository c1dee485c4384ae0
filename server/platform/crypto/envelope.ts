import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { keyRing, type NamedKey, takeDataKey } from './data-key.ts'
import type { DataKey } from './keys.ts'

/** Keys wrap keys: the root key wraps project keys and secrets, a project key wraps the keys of its recordings. */
export interface Envelope {
  /** A new random data key and its wrapped form, bound to `place`; under `parent`, or under the root key without one. */
  create(place: string, parent?: DataKey): { key: DataKey; wrapped: Buffer }
  /** Throws `SealError` when it was wrapped by another key or for another place. */
  unwrap(wrapped: Uint8Array, place: string, parent?: DataKey): DataKey
  /** The same key under the newest root key. */
  rewrap(wrapped: Uint8Array, place: string): Buffer
  /** For the installation's own secrets, directly under the root key. */
  readonly master: DataKey
  /** HMAC-SHA-256 under a key of its own per purpose: for tokens and for keyed hashes of addresses. 32 bytes. */
  mac(purpose: string, data: string | Uint8Array): Buffer
  /** The same under every root key that still counts, the newest first: what was given out before a change stays valid. */
  macs(purpose: string, data: string | Uint8Array): readonly Buffer[]
}

/** A wrapped key never opens as ordinary data, even where place and parent are the same. */
const keyPlace = (place: string): string => `key|${place}`

/** A root key with what is derived from it. Its id says nothing about it. */
export type RootKey = { readonly id: string; readonly derive: (purpose: string) => KeyObject }

export function rootKey(key: KeyObject): RootKey {
  const derived = new Map<string, KeyObject>()
  const bytes = (purpose: string, length: number) =>
    Buffer.from(hkdfSync('sha256', key, '', `vitrine 1 ${purpose}`, length))
  return {
    id: bytes('id', 4).toString('hex'),
    derive(purpose) {
      const known = derived.get(purpose)
      if (known) return known
      const fresh = createSecretKey(bytes(purpose, 32))
      derived.set(purpose, fresh)
      return fresh
    },
  }
}

/** `roots`: the keys in force, the one that seals first. They may change while the program runs. */
export function openEnvelope(from: { masterKey: KeyObject } | { roots: () => readonly RootKey[] }): Envelope {
  const only = 'masterKey' in from ? [rootKey(from.masterKey)] : []
  const roots = 'roots' in from ? from.roots : () => only
  const master = keyRing(() => roots().map(({ id, derive }): NamedKey => ({ id, key: derive('envelope') })))
  const macs = (purpose: string, data: string | Uint8Array) =>
    roots().map(({ derive }) =>
      createHmac('sha256', derive(`mac ${purpose}`))
        .update(data)
        .digest(),
    )

  return {
    master,
    create(place, parent = master) {
      const bytes = randomBytes(32)
      const wrapped = parent.seal(bytes, keyPlace(place))
      return { key: takeDataKey(bytes), wrapped }
    },
    unwrap: (wrapped, place, parent = master) => takeDataKey(parent.open(wrapped, keyPlace(place))),
    rewrap(wrapped, place) {
      const bytes = master.open(wrapped, keyPlace(place))
      const again = master.seal(bytes, keyPlace(place))
      bytes.fill(0)
      return again
    },
    mac: (purpose, data) => macs(purpose, data)[0] as Buffer,
    macs,
  }
}
