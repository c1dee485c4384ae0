import type { ObjectKey } from '@vitrine/ledger'
import type { Context, Stores } from '../context.ts'
import { ProblemError } from '../platform/errors.ts'
import { authorizeThing } from './authorize-thing.ts'
import { recordingKey } from './keys.ts'
import { recordingObjects } from './tables.ts'

type Which = { readonly recordingId: string; readonly seq: number }
type Recording = { readonly id: string; readonly project_id: string }
export type ReplayPart = 'block' | 'keyframe'

export const replayObject = (recording: Recording, part: ReplayPart, seq: number): ObjectKey =>
  recordingObjects.object({ project_id: recording.project_id, id: recording.id }, `${part}-${seq}`)

/** A block's or keyframe's events, as packed JSON. For members who may view the project. */
export async function readReplay(ctx: Context, part: ReplayPart, { recordingId, seq }: Which): Promise<Buffer> {
  const { recording, stores } = await findRecording(ctx, recordingId)
  const { id } = await authorizeThing(ctx, recording, 'view', 'recording')
  return openReplay(ctx, stores, { id: recordingId, project_id: id }, part, seq)
}

/** The same for work that has its right already. */
export async function openReplay(
  ctx: Context,
  stores: Stores,
  recording: Recording,
  part: ReplayPart,
  seq: number,
): Promise<Buffer> {
  const key = await recordingKey(ctx, stores, recording)
  const object = replayObject(recording, part, seq)
  const sealed = await stores.objects.get(object)
  if (sealed) return key.open(sealed, object.name)
  throw new ProblemError('not-found', `The recording has no ${part} ${seq}.`)
}

async function findRecording(ctx: Context, id: string): Promise<{ recording: Recording | undefined; stores: Stores }> {
  for (const region of ctx.regions) {
    const stores = ctx.region({ region })
    const recording = await stores.db
      .selectFrom('recordings')
      .select(['id', 'project_id'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (recording) return { recording, stores }
  }
  return { recording: undefined, stores: ctx.control }
}
