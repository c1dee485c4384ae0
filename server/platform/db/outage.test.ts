import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testContext } from '../../testing/context.ts'
import { sharedServer } from '../../testing/database.ts'
import { openDatabase } from './open.ts'
import { isOutage } from './outage.ts'

const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail('no error'),
    (error) => error,
  )
const { control } = await testContext()

test('no server at the address', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'vitrine-outage-'))
  for (const host of [dir, '127.0.0.1']) {
    const db = openDatabase({ host, port: 1, user: 'x', password: 'x', database: 'x' }, { max: 1 })
    expect(isOutage(await thrownBy(sql`select 1`.execute(db)))).toBe(true)
    await db.destroy()
  }
  await rm(dir, { recursive: true })
})

test('a server that ends the connection in the middle', async () => {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(control.db)
  const db = openDatabase({ ...(await sharedServer()), database: rows[0]?.name ?? '' }, { max: 1, onError() {} })
  expect(isOutage(await thrownBy(sql`select pg_terminate_backend(pg_backend_pid())`.execute(db)))).toBe(true)
  await db.destroy()
})

test('what was asked wrongly, or of somebody else, is none', async () => {
  expect(isOutage(await thrownBy(sql`select 1 / 0`.execute(control.db)))).toBe(false)
  expect(isOutage(await thrownBy(sql`select nothing`.execute(control.db)))).toBe(false)
  expect(isOutage(await thrownBy(readFile('/missing/file')))).toBe(false)
  expect([new Error('bug'), 'ECONNREFUSED', undefined].map(isOutage)).toEqual([false, false, false])
})
