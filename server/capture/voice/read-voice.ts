import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { authorizeThing } from '../authorize-thing.ts'
import { findRecording } from '../find-recording.ts'
import { recordingKey } from '../keys.ts'
import { voiceObject } from './tables.ts'

/** The audio of a recording's voice note. For members who may view the project. */
export async function readVoice(ctx: Context, recordingId: string): Promise<Buffer> {
  const { recording, stores } = await findRecording(ctx, recordingId)
  const { id } = await authorizeThing(ctx, recording, 'view', 'recording')
  const found = { id: recordingId, project_id: id }
  const object = voiceObject(found)
  const sealed = await stores.objects.get(object)
  if (!sealed) throw new ProblemError('not-found', 'The recording has no voice note.', 'It may have been deleted.')
  return (await recordingKey(ctx, stores, found)).open(sealed, object.name)
}
