import type { ObjectKey, ObjectPrefix } from '@vitrine/ledger'

export type StoredObject = { readonly name: string; readonly bytes: number }

/** Where large things rest. Keys come from declared buckets only. Every adapter passes `contract.ts`. */
export interface Objects {
  /** Resolves after the bytes are durable (fsync and rename, or the server's acknowledgement). Replaces. */
  put(key: ObjectKey, body: Uint8Array): Promise<void>
  /** `undefined` when there is none. */
  get(key: ObjectKey): Promise<Buffer | undefined>
  /** No error when there is none. */
  delete(key: ObjectKey): Promise<void>
  /** Deletes everything below; answers how many. */
  deleteAll(prefix: ObjectPrefix): Promise<number>
  list(prefix: ObjectPrefix): AsyncIterable<StoredObject>
  /** Every object there is, declared or not: for the agreement check only. */
  listEverything(): AsyncIterable<StoredObject>
}
