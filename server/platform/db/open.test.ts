import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { freshDatabase } from '../../testing/database.ts'
import { openDatabase, openPool } from './open.ts'

test('reads 64-bit integers as numbers, moments as dates, bytes as buffers', async () => {
  const { connection, drop } = await freshDatabase({ empty: true })
  const db = openDatabase(connection, { max: 1 })
  onTestFinished(drop)
  onTestFinished(() => db.destroy())
  const { rows } = await sql`
    select 9007199254740991::bigint as big, timestamptz '2026-11-21 06:00Z' as moment, '\\x00ff'::bytea as bytes,
      '{"a": [1]}'::jsonb as document, array['a', 'b'] as texts, 0.5::double precision as number`.execute(db)
  expect(rows).toEqual([
    {
      big: 9_007_199_254_740_991,
      moment: new Date('2026-11-21T06:00Z'),
      bytes: Buffer.of(0, 255),
      document: { a: [1] },
      texts: ['a', 'b'],
      number: 0.5,
    },
  ])
})

test('a connection that breaks while idle is told about and replaced', async () => {
  const { connection, drop } = await freshDatabase({ empty: true })
  const onError = vi.fn()
  const pool = openPool(connection, { max: 2, onError })
  onTestFinished(drop)
  onTestFinished(() => pool.end())
  const [idle, other] = [await pool.connect(), await pool.connect()]
  const { rows } = await idle.query<{ pid: number }>('select pg_backend_pid() as pid')
  idle.release()
  await other.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  await vi.waitFor(() => expect(onError).toHaveBeenCalledWith(expect.any(Error)))
  other.release()
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})
