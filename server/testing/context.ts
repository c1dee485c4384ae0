import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Actor, Context, Stores } from '../context.ts'
import { declarations, type Tables } from '../declarations.ts'
import { openEnvelope } from '../platform/crypto/envelope.ts'
import { loadSigner } from '../platform/crypto/signer.ts'
import { openDatabase, openPool } from '../platform/db/open.ts'
import { activeRecipients } from '../platform/egress/active-recipients.ts'
import { columnHosts } from '../platform/egress/column-hosts.ts'
import { createEgress } from '../platform/egress/create-egress.ts'
import { originsHere } from '../platform/egress/hosts.ts'
import { memoryEphemeral } from '../platform/ephemeral/memory.ts'
import { postgresEphemeral } from '../platform/ephemeral/postgres.ts'
import { routedEphemeral } from '../platform/ephemeral/routed.ts'
import { openJobs } from '../platform/jobs/open-jobs.ts'
import { fileKeys } from '../platform/keys/file-keys.ts'
import { holdKeys } from '../platform/keys/hold-keys.ts'
import { createLog } from '../platform/log/create-log.ts'
import { logFields } from '../platform/log-fields.ts'
import { filesObjects } from '../platform/objects/files.ts'
import { atEnd } from './cleanup.ts'
import { testConfig } from './config.ts'
import { freshDatabase } from './database.ts'

/**
 * A Context on real stores of its own: a fresh migrated database, objects in a temporary folder, a random master key.
 * Call it inside a test, or once at the top of a file (`const ctx = await testContext()`): it cleans up by itself.
 */
export async function testContext(overrides: Partial<Context> = {}): Promise<Context> {
  const [{ connection, drop }, ofKeys] = await Promise.all([freshDatabase(), freshDatabase({ keys: true })])
  const dataDir = await mkdtemp(join(tmpdir(), 'vitrine-test-'))
  const db = openDatabase<Tables>(connection, { max: 4 })
  const keys = openDatabase<Tables>(ofKeys.connection, { max: 2 })
  const pool = openPool(connection, { max: 2 })
  const log = createLog(logFields, { destination: { write() {} } })
  const ephemeral = routedEphemeral(postgresEphemeral({ pool }), memoryEphemeral())
  const jobs = openJobs({ connection, jobs: declarations.jobs, log })
  atEnd(async () => {
    await jobs.stop()
    await ephemeral.close()
    await pool.end()
    await db.destroy()
    await keys.destroy()
    await drop()
    await ofKeys.drop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20 })
  })
  const config = { ...testConfig(dataDir), ...overrides.config }
  const recipients = activeRecipients(declarations, config)
  const stores: Stores = {
    name: config.region,
    db,
    keys,
    objects: filesObjects(join(dataDir, 'objects')),
    ephemeral,
    jobs,
  }
  const rootKeys = await holdKeys({
    keys,
    masterKeys: await fileKeys(dataDir, async () => false),
    sealedBefore: async () => false,
    name: 'a test',
    onError: (error) => {
      throw error
    },
  })
  const envelope = openEnvelope({ roots: rootKeys.roots })
  return {
    actor: { kind: 'operator' },
    control: stores,
    region: () => stores,
    regions: [stores.name],
    declarations,
    config,
    envelope,
    rootKeys,
    signer: await loadSigner({ db, envelope }),
    egress: createEgress(
      recipients,
      log,
      undefined,
      columnHosts(recipients, db as unknown as Kysely<never>, config),
      originsHere(config),
    ),
    mail: undefined,
    log,
    now: () => new Date(),
    afterCommit: (work) => void work(),
    ...overrides,
  }
}

/** The same stores, on behalf of somebody else. */
export const as = (ctx: Context, actor: Actor): Context => ({ ...ctx, actor })

export const asMember = (ctx: Context, userId: string, platformAdmin = false): Context =>
  as(ctx, { kind: 'member', userId, platformAdmin })
