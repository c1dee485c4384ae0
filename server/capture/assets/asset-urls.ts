import { sealedPlace } from '@vitrine/ledger'
import { z } from 'zod'
import type { DataKey } from '../../platform/crypto/keys.ts'
import { recordingAssets } from '../tables.ts'

const Urls = z.array(z.string())
const place = (id: string): string => sealedPlace(recordingAssets, 'urls', id)

/** Where a page had a file from says something about its visitor: sealed under the recording's key. */
export const sealUrls = (key: DataKey, id: string, urls: readonly string[]): Buffer =>
  key.seal(Buffer.from(JSON.stringify(urls)), place(id))

export const openUrls = (key: DataKey, id: string, sealed: Buffer): string[] =>
  Urls.parse(JSON.parse(key.open(sealed, place(id)).toString()))
