import { randomUUID } from 'node:crypto'
import { id, integer, operational, refers, table, writtenUnder } from '@vitrine/ledger'
import { type Kysely, sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { debugging, recordingObjects } from './capture/index.ts'
import type { Tx } from './context.ts'
import { bury } from './platform/db/journal.ts'
import { watchWrites } from './platform/db/late-arrivals.ts'
import { carryOutErasure } from './privacy/erasure/carry-out-erasure.ts'
import { requestErasure } from './privacy/erasure/request-erasure.ts'
import { asMember, testContext } from './testing/context.ts'
import { seedEverything } from './testing/seed-everything.ts'
import { transact } from './transact.ts'

/** Of tables whose names come from the declarations, and of one that nobody knows. */
type Any = Kysely<Record<string, Record<string, unknown>>>

const viewings = table(
  'viewings',
  { what: 'Who watched what.', activity: debugging, subjects: [], keep: { with: 'recordings' }, region: 'home' },
  { id: id(), recording_id: refers('recordings'), seconds: integer(operational('operation')) },
)

const base = await testContext()
await sql`create table viewings (id uuid primary key, recording_id uuid not null, seconds integer not null)`.execute(
  base.control.db,
)
/** With a table that nobody has ever heard of, and whose writers hold nothing open. */
const ctx = { ...base, declarations: { ...base.declarations, tables: [...base.declarations.tables, viewings] } }
const stores = ctx.control

const view = ({ db }: { db: unknown }, recordingId: string) =>
  (db as Any).insertInto('viewings').values({ id: randomUUID(), recording_id: recordingId, seconds: 3 }).execute()
const viewed = async (recordingId: string) => {
  const { rows } = await sql`select 1 from viewings where recording_id = ${recordingId}`.execute(stores.db)
  return rows.length
}
const anyTable = ({ db }: Pick<Tx, 'db'>) => db as unknown as Any

describe('a table that nobody told about erasures', () => {
  test('takes nothing more of a recording that was erased, and did before', async () => {
    const { subjects, ownerId } = await seedEverything(ctx)
    const recordingId = subjects['recording'] ?? ''
    const write = () => transact(ctx, stores, (_, tx) => view(tx, recordingId))
    await write()
    const { id: erasureId } = await requestErasure(asMember(ctx, ownerId), { kind: 'recording', id: recordingId })
    await carryOutErasure(ctx, { erasureId: erasureId ?? '' })
    expect(await viewed(recordingId)).toBe(0)
    await expect(write()).rejects.toMatchObject({ code: 'gone' })
    expect(await viewed(recordingId)).toBe(0)
    // What the table would hold if `transact` did not look.
    await stores.db.transaction().execute((db) => view({ db }, recordingId))
    expect(await viewed(recordingId)).toBe(1)
  })

  test('keeps nothing of a writer who began before the erasure and ends after it', async () => {
    const recordingId = randomUUID()
    const written = Promise.withResolvers<void>()
    const erased = Promise.withResolvers<void>()
    const writing = transact(ctx, stores, async (_, tx) => {
      await view(tx, recordingId)
      written.resolve()
      await erased.promise
    })
    await written.promise
    await bury(stores, [{ id: recordingId, kind: 'recording' }], new Date())
    erased.resolve()
    await expect(writing).rejects.toMatchObject({ code: 'gone' })
    expect(await viewed(recordingId)).toBe(0)
  })

  test('has to be given ids, not expressions that nobody can read', async () => {
    const writing = transact(ctx, stores, (_, tx) =>
      anyTable(tx)
        .insertInto('viewings')
        .values({ id: randomUUID(), recording_id: sql`gen_random_uuid()`, seconds: 3 })
        .execute(),
    )
    await expect(writing).rejects.toThrow('viewings.recording_id says under whom a row is written')
  })
})

test('an object of what was erased is not put at all', async () => {
  const [projectId, recordingId] = [randomUUID(), randomUUID()]
  await bury(stores, [{ id: recordingId, kind: 'recording' }], new Date())
  const key = recordingObjects.object({ project_id: projectId, id: recordingId }, 'block-0')
  const putting = transact(ctx, stores, (_, tx) => tx.objects.put(key, Buffer.from('x')))
  await expect(putting).rejects.toMatchObject({ code: 'gone' })
  expect(await stores.objects.get(key)).toBeUndefined()
})

test('a visitor who may come again is written about only after it was asked since when', async () => {
  const { projectId } = await seedEverything(ctx)
  const seen = { first_seen_at: new Date(), last_seen_at: new Date() }
  const writing = transact(ctx, stores, (_, tx) =>
    tx.db
      .insertInto('visitors')
      .values({ id: randomUUID(), project_id: projectId, external_hash: randomUUID(), ...seen })
      .execute(),
  )
  await expect(writing).rejects.toThrow('call holdOpenSince first')
})

const places = ctx.declarations.tables.flatMap((one) =>
  writtenUnder(ctx.declarations, one).map((column): [string, string] => [one.name, column]),
)

/** Every declared table, also one that is added tomorrow. */
test.each(places)('whoever writes %s.%s is seen, in every form of a query', (name, column) => {
  const of = (query: (db: Any, dead: string) => { compile(): unknown }) => {
    const { plugin, ids } = watchWrites(ctx.declarations)
    const dead = randomUUID()
    query(anyTable(stores).withPlugin(plugin), dead.toUpperCase()).compile()
    return ids.has(dead)
  }
  expect(of((db, dead) => db.insertInto(name).values({ [column]: dead }))).toBe(true)
  expect(of((db, dead) => db.insertInto(name).values([{ [column]: null }, { [column]: dead }]))).toBe(true)
  expect(of((db, dead) => db.insertInto(name).values({ [column]: dead, other: sql`now()` }))).toBe(true)
  expect(of((db, dead) => db.updateTable(name).set({ [column]: dead }))).toBe(true)
  expect(
    of((db, dead) =>
      db
        .with('made', (within) =>
          within
            .insertInto(name)
            .values({ [column]: dead })
            .returning('id'),
        )
        .selectFrom('made')
        .selectAll(),
    ),
  ).toBe(true)
})
