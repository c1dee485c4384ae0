import type { Row } from '@vitrine/ledger'
import type { Stores } from '../context.ts'
import { ProblemError } from '../platform/errors.ts'
import type { recordingBlocks, recordings } from './tables.ts'

type RecordingRow = Row<typeof recordings>

/** The recording, or `gone`. `lock` makes whoever else writes to it wait until the transaction ends. */
export async function recordingToWrite(
  stores: Stores,
  recordingId: string,
  how: { lock: boolean },
): Promise<Pick<RecordingRow, 'id' | 'project_id' | 'state' | 'chunks' | 'redacted_counts'>> {
  const recording = await stores.db
    .selectFrom('recordings')
    .select(['id', 'project_id', 'state', 'chunks', 'redacted_counts'])
    .where('id', '=', recordingId)
    .$if(how.lock, (query) => query.forUpdate())
    .executeTakeFirst()
  if (recording) return recording
  throw new ProblemError('gone', 'This recording was erased.', 'Drop what is left of it; nothing more is taken.')
}

/** The stored block of that number, if any. */
export const findBlock = (
  stores: Stores,
  recordingId: string,
  seq: number,
): Promise<Row<typeof recordingBlocks> | undefined> =>
  stores.db
    .selectFrom('recording_blocks')
    .selectAll()
    .where('recording_id', '=', recordingId)
    .where('seq', '=', seq)
    .executeTakeFirst()

/** The numbers of the chunks that are held, in order. */
export async function heldChunks(stores: Stores, recordingId: string): Promise<number[]> {
  const rows = await stores.db
    .selectFrom('recording_blocks')
    .select('seq')
    .where('recording_id', '=', recordingId)
    .orderBy('seq')
    .execute()
  return rows.map((row) => row.seq)
}

/** Of the chunks that a sender announces: those held already, and those beyond what the recording was opened for. */
export async function unneededChunks(stores: Stores, recordingId: string, announced: number): Promise<number[]> {
  const { chunks } = await recordingToWrite(stores, recordingId, { lock: false })
  const beyond = Array.from({ length: Math.max(0, announced - chunks) }, (_, n) => chunks + n)
  return [...(await heldChunks(stores, recordingId)), ...beyond]
}
