import { join } from 'node:path'
import type { Declarations } from '@vitrine/ledger'
import type { Pool } from 'pg'
import type { Stores } from './context.ts'
import type { LogFieldName, Tables } from './declarations.ts'
import type { RegionConfig } from './platform/config/config.ts'
import { startEmbedded } from './platform/db/embedded.ts'
import { findRunning } from './platform/db/find-running.ts'
import { keepNoStatistics } from './platform/db/keep-no-statistics.ts'
import { ensureBeside } from './platform/db/key-database.ts'
import { migrateStores } from './platform/db/migrate-stores.ts'
import { openDatabase, openPool } from './platform/db/open.ts'
import { claimRegion } from './platform/db/own-region.ts'
import { makePartitions } from './platform/db/partitions.ts'
import { memoryEphemeral } from './platform/ephemeral/memory.ts'
import type { Ephemeral } from './platform/ephemeral/port.ts'
import { postgresEphemeral } from './platform/ephemeral/postgres.ts'
import { routedEphemeral } from './platform/ephemeral/routed.ts'
import { openJobs } from './platform/jobs/open-jobs.ts'
import type { Log } from './platform/log/log.ts'
import { filesObjects } from './platform/objects/files.ts'
import type { Objects } from './platform/objects/port.ts'

/**
 * Starts or reaches the stores that the settings name, in their newest shape. `close` ends what was started here; what was
 * started before something fails ends by itself.
 */
export async function openStores(
  config: RegionConfig,
  declarations: Declarations,
  log: Log<LogFieldName>,
  { join: beside = false }: { readonly join?: boolean } = {},
): Promise<{ stores: Stores; close: () => Promise<void> }> {
  const ends: (() => unknown)[] = []
  let closing = false
  const close = async () => {
    closing = true
    for (const end of ends.toReversed()) await end()
  }
  const onError = (error: unknown) => {
    // A pool says it has ended while its last connections are still being closed.
    if (!closing) log.error('The database connection broke', { error: String(error) })
  }
  const onRestart = (failure?: unknown) =>
    failure === undefined ? log.warn('The embedded database was started again') : onError(failure)
  try {
    const objects = await openObjects(config)
    ends.push(objects.close)
    const dir = join(config.dataDir, 'postgres')
    const there = config.databaseUrl ?? (beside ? await findRunning(dir) : undefined)
    const embedded = there ? undefined : await startEmbedded({ dir, onRestart })
    if (embedded) ends.push(embedded.stop)
    const connection = there ?? embedded?.connection ?? ''
    const db = openDatabase<Tables>(connection, { max: 10, onError })
    ends.push(() => db.destroy())
    const pool = openPool(connection, { max: 3, onError })
    ends.push(() => pool.end())
    const keysAt = config.keysDatabaseUrl ?? (await ensureBeside(connection))
    const keys = openDatabase<Tables>(keysAt, { max: 5, onError })
    ends.push(() => keys.destroy())
    await migrateStores({ db, keys })
    for (const each of [db, keys]) await claimRegion(each, config.region)
    await makePartitions(db, declarations.tables, new Date())
    for (const each of [db, keys]) await keepNoStatistics(each, declarations.tables)
    const ephemeral = await openEphemeral(config, pool, log)
    ends.push(ephemeral.close)
    const jobs = openJobs({ connection, jobs: declarations.jobs, log })
    ends.push(jobs.stop)
    await jobs.open()
    return { stores: { name: config.region, db, keys, objects: objects.store, ephemeral, jobs }, close }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * Redis where there is one; else, for this machine alone, its memory, and the database for what must survive a restart. The
 * client of another server is loaded only where there is such a server.
 */
async function openEphemeral({ redisUrl }: RegionConfig, pool: Pool, log: Log<LogFieldName>): Promise<Ephemeral> {
  const onError = (error: Error) => log.error('The short-lived store has a problem', { error: String(error) })
  if (!redisUrl) return routedEphemeral(postgresEphemeral({ pool, onError }), memoryEphemeral({ onError }))
  const { redisEphemeral } = await import('./platform/ephemeral/redis.ts')
  const forgets = () =>
    log.warn('Redis writes nothing to disk: when it restarts, members sign in anew. Set "appendonly yes" there.')
  const redis = await redisEphemeral({ url: redisUrl, onError, forgets })
  // From before there was a Redis: nobody reads them any more, so nobody would end them either.
  await pool.query('delete from ephemeral_entries')
  return redis
}

async function openObjects({ s3, dataDir }: RegionConfig): Promise<{ store: Objects; close: () => void }> {
  if (!s3) return { store: filesObjects(join(dataDir, 'objects')), close: () => {} }
  const { s3Objects } = await import('./platform/objects/s3.ts')
  const store = s3Objects(s3)
  await store.open()
  return { store, close: store.close }
}
