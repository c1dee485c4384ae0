import { createPublicKey, hash, type JsonWebKey, verify } from 'node:crypto'
import { sha256 } from '../../platform/crypto/random-token.ts'

/** Covers the entries since the seal before, in order, and that seal itself. Hashes are hexadecimal SHA-256. */
export type Seal = {
  readonly kind: 'seal'
  /** Of which stores: the control stores and each region have a chain of their own. */
  readonly chain: string
  readonly number: number
  readonly sealedAt: string
  readonly count: number
  readonly first: string
  readonly last: string
  /** Over the hashes of the entries. */
  readonly rows: string
  readonly previous: string
  readonly hash: string
  readonly signature: string
}
export type Head = Pick<Seal, 'chain' | 'number' | 'hash'>

export const hex = (text: string | Uint8Array): string => hash('sha256', text, 'hex')

/** One text per value: names in order, nothing for what is empty, no spaces. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const parts = Object.entries(value)
    .filter(([, part]) => part !== null && part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`)
  return `{${parts.join(',')}}`
}

/** Whether `canonical` makes this text of the value, told without making it where the names stand in order. */
export const isCanonical = (value: unknown, text: string): boolean =>
  (isInOrder(value) ? JSON.stringify(value) : canonical(value)) === text

function isInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isInOrder)
  let before: string | undefined
  for (const [name, part] of Object.entries(value)) {
    if (part === null || part === undefined || !isInOrder(part)) return false
    if (before !== undefined && !(before < name)) return false
    before = name
  }
  return true
}

/** Before the first seal. */
export const start = (chain: string): Head => ({ chain, number: 0, hash: hex(`vitrine audit chain ${chain}`) })

export const rowsHash = (hashes: readonly string[]): string => hex(hashes.join(''))

export const sealHash = ({ hash: _, signature: __, ...body }: Omit<Seal, 'hash' | 'signature'> & Partial<Seal>) =>
  hex(canonical(body))

/** What is signed for a seal or the first line of an export. */
export const signed = (kind: string, hash: string): Buffer => Buffer.from(`vitrine ${kind} ${hash}`)

export function isSignedBy(key: JsonWebKey, data: Buffer, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64url')
  // Several texts can stand for the same bytes; only one of them is ours.
  if (bytes.toString('base64url') !== signature) return false
  try {
    const publicKey = createPublicKey({ key, format: 'jwk' })
    return verify('sha256', data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes)
  } catch {
    return false
  }
}

/** RFC 7638: what people compare to know that a public key is this installation's. */
export const fingerprint = ({ crv, kty, x, y }: JsonWebKey): string =>
  sha256(canonical({ crv, kty, x, y })).toString('base64url')
