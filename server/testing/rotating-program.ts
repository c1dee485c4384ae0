import { once } from 'node:events'
import type { Context } from '../context.ts'
import { declarations, type Tables } from '../declarations.ts'
import { openEnvelope } from '../platform/crypto/envelope.ts'
import type { Connection } from '../platform/db/embedded.ts'
import { openDatabase } from '../platform/db/open.ts'
import { fileKeys } from '../platform/keys/file-keys.ts'
import { holdKeys } from '../platform/keys/hold-keys.ts'
import { rotateKeys } from '../platform/keys/rotate-keys.ts'

/** What the program of a test is told: where the installation is whose root key it changes. */
export type Rotating = { db: Connection; keys: Connection; dataDir: string; region: string }

if (process.argv[1] === import.meta.filename) {
  const [given] = (await once(process, 'message')) as [Rotating]
  const db = openDatabase<Tables>(given.db, { max: 2 })
  const keys = openDatabase<Tables>(given.keys, { max: 3 })
  const rootKeys = await holdKeys({
    keys,
    masterKeys: await fileKeys(given.dataDir, async () => true),
    sealedBefore: async () => true,
    name: 'a rotation',
    onError: (error) => {
      throw error
    },
  })
  const control = { name: given.region, db, keys }
  const ctx = {
    control,
    region: () => control,
    regions: [given.region],
    declarations,
    rootKeys,
    envelope: openEnvelope({ roots: rootKeys.roots }),
  } as unknown as Context
  process.send?.('begun')
  const done = await rotateKeys(ctx, { overlapHours: 24, say: (text) => process.send?.(text) })
  await rootKeys.close()
  process.send?.(done ? 'done' : 'not done')
  process.disconnect()
  await db.destroy()
  await keys.destroy()
}
