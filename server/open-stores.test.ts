import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { failedLogins } from './accounts/login/tables.ts'
import { declarations } from './declarations.ts'
import { openStores } from './open-stores.ts'
import type { Connection } from './platform/db/embedded.ts'
import { openPool } from './platform/db/open.ts'
import { createLog } from './platform/log/create-log.ts'
import { logFields } from './platform/log-fields.ts'
import { atEnd } from './testing/cleanup.ts'
import { testConfig } from './testing/config.ts'
import { freshDatabase, sharedServer } from './testing/database.ts'
import { redisProgram, startRedis } from './testing/redis.ts'

const urlOf = ({ host, port, user, password, database }: Connection) =>
  `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`

test('what was opened before something failed is closed', { timeout: 60_000 }, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'vitrine-stores-'))
  const [main, keys] = [await freshDatabase(), await freshDatabase({ keys: true })]
  const asker = openPool(await sharedServer(), { max: 1 })
  atEnd(async () => {
    await asker.end()
    await main.drop()
    await keys.drop()
    await rm(dataDir, { recursive: true, force: true })
  })
  const log = createLog(logFields, { destination: { write() {} } })
  const there = { databaseUrl: urlOf(main.connection), keysDatabaseUrl: urlOf(keys.connection) }
  const open = (region: string) => openStores({ ...testConfig(dataDir), ...there, region }, declarations, log)

  await (await open('eu')).close()
  await expect(open('us')).rejects.toThrow('is that of region eu')
  const connected = async () => {
    const names = [main.connection.database, keys.connection.database]
    const { rows } = await asker.query('select pid from pg_stat_activity where datname = any($1)', [names])
    return rows
  }
  await expect.poll(connected, { timeout: 20_000 }).toEqual([])
})

test.skipIf(!redisProgram())('where there is a Redis, what must survive a restart is there too', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'vitrine-stores-'))
  const [main, keys, redis] = [await freshDatabase(), await freshDatabase({ keys: true }), await startRedis()]
  const asker = openPool(main.connection, { max: 1 })
  atEnd(async () => {
    await asker.end()
    await Promise.all([main.drop(), keys.drop(), redis.stop()])
    await rm(dataDir, { recursive: true, force: true })
  })
  const said: string[] = []
  const log = createLog(logFields, { destination: { write: (line) => void said.push(line) } })
  const there = { databaseUrl: urlOf(main.connection), keysDatabaseUrl: urlOf(keys.connection) }
  const open = (more: object) => openStores({ ...testConfig(dataDir), ...there, ...more }, declarations, log)
  const inDatabase = async () => (await asker.query('select key from ephemeral_entries')).rows.length
  const key = failedLogins.key({ email_sha256: 'a'.repeat(64) })

  const alone = await open({})
  await alone.stores.ephemeral.increment(key)
  expect(await inDatabase()).toBe(1)
  await alone.close()

  for (const count of [1, 2]) {
    const { stores, close } = await open({ redisUrl: redis.url })
    expect(await stores.ephemeral.increment(key)).toBe(count)
    expect(await Array.fromAsync(stores.ephemeral.names())).toEqual([key.name])
    expect(await inDatabase()).toBe(0)
    await close()
  }
  expect(said.join('\n')).toMatch(/members sign in anew/)
})
