import type { Context, Stores } from '../../context.ts'
import type { DataKey } from '../../platform/crypto/keys.ts'
import { heldProjectKey, recordingKey } from '../keys.ts'
import { unpack } from '../pack.ts'

/** To what something sealed belongs; to the installation itself when to neither. */
export type SealOwner = { readonly recordingId?: string | undefined; readonly projectId?: string | undefined }

/** The key that an owner's seals open with; `gone` once it was destroyed. Makes none. */
export async function keyFor(ctx: Context, stores: Stores, owner: SealOwner): Promise<DataKey> {
  const { recordingId, projectId } = owner
  if (recordingId === undefined)
    return projectId === undefined ? ctx.envelope.master : heldProjectKey(ctx, stores, projectId)
  const recording = await stores.db
    .selectFrom('recordings')
    .select(['id', 'project_id'])
    .where('id', '=', recordingId)
    .executeTakeFirst()
  return recordingKey(ctx, stores, recording ?? { id: recordingId, project_id: recordingId })
}

const zstdMagic = Buffer.from('28b52ffd', 'hex')

/** What a seal holds, in readable form: texts rest packed inside of it. */
export async function openSealed(key: DataKey, sealed: Uint8Array, place: string): Promise<Buffer> {
  const opened = key.open(sealed, place)
  return opened.subarray(0, 4).equals(zstdMagic) ? unpack(opened) : opened
}
