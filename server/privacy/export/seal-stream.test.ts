import { createSecretKey, randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { dataKey } from '../../platform/crypto/data-key.ts'
import { openStream, plainLength, sealStream } from './seal-stream.ts'

const key = dataKey(createSecretKey(randomBytes(32)))
const piece = 1_048_576

async function* chunks(plain: Buffer, size: number) {
  for (let at = 0; at < plain.length; at += size) yield plain.subarray(at, at + size)
}
const seal = (plain: Buffer, size = 65_536) => buffer(sealStream(key, 'exports/1', chunks(plain, size)))
const open = (sealed: Buffer, name = 'exports/1') =>
  buffer(openStream(key, name, sealed.length, async ({ from, to }) => sealed.subarray(from, to)))

test.each([0, 1, piece - 1, piece, piece + 1, 3 * piece, 2.5 * piece])(
  '%i bytes come back, in any chunks',
  async (length) => {
    const plain = randomBytes(length)
    for (const size of [1_000, 65_536, 5_000_000]) {
      const sealed = await seal(plain, size)
      expect(plainLength(sealed.length)).toBe(length)
      expect((await open(sealed)).equals(plain)).toBe(true)
    }
  },
)

test('what was cut off, moved or is another’s does not open', async () => {
  const stored = piece + 29
  const sealed = await seal(randomBytes(3 * piece))
  await expect(open(sealed.subarray(0, 2 * stored))).rejects.toThrow("can't be opened")
  const swapped = Buffer.concat([
    sealed.subarray(stored, 2 * stored),
    sealed.subarray(0, stored),
    sealed.subarray(2 * stored),
  ])
  await expect(open(swapped)).rejects.toThrow("can't be opened")
  await expect(open(sealed, 'exports/2')).rejects.toThrow("can't be opened")
})
