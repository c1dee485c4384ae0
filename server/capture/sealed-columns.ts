import { sealedPlace } from '@vitrine/ledger'
import type { DataKey } from '../platform/crypto/keys.ts'
import { pack, unpack } from './pack.ts'
import { recordings } from './tables.ts'

/** What a recording's row holds in readable form only while it passes through memory. */
export const sealedColumns = ['description', 'console', 'timeline', 'context', 'environment'] as const
type Sealed<T> = Record<(typeof sealedColumns)[number], T>

const place = (column: string, recordingId: string): string => sealedPlace(recordings, column, recordingId)

/** Each value as packed JSON under the recording's key, bound to its column and row. */
export async function sealColumns(key: DataKey, recordingId: string, values: Sealed<unknown>): Promise<Sealed<Buffer>> {
  const seal = async (column: keyof typeof values) =>
    [column, key.seal(await pack(JSON.stringify(values[column])), place(column, recordingId))] as const
  return Object.fromEntries(await Promise.all(sealedColumns.map(seal))) as Sealed<Buffer>
}

/** The readable form of `row`'s sealed columns. */
export async function openColumns(key: DataKey, row: Sealed<Buffer> & { id: string }): Promise<Sealed<unknown>> {
  const open = async (column: keyof Sealed<unknown>) => {
    const json = await unpack(key.open(row[column], place(column, row.id)))
    return [column, JSON.parse(json.toString())] as const
  }
  return Object.fromEntries(await Promise.all(sealedColumns.map(open))) as Sealed<unknown>
}
