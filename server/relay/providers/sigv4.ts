import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import type { Credential } from '../supply/supply.ts'
import type { Unsigned } from './authorize.ts'

function bytesOf(secret: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof secret === 'string') return Buffer.from(secret)
  return ArrayBuffer.isView(secret)
    ? Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength)
    : Buffer.from(secret)
}

/** What the signer hashes with: Node's own, which has a body done before a promise would be. */
class Sha256 {
  readonly #hash: Hash | Hmac

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret))
  }

  update(data: Uint8Array): void {
    this.#hash.update(data)
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }

  reset(): never {
    throw new Error('A hash is used once.')
  }
}

/**
 * The headers that sign a request for AWS: its method, address, body and host. What else it carries is left out of the
 * signature, so that nothing on the way can spoil it.
 */
export async function sign(
  { method, origin, path, body }: Unsigned,
  { region = '', accessKeyId = '', secretAccessKey = '', sessionToken }: Credential,
  service: string,
  signingDate = new Date(),
): Promise<string[]> {
  const { hostname, host, protocol, pathname, searchParams } = new URL(path, origin)
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
  const signer = new SignatureV4({ region, service, credentials, sha256: Sha256, applyChecksum: false })
  const query = Object.fromEntries(searchParams)
  const request = { method, protocol, hostname, path: pathname, query, headers: { host }, body }
  const { headers } = await signer.sign(request, { signingDate })
  return Object.entries(headers).flatMap(([name, value]) => (name === 'host' ? [] : [name, value]))
}
