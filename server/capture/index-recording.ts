import { createKeyframer, type RecordedEvent } from '@vitrine/fold'
import type { Payload } from '@vitrine/ledger'
import type { Context, Stores } from '../context.ts'
import { ProblemError } from '../platform/errors.ts'
import { transact } from '../transact.ts'
import { recordingKey } from './keys.ts'
import { pack, unpack } from './pack.ts'
import { openReplay, replayObject } from './read-replay.ts'
import { heldChunks } from './receiving.ts'
import type { indexRecording } from './tables.ts'

type Recording = { readonly id: string; readonly project_id: string }

/**
 * Folds a complete recording and keeps the page's state before some of its blocks, so that a seek reads one keyframe
 * and little else. Running it again writes the same; a recording that is erased meanwhile is left alone.
 */
export async function indexRecordingJob(ctx: Context, job: Payload<typeof indexRecording>): Promise<void> {
  const stores = ctx.region(job)
  const recording = { id: job.recordingId, project_id: job.projectId }
  const keyframer = createKeyframer()
  try {
    for (const seq of await heldChunks(stores, recording.id)) {
      const json = await unpack(await openReplay(ctx, stores, recording, 'block', seq))
      const events: RecordedEvent[] = JSON.parse(json.toString())
      const keyframe = keyframer.block(events, json.length)
      if (keyframe) await keep(ctx, stores, recording, seq, keyframe)
    }
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'gone') throw error
  }
}

async function keep(
  ctx: Context,
  stores: Stores,
  recording: Recording,
  seq: number,
  keyframe: RecordedEvent[],
): Promise<void> {
  const packed = await pack(JSON.stringify(keyframe))
  const object = replayObject(recording, 'keyframe', seq)
  await transact(ctx, stores, async (ctx, tx) => {
    const key = await recordingKey(ctx, tx, recording, { hold: true })
    const sealed = key.seal(packed, object.name)
    await tx.objects.put(object, sealed)
    await tx.db
      .updateTable('recording_blocks')
      .set({ keyframe_bytes: sealed.length })
      .where('recording_id', '=', recording.id)
      .where('seq', '=', seq)
      .execute()
  })
}
