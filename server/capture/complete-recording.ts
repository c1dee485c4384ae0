import type { Context, Stores, Tx } from '../context.ts'
import { ProblemError } from '../platform/errors.ts'
import { transact } from '../transact.ts'
import { heldChunks, recordingToWrite } from './receiving.ts'
import { indexRecording } from './tables.ts'
import { isVoiceAwaited } from './voice/find-voice.ts'

type Project = { readonly id: string; readonly region: string }

/**
 * Closes a recording whose chunks are all there; its keyframes follow by job.
 * `false` when it was closed before. A `conflict` names the chunks that are missing.
 */
export const completeRecording = (ctx: Context, project: Project, recordingId: string): Promise<boolean> =>
  transact(ctx, ctx.region(project), (ctx, tx) => complete(ctx, tx, project, recordingId))

async function complete(ctx: Context, tx: Tx, project: Project, recordingId: string): Promise<boolean> {
  const recording = await recordingToWrite(tx, recordingId, { lock: true })
  if (recording.state === 'complete') return false
  await refuseIncomplete(tx, recording)
  if (await isVoiceAwaited(tx, recordingId))
    throw new ProblemError('conflict', 'The voice note is missing.', 'Send it, then complete the report again.')
  await tx.db
    .updateTable('recordings')
    .set({ state: 'complete', completed_at: ctx.now() })
    .where('id', '=', recordingId)
    .execute()
  if (recording.chunks > 0)
    await tx.jobs.enqueue(indexRecording, { recordingId, projectId: project.id, region: project.region })
  return true
}

async function refuseIncomplete(stores: Stores, recording: { id: string; chunks: number }): Promise<void> {
  const held = new Set(await heldChunks(stores, recording.id))
  const missing = Array.from({ length: recording.chunks }, (_, seq) => seq).filter((seq) => !held.has(seq))
  if (missing.length === 0) return
  const some = missing.slice(0, 20).join(', ')
  throw new ProblemError(
    'conflict',
    `${missing.length} of ${recording.chunks} chunks are missing: ${some}${missing.length > 20 ? ', …' : ''}.`,
    'Send them, then complete the report again.',
  )
}
