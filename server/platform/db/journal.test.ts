import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { testContext } from '../../testing/context.ts'
import { transact } from '../../transact.ts'
import { bury, holdOpen, wasErased } from './journal.ts'

const ctx = await testContext()
const stores = ctx.control
const dead = (...ids: string[]) => ids.map((id) => ({ id, kind: 'recording' }))

/** Backends of this database that wait for a lock. */
const waiting = async () =>
  (
    await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(stores.db)
  ).rows[0]?.n

test('an erasure waits for those who write, and those who come after it are refused', async () => {
  const id = randomUUID()
  const order: string[] = []
  const { promise: hold, resolve: release } = Promise.withResolvers<void>()
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const writer = transact(ctx, stores, async (_, tx) => {
    await holdOpen(tx, [id])
    begin()
    await hold
    order.push('written')
  })
  await begun
  const erasure = bury(stores, dead(id), new Date()).then(() => order.push('buried'))
  await vi.waitFor(async () => expect(await waiting()).toBe(1))
  const late = transact(ctx, stores, (_, tx) => holdOpen(tx, [randomUUID(), id])).catch((error) => {
    order.push(error.code)
  })
  await vi.waitFor(async () => expect(await waiting()).toBe(2))
  expect(await wasErased(stores, [id])).toBe(false)
  release()
  await Promise.all([writer, erasure, late])
  expect(order[0]).toBe('written')
  expect(order.slice(1).toSorted()).toEqual(['buried', 'gone'])
})

test('writers that overlap without end do not keep an erasure out', async () => {
  const id = randomUUID()
  let written = 0
  const writeOn = async (): Promise<void> => {
    try {
      for (;;) {
        await transact(ctx, stores, async (_, tx) => {
          await holdOpen(tx, [id])
          await sql`select pg_sleep(0.01)`.execute(tx.db)
        })
        written++
      }
    } catch (error) {
      expect(error).toMatchObject({ code: 'gone' })
    }
  }
  const writers = [1, 2, 3].map(writeOn)
  await vi.waitFor(() => expect(written).toBeGreaterThan(5))
  await bury(stores, dead(id), new Date())
  await Promise.all(writers)
})

test('erasures and writers of many ids in any order never stand in each other’s way for good', async () => {
  const ids = Array.from({ length: 450 }, () => randomUUID())
  const write = (some: string[]) =>
    transact(ctx, stores, (_, tx) => holdOpen(tx, some)).catch(({ code }) => expect(code).toBe('gone'))
  const parts = Array.from({ length: 12 }, (_, n) => ids.slice(n * 37, n * 37 + 40))
  await Promise.all([
    bury(stores, dead(...ids), new Date()),
    ...parts.map((part, n) => write(n % 2 ? part : part.toReversed())),
    bury(stores, dead(...ids.toReversed()), new Date()),
  ])
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from tombstones where id = any(${ids}::uuid[])`.execute(stores.keys)
  expect(rows[0]?.n).toBe(ids.length)
})

test('an id is the same however it is written', async () => {
  const id = randomUUID()
  await bury(stores, dead(id), new Date())
  const late = transact(ctx, stores, (_, tx) => holdOpen(tx, [id.toUpperCase()]))
  await expect(late).rejects.toMatchObject({ code: 'gone' })
})
