import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../server/platform/db/embedded.ts'

/** A PostgreSQL that is not the installation's own, as `DATABASE_URL` names one. */
export async function foreignPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), 'vitrine-foreign-'))
  const embedded = await startEmbedded({ dir, durable: false })
  const { host, port, user, password, database } = embedded.connection
  return {
    url: `postgres://${user}:${encodeURIComponent(password)}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`,
    stop: async () => {
      await embedded.stop()
      rmSync(dir, { recursive: true, force: true, maxRetries: 20 })
    },
  }
}
