import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { declarations } from './declarations.ts'
import { openContext } from './open-context.ts'
import { openPool } from './platform/db/open.ts'
import { sealedBefore } from './sealed-before.ts'
import { testConfig } from './testing/config.ts'
import { freshDatabase } from './testing/database.ts'

async function folder() {
  const dataDir = await mkdtemp(join(tmpdir(), 'vitrine-sealed-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  return dataDir
}

test('a database elsewhere was used before once it holds a secret', async () => {
  const { connection, drop } = await freshDatabase()
  onTestFinished(drop)
  const { host, port, user, password, database } = connection
  const databaseUrl = `postgres://${user}:${encodeURIComponent(password)}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
  const dataDir = await folder()
  expect(await sealedBefore({ databaseUrl, dataDir })).toBe(false)
  const pool = openPool(connection, { max: 1 })
  onTestFinished(() => pool.end())
  await pool.query(`insert into platform_secrets (name, sealed) values ('x', '\\x00')`)
  expect(await sealedBefore({ databaseUrl, dataDir })).toBe(true)
  await expect(openContext({ ...testConfig(dataDir), databaseUrl }, declarations)).rejects.toThrow(/key .* is missing/)
  expect(await readdir(dataDir)).toEqual([])
  await pool.query('drop table platform_secrets')
  expect(await sealedBefore({ databaseUrl, dataDir })).toBe(false)
})

test('an embedded one is refused without its key before it is started', async () => {
  const dataDir = await folder()
  expect(await sealedBefore({ databaseUrl: undefined, dataDir })).toBe(false)
  await mkdir(join(dataDir, 'postgres/data'), { recursive: true })
  await writeFile(join(dataDir, 'postgres/data/PG_VERSION'), '18\n')
  await expect(openContext(testConfig(dataDir), declarations)).rejects.toThrow(/key .* is missing/)
  expect(await readdir(dataDir, { recursive: true })).toEqual(['postgres', 'postgres/data', 'postgres/data/PG_VERSION'])
})
