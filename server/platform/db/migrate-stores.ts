import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { migrate } from './migrate.ts'
import { moveKeys } from './move-keys.ts'

const keysDirectory = join(import.meta.dirname, '../../migrations/keys')

/** Brings both databases of a place to their newest shape: the key store first, since the other one may move rows there. */
export async function migrateStores({ db, keys }: { db: Kysely<any>; keys: Kysely<any> }): Promise<void> {
  await migrate(keys, { directory: keysDirectory })
  await migrate(db, { before: { '0017_key_store.sql': (tx) => moveKeys(tx, keys) } })
}
