import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Embedded, startEmbedded } from '../server/platform/db/embedded.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

let dir: string
let foreign: Embedded
let vitrine: Vitrine | undefined

const url = ({ connection: { host, port, user, password, database } }: Embedded) =>
  `postgres://${user}:${encodeURIComponent(password)}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vitrine-foreign-'))
  foreign = await startEmbedded({ dir, durable: false })
}, 60_000)

afterAll(async () => {
  await vitrine?.stop()
  await foreign?.stop()
  rmSync(dir, { recursive: true, force: true })
})

test('with DATABASE_URL that server is used and none of its own is started', async () => {
  vitrine = await startVitrine({ env: { DATABASE_URL: url(foreign) } })
  expect((await vitrine.api('/api/me')).status).toBe(200)
  expect(existsSync(join(vitrine.dataDir, 'postgres'))).toBe(false)
}, 60_000)
