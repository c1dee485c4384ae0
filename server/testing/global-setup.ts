import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { Connection, Embedded } from '../platform/db/embedded.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A local socket that answers with the connection of the shared server, which starts when first asked for. */
    databaseOnDemand: string
  }
}

/** One PostgreSQL for the whole run, with a migrated database to clone from. Tests that need none start none. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'vitrine-test-'))
  let started: Promise<Embedded> | undefined
  const answer = async (): Promise<{ connection: Connection } | { error: string }> => {
    started ??= start(dir)
    return started.then(
      ({ connection }) => ({ connection }),
      (error: unknown) => ({ error: String(error) }),
    )
  }
  const server = createServer((socket) => void answer().then((found) => socket.end(JSON.stringify(found))))
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\vitrine-test-${process.pid}` : join(dir, 'on-demand')
  await new Promise<void>((done) => server.listen(path, done))
  provide('databaseOnDemand', path)
  return async () => {
    server.close()
    const embedded = await started?.catch(() => undefined)
    await embedded?.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

async function start(dir: string): Promise<Embedded> {
  const { startEmbedded } = await import('../platform/db/embedded.ts')
  const { makeTemplate } = await import('./template.ts')
  const embedded = await startEmbedded({ dir: join(dir, 'pg'), durable: false })
  await makeTemplate(embedded.connection)
  return embedded
}
