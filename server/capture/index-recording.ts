import { createKeyframer, type RecordedEvent, withoutSheetTexts, withSheetTexts } from '@vitrine/fold'
import type { Payload } from '@vitrine/ledger'
import type { Context, Stores } from '../context.ts'
import { ProblemError } from '../platform/errors.ts'
import { transact } from '../transact.ts'
import { readSheets } from './assets/read-assets.ts'
import { recordingKeyToWrite } from './keys.ts'
import { pack, unpack } from './pack.ts'
import { openReplay, replayObject } from './read-replay.ts'
import { heldChunks } from './receiving.ts'
import type { indexRecording } from './tables.ts'

type Recording = { readonly id: string; readonly project_id: string }

/**
 * Folds a complete recording and keeps the page's state before some of its blocks, so that a seek reads one keyframe
 * and little else. Style sheets are folded by their texts and kept by their names. Running it again writes the same; a recording that is erased meanwhile is left alone.
 */
export async function indexRecordingJob(ctx: Context, job: Payload<typeof indexRecording>): Promise<void> {
  const stores = ctx.region(job)
  const recording = { id: job.recordingId, project_id: job.projectId }
  const keyframer = createKeyframer()
  try {
    const sheets = await readSheets(ctx, { id: job.projectId, region: job.region }, recording.id)
    const names = new Map([...sheets].map(([sha256, text]) => [text, sha256]))
    for (const seq of await heldChunks(stores, recording.id)) {
      const json = await unpack(await openReplay(ctx, stores, recording, 'block', seq))
      const events: RecordedEvent[] = JSON.parse(json.toString())
      const texts = withSheetTexts(events, (sha256) => sheets.get(sha256))
      const keyframe = keyframer.block(texts, json.length)
      if (keyframe)
        await keep(
          ctx,
          stores,
          recording,
          seq,
          withoutSheetTexts(keyframe, (text) => names.get(text)),
        )
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
    const key = await recordingKeyToWrite(ctx, tx, recording)
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
