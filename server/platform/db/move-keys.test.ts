import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { freshDatabase } from '../../testing/database.ts'
import { migrate } from './migrate.ts'
import { migrateStores } from './migrate-stores.ts'
import { moveKeys } from './move-keys.ts'
import { openDatabase } from './open.ts'

const migrations = new URL('../../migrations', import.meta.url).pathname
const last = '0017_key_store.sql'

/** A main database as it was before there was a key store, with this many keys, and an empty key store. */
async function installation(count: number) {
  const [main, store] = [await freshDatabase({ empty: true }), await freshDatabase({ empty: true })]
  const directory = await mkdtemp(join(tmpdir(), 'vitrine-before-'))
  const db: Kysely<any> = openDatabase(main.connection, { max: 2 })
  const keys: Kysely<any> = openDatabase(store.connection, { max: 2 })
  onTestFinished(async () => {
    for (const each of [db, keys]) await each.destroy()
    for (const { drop } of [main, store]) await drop()
    await rm(directory, { recursive: true })
  })
  for (const name of await readdir(migrations)) if (name < last) await cp(join(migrations, name), join(directory, name))
  await migrate(db, { directory })
  const project_id = randomUUID()
  const recordings = Array.from({ length: count }, () => randomUUID())
  const rows = [null, ...recordings].map((recording_id, n) => ({
    id: randomUUID(),
    project_id,
    recording_id,
    wrapped: Buffer.of(n % 256),
    created_at: new Date(1_700_000_000_000 + n),
  }))
  await db.insertInto('data_keys').values(rows).execute()
  return { db, keys, rows, recordings }
}

const held = (keys: Kysely<any>) => keys.selectFrom('data_keys').selectAll().orderBy('created_at').execute()

test('keys and tombstones are moved once, whole, and the main database keeps none', async () => {
  const { db, keys, rows } = await installation(2_500)
  const buried = randomUUID()
  await db.insertInto('tombstones').values({ id: buried }).execute()
  await Promise.all([migrateStores({ db, keys }), migrateStores({ db, keys })])
  expect(await held(keys)).toEqual(rows)
  expect(await keys.selectFrom('tombstones').select(['id', 'kind']).execute()).toEqual([{ id: buried, kind: null }])
  const { rows: left } = await sql`select to_regclass('data_keys') as a, to_regclass('tombstones') as b`.execute(db)
  expect(left).toEqual([{ a: null, b: null }])
})

test('broken off after the copy, the next start does it again, and what was erased in between stays erased', async () => {
  const { db, keys, rows, recordings } = await installation(3)
  const [erased = ''] = recordings
  await migrate(keys, { directory: join(migrations, 'keys') })
  const killed = migrate(db, {
    before: {
      [last]: async (tx) => {
        await moveKeys(tx, keys)
        await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx)
      },
    },
  })
  await expect(killed).rejects.toThrow()
  expect(await held(keys)).toHaveLength(4)
  await db.deleteFrom('data_keys').where('recording_id', '=', erased).execute()
  await db.insertInto('tombstones').values({ id: erased }).execute()
  await migrateStores({ db, keys })
  expect(await held(keys)).toEqual(rows.filter(({ recording_id }) => recording_id !== erased))
})
