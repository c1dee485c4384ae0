import type { ObjectKey } from '@vitrine/ledger'
import type { Context, Stores } from '../context.ts'
import { ProblemError } from '../platform/errors.ts'
import { authorizeThing } from './authorize-thing.ts'
import { type FoundRecording, findRecording } from './find-recording.ts'
import { recordingKey } from './keys.ts'
import { recordingObjects } from './tables.ts'

type Which = { readonly recordingId: string; readonly seq: number }
export type ReplayPart = 'block' | 'keyframe'

export const replayObject = (recording: FoundRecording, part: ReplayPart, seq: number): ObjectKey =>
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
  recording: FoundRecording,
  part: ReplayPart,
  seq: number,
): Promise<Buffer> {
  const key = await recordingKey(ctx, stores, recording)
  const object = replayObject(recording, part, seq)
  const sealed = await stores.objects.get(object)
  if (sealed) return key.open(sealed, object.name)
  throw new ProblemError('not-found', `The recording has no ${part} ${seq}.`)
}
