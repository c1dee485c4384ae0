import type { DataKey } from '../../platform/crypto/keys.ts'
import { freeBytes } from '../../platform/free-bytes.ts'

const plainBytes = 1_048_576
/** Version, nonce and tag. */
const sealBytes = 29
const sealedBytes = plainBytes + sealBytes

/** Each piece is bound to its number, and the last to being the last: none can be moved, repeated or cut off unnoticed. */
const place = (name: string, piece: number, isLast: boolean) => `${name}|${piece}${isLast ? '|last' : ''}`

/** Seals a stream of any length in pieces of one size. */
export async function* sealStream(
  key: DataKey,
  name: string,
  plain: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const held = Buffer.allocUnsafe(plainBytes)
  let filled = 0
  let piece = 0
  for await (const chunk of plain)
    for (let from = 0; from < chunk.length; ) {
      // A full piece waits for what follows: only then is it known not to be the last.
      if (filled === plainBytes) {
        yield key.seal(held, place(name, piece++, false))
        filled = 0
      }
      const taken = Math.min(plainBytes - filled, chunk.length - from)
      held.set(chunk.subarray(from, from + taken), filled)
      filled += taken
      from += taken
    }
  yield key.seal(held.subarray(0, filled), place(name, piece, true))
}

/** How long the plain text of a sealed stream is. */
export const plainLength = (stored: number): number => stored - Math.ceil(stored / sealedBytes) * sealBytes

/** The plain text again, a piece at a time. `read` answers the stored bytes from one place up to another, for nobody else. */
export async function* openStream(
  key: DataKey,
  name: string,
  stored: number,
  read: (range: { from: number; to: number }) => Promise<Buffer>,
): AsyncGenerator<Uint8Array> {
  const pieces = Math.ceil(stored / sealedBytes)
  for (let piece = 0; piece < pieces; piece++) {
    const from = piece * sealedBytes
    const sealed = await read({ from, to: Math.min(from + sealedBytes, stored) })
    const plain = key.open(sealed, place(name, piece, piece === pieces - 1))
    freeBytes(sealed)
    yield plain
  }
}
