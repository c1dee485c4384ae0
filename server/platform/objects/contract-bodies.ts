import { createHash, randomBytes } from 'node:crypto'
import type { ObjectKey } from '@vitrine/ledger'
import { describe, expect, test } from 'vitest'
import type { Objects } from './port.ts'

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** In pieces of very different sizes, none of which fits a part of an upload. */
async function* inPieces(whole: Buffer): AsyncGenerator<Buffer> {
  for (let from = 0, size = 1; from < whole.length; from += size, size = (size * 7) % 1_000_003) {
    // A real source is not always there at once.
    await new Promise((resolve) => setImmediate(resolve))
    yield whole.subarray(from, from + size)
  }
}

async function* breaking(whole: Buffer): AsyncGenerator<Buffer> {
  yield* inPieces(whole)
  throw new Error('the source broke')
}

export function rangesAndStreams(store: () => Objects, key: ObjectKey): void {
  describe('ranges', () => {
    test.each([
      [0, 1],
      [0, 100_000],
      [99_999, 100_000],
      [99_999, 100_001],
      [100_000, 100_001],
      [5_000_000, 5_000_001],
      [17, 65_553],
      [10, 10],
    ])('from %i to %i', async (from, to) => {
      const body = randomBytes(100_000)
      await store().put(key, body)
      const found = await store().get(key, { from, to })
      expect(found?.equals(body.subarray(from, to))).toBe(true)
    })

    test('of nothing', async () => {
      expect(await store().get(key, { from: 0, to: 10 })).toBeUndefined()
      await store().put(key, Buffer.alloc(0))
      expect(await store().get(key, { from: 0, to: 10 })).toEqual(Buffer.alloc(0))
    })
  })

  describe('streams', () => {
    test.each([0, 1, 100_000, 20_000_001])(
      '%i bytes come back as they came',
      async (length) => {
        const body = randomBytes(length)
        await store().put(key, inPieces(body))
        const found = await store().get(key)
        expect([found?.length, hashOf(found ?? Buffer.alloc(0))]).toEqual([length, hashOf(body)])
        expect(await Array.fromAsync(store().listEverything())).toEqual([{ name: key.name, bytes: length }])
      },
      120_000,
    )

    test.each([0, 100_000, 20_000_001])(
      'one that breaks off after %i bytes leaves nothing',
      async (length) => {
        await expect(store().put(key, breaking(randomBytes(length)))).rejects.toThrow('the source broke')
        expect(await store().get(key)).toBeUndefined()
        expect(await Array.fromAsync(store().listEverything())).toEqual([])
      },
      120_000,
    )

    test('one that breaks off leaves what was there before', async () => {
      await store().put(key, Buffer.from('before'))
      await expect(store().put(key, breaking(randomBytes(10_000_000)))).rejects.toThrow('the source broke')
      expect(String(await store().get(key))).toBe('before')
    }, 120_000)
  })
}
