import { join } from 'node:path'
import type { Declarations } from '@vitrine/ledger'
import type { Stores } from './context.ts'
import type { LogFieldName, Tables } from './declarations.ts'
import type { Config } from './platform/config/config.ts'
import { startEmbedded } from './platform/db/embedded.ts'
import { migrate } from './platform/db/migrate.ts'
import { openDatabase, openPool } from './platform/db/open.ts'
import { memoryEphemeral } from './platform/ephemeral/memory.ts'
import { postgresEphemeral } from './platform/ephemeral/postgres.ts'
import { routedEphemeral } from './platform/ephemeral/routed.ts'
import { openJobs } from './platform/jobs/open-jobs.ts'
import type { Log } from './platform/log/log.ts'
import { filesObjects } from './platform/objects/files.ts'

/** Starts or reaches the stores that the settings name, in their newest shape. `close` ends what was started here. */
export async function openStores(
  config: Config,
  declarations: Declarations,
  log: Log<LogFieldName>,
): Promise<{ stores: Stores; close: () => Promise<void> }> {
  let closing = false
  const onError = (error: unknown) => {
    // A pool says it has ended while its last connections are still being closed.
    if (!closing) log.error('The database connection broke', { error: String(error) })
  }
  const onRestart = (failure?: unknown) =>
    failure === undefined ? log.warn('The embedded database was started again') : onError(failure)
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbedded({ dir: join(config.dataDir, 'postgres'), onRestart })
  const connection = config.databaseUrl ?? embedded?.connection ?? ''
  const db = openDatabase<Tables>(connection, { max: 10, onError })
  const pool = openPool(connection, { max: 3, onError })
  await migrate(db)
  const ephemeral = routedEphemeral(postgresEphemeral({ pool, onError }), memoryEphemeral({ onError }))
  const jobs = openJobs({ connection, jobs: declarations.jobs, log })
  await jobs.open()
  const stores: Stores = {
    name: config.region,
    db,
    objects: filesObjects(join(config.dataDir, 'objects')),
    ephemeral,
    jobs,
  }
  const close = async () => {
    closing = true
    await jobs.stop()
    await ephemeral.close()
    await pool.end()
    await db.destroy()
    await embedded?.stop()
  }
  return { stores, close }
}
