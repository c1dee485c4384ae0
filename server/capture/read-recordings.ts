import type { Row } from '@vitrine/ledger'
import { type Block, Recording } from '@vitrine/protocol'
import type { AuthorizedProject } from '../accounts/index.ts'
import type { Context, Stores } from '../context.ts'
import { recordingKey } from './keys.ts'
import { openColumns } from './sealed-columns.ts'
import type { recordings } from './tables.ts'
import { findVoice } from './voice/find-voice.ts'

/** The recordings of a report in readable form, with the index of their blocks; the blocks are read one by one. */
export async function readRecordings(ctx: Context, project: AuthorizedProject, reportId: string): Promise<Recording[]> {
  const stores = ctx.region(project)
  const rows = await stores.db
    .selectFrom('recordings')
    .selectAll()
    .where('report_id', '=', reportId)
    .where('project_id', '=', project.id)
    .orderBy('created_at')
    .execute()
  return Promise.all(rows.map((row) => readable(ctx, stores, row)))
}

async function readable(ctx: Context, stores: Stores, row: Row<typeof recordings>): Promise<Recording> {
  const key = await recordingKey(ctx, stores, row)
  return Recording.parse({
    ...(await openColumns(key, row)),
    id: row.id,
    state: row.state,
    startedAt: row.started_at.getTime(),
    endedAt: row.ended_at.getTime(),
    blocks: await listBlocks(stores, row.id),
    policyHash: row.policy_hash,
    maskCounts: row.mask_counts,
    redactedCounts: row.redacted_counts,
    capture: row.capture,
    voice: await voiceOf(stores, row.id),
  })
}

async function listBlocks(stores: Stores, recordingId: string): Promise<Block[]> {
  const blocks = await stores.db
    .selectFrom('recording_blocks')
    .select(['seq', 'first_at', 'last_at', 'events', 'keyframe_bytes'])
    .where('recording_id', '=', recordingId)
    .orderBy('seq')
    .execute()
  return blocks.map(({ seq, first_at, last_at, events, keyframe_bytes }) => ({
    seq,
    firstAt: first_at.getTime(),
    lastAt: last_at.getTime(),
    events,
    keyframe: keyframe_bytes !== null,
  }))
}

async function voiceOf(stores: Stores, recordingId: string): Promise<Recording['voice']> {
  const note = await findVoice(stores, recordingId)
  return note?.stored_bytes ? { durationMs: note.duration_ms, stretches: note.stretches } : null
}
