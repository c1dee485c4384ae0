import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { dataKey, takeDataKey } from './data-key.ts'
import type { DataKey } from './keys.ts'

/** Keys wrap keys: the master key wraps project keys and secrets, a project key wraps the keys of its recordings. */
export interface Envelope {
  /** A new random data key and its wrapped form, bound to `place`; under `parent`, or under the master key without one. */
  create(place: string, parent?: DataKey): { key: DataKey; wrapped: Buffer }
  /** Throws `SealError` when it was wrapped by another key or for another place. */
  unwrap(wrapped: Uint8Array, place: string, parent?: DataKey): DataKey
  /** For the installation's own secrets, directly under the master key. */
  readonly master: DataKey
  /** HMAC-SHA-256 under a key of its own per purpose: for tokens and for keyed hashes of addresses. 32 bytes. */
  mac(purpose: string, data: string | Uint8Array): Buffer
}

/** A wrapped key never opens as ordinary data, even where place and parent are the same. */
const keyPlace = (place: string): string => `key|${place}`

export function openEnvelope({ masterKey }: { masterKey: KeyObject }): Envelope {
  const derived = new Map<string, KeyObject>()
  const derive = (purpose: string): KeyObject => {
    const known = derived.get(purpose)
    if (known) return known
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', `vitrine 1 ${purpose}`, 32)))
    derived.set(purpose, key)
    return key
  }
  const master = dataKey(derive('envelope'))

  return {
    master,
    create(place, parent = master) {
      const bytes = randomBytes(32)
      const wrapped = parent.seal(bytes, keyPlace(place))
      return { key: takeDataKey(bytes), wrapped }
    },
    unwrap: (wrapped, place, parent = master) => takeDataKey(parent.open(wrapped, keyPlace(place))),
    mac: (purpose, data) =>
      createHmac('sha256', derive(`mac ${purpose}`))
        .update(data)
        .digest(),
  }
}
