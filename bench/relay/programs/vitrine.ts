import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { declarations } from '../../../server/declarations.ts'
import { openContext } from '../../../server/open-context.ts'
import { createApp } from '../../../server/platform/http/create-app.ts'
import { openRelay } from '../../../server/relay/index.ts'
import { testConfig } from '../../../server/testing/config.ts'
import { supplied } from '../supplied.ts'

const [port] = process.argv.slice(2)
const dataDir = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
const { ctx, close } = await openContext(
  { ...testConfig(dataDir), services: ['relay'], privateProviders: true },
  declarations,
)
const key = await supplied(ctx, `http://127.0.0.1:${port}/v1`)
const relay = await openRelay(ctx)
const app = await createApp({ ctx, authenticate: async () => ({ kind: 'anyone' }), before: relay.takes })
await app.listen({ host: '127.0.0.1', port: 0 })

/** The database is a program of its own; its processes are its children's. */
const database = Number((await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0])
process.send?.({ port: (app.server.address() as AddressInfo).port, key, database })
process.on('message', () => {
  globalThis.gc?.()
  process.send?.(process.memoryUsage().heapUsed)
})

async function end(): Promise<void> {
  await relay.drain()
  app.server.closeAllConnections()
  await app.close()
  await relay.close()
  await close()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20 })
}
await Promise.race([once(process, 'disconnect'), once(process, 'SIGTERM')])
await end()
process.exit()
