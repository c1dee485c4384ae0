import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foreignPostgres } from './postgres.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

let foreign: Awaited<ReturnType<typeof foreignPostgres>>
let vitrine: Vitrine | undefined

beforeAll(async () => {
  foreign = await foreignPostgres()
}, 60_000)

afterAll(async () => {
  await vitrine?.stop()
  await foreign?.stop()
})

test('with DATABASE_URL that server is used and none of its own is started', async () => {
  vitrine = await startVitrine({ env: { DATABASE_URL: foreign.url } })
  expect((await vitrine.api('/api/me')).status).toBe(200)
  expect(existsSync(join(vitrine.dataDir, 'postgres'))).toBe(false)
}, 60_000)
