import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { declarations } from './declarations.ts'
import { openStores } from './open-stores.ts'
import { openPool } from './platform/db/open.ts'
import { createLog } from './platform/log/create-log.ts'
import { logFields } from './platform/log-fields.ts'
import { atEnd } from './testing/cleanup.ts'
import { testConfig } from './testing/config.ts'
import { freshDatabase, sharedServer } from './testing/database.ts'

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
  const urlOf = ({ host, port, user, password, database }: typeof main.connection) =>
    `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
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
