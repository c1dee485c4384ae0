import type { Pool } from 'pg'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { freshDatabase } from '../../testing/database.ts'
import { openPool } from '../db/open.ts'
import { ephemeralContract } from './contract.ts'
import { testSpace } from './contract-parts.ts'
import { memoryEphemeral } from './memory.ts'
import type { Ephemeral } from './port.ts'
import { postgresEphemeral } from './postgres.ts'
import { routedEphemeral } from './routed.ts'

const { connection, drop } = await freshDatabase()
const pool = openPool(connection, { max: 10 })
afterAll(async () => {
  await pool.end()
  await drop()
})
beforeEach(async () => void (await pool.query('delete from ephemeral_entries')))

const quiet = { onError: () => {} }
const count = async (where = 'true') =>
  Number((await pool.query(`select count(*) from ephemeral_entries where ${where}`)).rows[0].count)
const value = testSpace('value').key({ id: '1' })
const channel = testSpace('channel').key({ id: '1' })

ephemeralContract('postgres', async (now) => postgresEphemeral({ pool, now, ...quiet }))
ephemeralContract('routed', async (now) =>
  routedEphemeral(postgresEphemeral({ pool, now, ...quiet }), memoryEphemeral({ now, ...quiet })),
)

async function withOne<T>(work: (it: Ephemeral) => Promise<T>, use: Pool = pool, now?: () => Date): Promise<T> {
  const it = postgresEphemeral({ pool: use, ...quiet, ...(now && { now }) })
  try {
    return await work(it)
  } finally {
    await it.close()
  }
}

describe('postgres', () => {
  test('survives a restart', async () => {
    await withOne((it) => it.set(value, 'a'))
    expect(await withOne((it) => it.get(value))).toBe('a')
    const { rows } = await pool.query(`select relpersistence from pg_class where relname = 'ephemeral_entries'`)
    expect(rows).toEqual([{ relpersistence: 'p' }])
  })

  test('messages reach other processes', async () => {
    const heard: string[] = []
    await withOne(async (one) => {
      await one.subscribe(channel, (message) => heard.push(message))
      await withOne((other) => other.publish(channel, 'hello'))
      await vi.waitFor(() => expect(heard).toEqual(['hello']))
    })
  })

  test('a broken listening connection comes back with all its channels', async () => {
    const heard: string[] = []
    const second = testSpace('channel').key({ id: '2' })
    await withOne(async (it) => {
      await it.subscribe(channel, (message) => heard.push(message))
      await it.subscribe(second, (message) => heard.push(message))
      for (const round of ['1', '2']) {
        const { rowCount } = await pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen vitrine_%' and datname = $1`,
          [connection.database],
        )
        expect(rowCount).toBe(1)
        await vi.waitFor(async () => {
          await it.publish(channel, `a${round}`)
          await it.publish(second, `b${round}`)
          expect(heard).toEqual(expect.arrayContaining([`a${round}`, `b${round}`]))
        }, 20_000)
      }
    })
  })

  test('one connection listens for all, and ends with the last word', async () => {
    const listening = async () =>
      (
        await pool.query(
          `select 1 from pg_stat_activity where query like '%listen vitrine_%' and pid <> pg_backend_pid() and datname = $1`,
          [connection.database],
        )
      ).rowCount
    await withOne(async (it) => {
      const keys = Array.from({ length: 20 }, (_, n) => testSpace('channel').key({ id: `${n}` }))
      const stops = await Promise.all(keys.map((key) => it.subscribe(key, () => {})))
      expect(await listening()).toBe(1)
      await Promise.all(stops.map((stop) => stop()))
      expect(await listening()).toBe(1)
    })
    await vi.waitFor(async () => expect(await listening()).toBe(0))
  })

  test('what lapsed is removed by later writes, in batches', async () => {
    let time = Date.now()
    await pool.query(
      `insert into ephemeral_entries select 'k' || n, '', 'v', null, $1 from generate_series(1, 700) n`,
      [new Date(time)],
    )
    await withOne(
      async (it) => {
        await vi.waitFor(async () => {
          time += 10_000
          await it.set(value, 'a')
          expect(await count()).toBe(1)
        })
      },
      pool,
      () => new Date(time),
    )
  })

  test('a failing statement of a reservation leaves no open transaction behind', async () => {
    const one = openPool(connection, { max: 1 })
    const key = testSpace('reservation').key({ id: '1' })
    await withOne(async (it) => {
      await expect(it.reserve(key, 'a', Number.NaN, 'x' as unknown as number)).rejects.toThrow()
      expect(await it.reserve(key, 'a', 1, 1)).toBe(true)
    }, one)
    await one.end()
  })
})

test('routed: what must survive a restart is in PostgreSQL, the rest in memory', async () => {
  const routed = routedEphemeral(postgresEphemeral({ pool, ...quiet }), memoryEphemeral())
  await routed.set(value, 'a')
  const passing = testSpace('value', 'nothing').key({ id: '1' })
  await routed.set(passing, 'b')
  expect([await count(), await count(`key = '${value.name}'`)]).toEqual([1, 1])
  expect(await Array.fromAsync(routed.names())).toEqual([value.name, passing.name])
  await routed.close()
})
