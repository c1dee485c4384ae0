import type { ObjectKey, ObjectPrefix } from '@vitrine/ledger'

export type StoredObject = { readonly name: string; readonly bytes: number }

/** Whole, or piece by piece when it is too large to be held or not all there yet. */
export type Body = Uint8Array | AsyncIterable<Uint8Array>

/** From the byte `from` up to and without the byte `to`. */
export type Range = { readonly from: number; readonly to: number }

/** Where large things rest. Keys come from declared buckets only. Every adapter passes `contract.ts`. */
export interface Objects {
  /**
   * Resolves after the bytes are durable (fsync and rename, or the server's acknowledgement). Replaces. When it fails,
   * whatever was there is still there whole, and nothing of what was sent stays behind.
   */
  put(key: ObjectKey, body: Body): Promise<void>
  /** `undefined` when there is none; of a range, what there is of it. */
  get(key: ObjectKey, range?: Range): Promise<Buffer | undefined>
  /** No error when there is none. */
  delete(key: ObjectKey): Promise<void>
  /** Deletes everything below, unfinished writes included; answers how many objects there were. */
  deleteAll(prefix: ObjectPrefix): Promise<number>
  list(prefix: ObjectPrefix): AsyncIterable<StoredObject>
  /**
   * Every object there is, declared or not, a page at a time, or those that come after `after`, in an order that stays the
   * same: for the agreement check and the sweep only.
   */
  listEverything(after?: string): AsyncIterable<StoredObject>
  /** Of every top folder the first so many: enough to notice what no bucket declares, however much there is. */
  listSome(perFolder: number): AsyncIterable<StoredObject>
}
