import { audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { authorizeThing } from '../authorize-thing.ts'
import { findRecording } from '../find-recording.ts'
import { findVoice } from './find-voice.ts'
import { voiceObject } from './tables.ts'

/** Deletes a voice note alone; the rest of the recording stays. What is still on its way is refused from then on. */
export async function deleteVoice(ctx: Context, recordingId: string): Promise<void> {
  const { recording, stores } = await findRecording(ctx, recordingId)
  const project = await authorizeThing(ctx, recording, 'administer', 'recording')
  await transact(ctx, stores, async (ctx, tx) => {
    if (!(await findVoice(tx, recordingId, { lock: true })))
      throw new ProblemError('not-found', 'The recording has no voice note.', 'It may have been deleted before.')
    // The object first: a row without audio can be deleted again, audio without a row would be found by nobody.
    await tx.objects.delete(voiceObject({ id: recordingId, project_id: project.id }))
    await tx.db.deleteFrom('voice_notes').where('recording_id', '=', recordingId).execute()
    await audit(ctx, tx, { action: 'voice.erased', project, target: { kind: 'recording', id: recordingId } })
  })
}
