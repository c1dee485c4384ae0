import type {
  Asset,
  CaptureSummary,
  ConsoleEntry,
  CustomContext,
  Environment,
  MaskCounts,
  TimelineEntry,
  VoiceNote,
} from '@vitrine/protocol'
import type { Context, Tx } from '../context.ts'
import type { DataKey } from '../platform/crypto/keys.ts'
import { holdOpen } from '../platform/db/journal.ts'
import { transact } from '../transact.ts'
import { announceAssets } from './assets/announce-assets.ts'
import { createRecordingKey } from './keys.ts'
import { sealColumns } from './sealed-columns.ts'
import { announceVoice } from './voice/announce-voice.ts'

/** Everything in it has been scanned already. */
export type NewRecording = {
  readonly id: string
  readonly reportId: string
  readonly visitorId?: string | null | undefined
  readonly startedAt: number
  readonly endedAt: number
  /** How many chunks of events will follow. */
  readonly chunks: number
  readonly description: string
  readonly console: readonly ConsoleEntry[]
  readonly timeline: readonly TimelineEntry[]
  readonly context: CustomContext
  readonly environment: Environment
  readonly policyHash: string
  readonly maskCounts: MaskCounts
  readonly redactedCounts: MaskCounts
  readonly capture?: CaptureSummary | undefined
  /** Files that it shows; some of them will follow. */
  readonly assets?: readonly Asset[] | undefined
  /** A note that will follow. */
  readonly voice?: VoiceNote | undefined
}

const failed = (entry: TimelineEntry): boolean =>
  entry.kind === 'request' && (entry.status === 0 || entry.status >= 400)

/** Opens a recording under a key of its own. `false` when the id is taken; `gone` when what it belongs to was erased. */
export async function startRecording(
  ctx: Context,
  project: { readonly id: string; readonly region: string },
  recording: NewRecording,
): Promise<boolean> {
  return transact(ctx, ctx.region(project), async (ctx, tx) => {
    await holdOpen(tx, [project.id, recording.reportId, recording.id])
    return insert(ctx, tx, project, recording, await createRecordingKey(ctx, tx, project, recording.id))
  })
}

async function insert(ctx: Context, tx: Tx, project: { id: string }, recording: NewRecording, key: DataKey) {
  const made = await tx.db
    .insertInto('recordings')
    .values({
      id: recording.id,
      project_id: project.id,
      report_id: recording.reportId,
      visitor_id: recording.visitorId ?? null,
      state: 'receiving',
      started_at: new Date(recording.startedAt),
      ended_at: new Date(Math.max(recording.startedAt, recording.endedAt)),
      chunks: recording.chunks,
      ...(await sealColumns(key, recording.id, recording)),
      errors: recording.timeline.filter((entry) => entry.kind === 'error').length,
      failed_requests: recording.timeline.filter(failed).length,
      policy_hash: recording.policyHash,
      mask_counts: recording.maskCounts,
      redacted_counts: recording.redactedCounts,
      capture: recording.capture ?? null,
      created_at: ctx.now(),
    })
    .onConflict((on) => on.column('id').doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows !== 1n) return false
  await announceAssets(ctx, tx, project, recording.id, recording.assets ?? [])
  if (recording.voice) await announceVoice(tx, recording.id, recording.voice, ctx.now())
  return true
}
