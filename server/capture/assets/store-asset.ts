import { createHash } from 'node:crypto'
import type { AssetStored } from '@vitrine/protocol'
import { type ProjectRow, projectByPublicKey } from '../../accounts/index.ts'
import type { Context, Stores, Tx } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { addCounts } from '../counts.ts'
import { projectKey, recordingKeyToWrite } from '../keys.ts'
import { recordingToWrite } from '../receiving.ts'
import { assetObjects } from '../tables.ts'
import type { Upload } from '../upload-token.ts'
import type { CheckAsset, CheckedAsset } from './check-asset.ts'

export type SentAsset = {
  readonly upload: Upload
  /** Lower-case hexadecimal, as announced. */
  readonly sha256: string
  readonly body: Uint8Array
}

/**
 * Keeps a file that a recording shows: durable once this resolves. The answer tells nothing about what other recordings
 * have brought, and neither does the time it takes: what is held is written again.
 */
export async function storeAsset(ctx: Context, sent: SentAsset, check: CheckAsset): Promise<AssetStored> {
  const { upload, sha256, body } = sent
  const project = await projectByPublicKey(ctx, upload.key)
  const stores = ctx.region(project)
  await recordingToWrite(stores, upload.recordingId, { lock: false })
  if ((await announced(stores, sent)).sent_at) return { sha256, stored: false }
  if (createHash('sha256').update(body).digest('hex') !== sha256)
    throw new ProblemError('invalid-request', 'The file is not what its hash says.', 'Send it again.')
  const checked = await check(body)
  const stored = await transact(ctx, stores, (ctx, tx) => keep(ctx, tx, project, sent, checked))
  return { sha256, stored }
}

async function announced({ db }: Stores, { upload, sha256 }: SentAsset) {
  const reference = await db
    .selectFrom('recording_assets')
    .innerJoin('assets', 'assets.id', 'recording_assets.asset_id')
    .select(['recording_assets.id', 'recording_assets.sent_at', 'recording_assets.asset_id'])
    .where('recording_assets.recording_id', '=', upload.recordingId)
    .where('assets.sha256', '=', Buffer.from(sha256, 'hex'))
    .executeTakeFirst()
  if (reference) return reference
  throw new ProblemError('conflict', 'The report did not announce this file.', 'Announce files when opening a report.')
}

/** The recording's locks keep its erasure out until object and row are there; its reference keeps the row. */
async function keep(ctx: Context, tx: Tx, project: ProjectRow, sent: SentAsset, checked: CheckedAsset) {
  const recordingId = sent.upload.recordingId
  await recordingKeyToWrite(ctx, tx, { id: recordingId, project_id: project.id })
  const recording = await recordingToWrite(tx, recordingId, { lock: true })
  const reference = await announced(tx, sent)
  if (reference.sent_at) return false
  await tx.db.selectFrom('assets').select('id').where('id', '=', reference.asset_id).forUpdate().executeTakeFirst()
  const object = assetObjects.object({ project_id: project.id, id: reference.asset_id }, 'content')
  const sealed = (await projectKey(ctx, project)).seal(checked.content, object.name)
  await tx.objects.put(object, sealed)
  const now = ctx.now()
  const redacted = Object.keys(checked.redacted).length > 0
  await tx.db
    .updateTable('assets')
    .set({ type: checked.type, stored_bytes: sealed.length, redacted, held_at: now })
    .where('id', '=', reference.asset_id)
    .execute()
  await tx.db.updateTable('recording_assets').set({ sent_at: now }).where('id', '=', reference.id).execute()
  if (redacted) {
    const redacted_counts = addCounts(recording.redacted_counts, checked.redacted)
    await tx.db.updateTable('recordings').set({ redacted_counts }).where('id', '=', recordingId).execute()
  }
  return true
}
