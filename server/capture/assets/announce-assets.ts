import { randomUUID } from 'node:crypto'
import type { Asset } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { recordingKey } from '../keys.ts'
import { sealUrls } from './asset-urls.ts'

type Project = { readonly id: string }

/**
 * Notes which files a new recording shows. From here on its reference keeps each of them alive, also those that are held
 * already: the lock that comes with it makes an erasure pass them by.
 */
export async function announceAssets(
  ctx: Context,
  tx: Tx,
  project: Project,
  recordingId: string,
  assets: readonly Asset[],
): Promise<void> {
  if (assets.length === 0) return
  const now = ctx.now()
  // In one order everywhere, so that reports that come together wait for one another instead of standing still.
  const inOrder = assets.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
  const rows = inOrder.map(({ sha256 }) => ({
    id: randomUUID(),
    project_id: project.id,
    sha256: Buffer.from(sha256, 'hex'),
    created_at: now,
  }))
  const known = await tx.db
    .insertInto('assets')
    .values(rows)
    .onConflict((on) =>
      // Changes nothing, and answers and locks the row that is there.
      on.columns(['project_id', 'sha256']).doUpdateSet((set) => ({ created_at: set.ref('assets.created_at') })),
    )
    .returning(['id', 'sha256'])
    .execute()
  const ids = new Map(known.map(({ id, sha256 }) => [sha256.toString('hex'), id]))
  const key = await recordingKey(ctx, tx, { id: recordingId, project_id: project.id })
  const references = inOrder.map(({ sha256, urls }) => {
    const id = randomUUID()
    return {
      id,
      recording_id: recordingId,
      asset_id: ids.get(sha256) ?? '',
      urls: sealUrls(key, id, urls),
      created_at: now,
    }
  })
  await tx.db.insertInto('recording_assets').values(references).execute()
}
