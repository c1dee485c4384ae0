import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { type DataKey, SealError } from './keys.ts'

const version = 1
const nonceBytes = 12
const tagBytes = 16
const head = 1 + nonceBytes

const associated = (place: string): Buffer => Buffer.from(`${version}|${place}`)

/** A usable key over 32 bytes; the bytes themselves stay inside `KeyObject`. */
export function dataKey(key: KeyObject): DataKey {
  return {
    seal(plain, place) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.setAAD(associated(place))
      return Buffer.concat([Buffer.of(version), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, place) {
      if (sealed.length < head + tagBytes) throw new SealError(place, 'it is too short to be a seal')
      if (sealed[0] !== version) throw new SealError(place, `its format ${sealed[0]} is not known to this version`)
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, head), { authTagLength: tagBytes })
      decipher.setAAD(associated(place))
      decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(head, sealed.length - tagBytes)), decipher.final()])
      } catch {
        throw new SealError(place, 'wrong key, wrong place, or altered')
      }
    },
  }
}

/** Takes the bytes over: the caller's copy is zeroed. */
export function takeDataKey(bytes: Buffer): DataKey {
  const key = createSecretKey(bytes)
  bytes.fill(0)
  return dataKey(key)
}
