import { createSecretKey, type KeyObject } from 'node:crypto'
import { keyRing } from '../crypto/data-key.ts'
import { rootKey } from '../crypto/envelope.ts'
import type { MasterKeys } from './master-keys.ts'

/** Master keys that this program can read, the newest first, read anew each time. */
export function heldKeys(
  read: () => Promise<readonly KeyObject[]>,
): Pick<MasterKeys, 'wrap' | 'unwrap'> & Required<Pick<MasterKeys, 'older'>> {
  const ring = async () => {
    const keys = (await read()).map((key) => rootKey(key)).map(({ id, derive }) => ({ id, key: derive('root keys') }))
    return keyRing(() => keys)
  }
  return {
    wrap: async (root, place) => (await ring()).seal(root, place),
    unwrap: async (wrapped, place) => (await ring()).open(wrapped, place),
    older: async () => (await read()).map((key) => key.export()),
  }
}

export const settingKeys = (keys: readonly Buffer[]): MasterKeys => {
  const held = keys.map((bytes) => createSecretKey(bytes))
  return { place: 'the setting VITRINE_MASTER_KEY', ...heldKeys(async () => held) }
}
