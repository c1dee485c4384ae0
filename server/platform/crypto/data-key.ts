import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { freeBytes } from '../free-bytes.ts'
import { type DataKey, SealError } from './keys.ts'

// 1: under the only key there is for it. 2: under one of several, which its id, four bytes, tells.
const single = 1
const named = 2
const idBytes = 4
const nonceBytes = 12
const tagBytes = 16

const associated = (version: number, place: string): Buffer => Buffer.from(`${version}|${place}`)

function sealUnder(key: KeyObject, head: Buffer, plain: Uint8Array, place: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(associated(head[0] ?? single, place))
  const body = cipher.update(plain)
  const sealed = Buffer.concat([head, nonce, body, cipher.final(), cipher.getAuthTag()])
  freeBytes(body)
  return sealed
}

/** `undefined` when key or place is not the one it was sealed with, or a bit has changed. */
function openUnder(key: KeyObject, headBytes: number, sealed: Uint8Array, place: string): Buffer | undefined {
  const start = headBytes + nonceBytes
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(headBytes, start), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(associated(sealed[0] ?? single, place))
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const plain = decipher.update(sealed.subarray(start, sealed.length - tagBytes))
  try {
    // GCM keeps nothing back for the end: this is where the tag is checked.
    decipher.final()
    return plain
  } catch {
    return undefined
  }
}

const wrong = (place: string) => new SealError(place, 'wrong key, wrong place, or altered')

function versionOf(sealed: Uint8Array, place: string, known: readonly number[]): number {
  const [version] = sealed
  if (sealed.length < 1 + nonceBytes + tagBytes) throw new SealError(place, 'it is too short to be a seal')
  if (version !== undefined && known.includes(version)) return version
  throw new SealError(place, `its format ${version} is not known to this version`)
}

/** A usable key over 32 bytes; the bytes themselves stay inside `KeyObject`. */
export function dataKey(key: KeyObject): DataKey {
  return {
    seal: (plain, place) => sealUnder(key, Buffer.of(single), plain, place),
    open(sealed, place) {
      versionOf(sealed, place, [single])
      const plain = openUnder(key, 1, sealed, place)
      if (!plain) throw wrong(place)
      return plain
    },
  }
}

/** One of several keys. */
export type NamedKey = { readonly id: string; readonly key: KeyObject }

/** What every seal begins with that was made under the key of this id. */
export const sealHead = (id: string): Buffer => Buffer.concat([Buffer.of(named), Buffer.from(id, 'hex')])

/** Seals under the first of `keys`, opens under any; they are asked for each time, since they may change. */
export function keyRing(keys: () => readonly NamedKey[]): DataKey {
  const newest = () => keys()[0]
  return {
    seal(plain, place) {
      const first = newest()
      if (!first) throw new SealError(place, 'there is no key to seal it with')
      return sealUnder(first.key, sealHead(first.id), plain, place)
    },
    open(sealed, place) {
      if (versionOf(sealed, place, [single, named]) === single) {
        for (const { key } of keys()) {
          const plain = openUnder(key, 1, sealed, place)
          if (plain) return plain
        }
        throw wrong(place)
      }
      const id = Buffer.from(sealed.subarray(1, 1 + idBytes)).toString('hex')
      const known = keys().find((one) => one.id === id)
      const plain =
        known && sealed.length >= 1 + idBytes + nonceBytes + tagBytes
          ? openUnder(known.key, 1 + idBytes, sealed, place)
          : undefined
      if (!plain) throw wrong(place)
      return plain
    },
  }
}

/** Takes the bytes over: the caller's copy is zeroed. */
export function takeDataKey(bytes: Buffer): DataKey {
  const key = createSecretKey(bytes)
  bytes.fill(0)
  return dataKey(key)
}
