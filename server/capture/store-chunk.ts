import { createHash } from 'node:crypto'
import { type ChunkStored, limits } from '@vitrine/protocol'
import { type ProjectRow, projectByPublicKey } from '../accounts/index.ts'
import type { Context, Stores, Tx } from '../context.ts'
import { ProblemError } from '../platform/errors.ts'
import { transact } from '../transact.ts'
import { addCounts } from './counts.ts'
import { recordingKeyToWrite } from './keys.ts'
import type { PrepareChunk, PreparedChunk } from './prepare-chunk.ts'
import { findBlock, recordingToWrite } from './receiving.ts'
import { recordingObjects } from './tables.ts'
import type { Upload } from './upload-token.ts'

export type Chunk = {
  readonly upload: Upload
  readonly seq: number
  /** Lower-case hexadecimal, of `body`. */
  readonly sha256: string
  /** As it was sent: gzip of a JSON array of events. */
  readonly body: Uint8Array
}

/**
 * Keeps one chunk of events, scanned and encrypted: durable once this resolves. The same chunk again changes nothing;
 * other bytes under a number that is taken are a `conflict`; a recording that was erased meanwhile is `gone`.
 */
export async function storeChunk(ctx: Context, chunk: Chunk, prepare: PrepareChunk): Promise<ChunkStored> {
  const project = await projectByPublicKey(ctx, chunk.upload.key)
  const stores = ctx.region(project)
  if (!(await admit(stores, chunk, { lock: false }))) return { seq: chunk.seq, stored: false }
  if (createHash('sha256').update(chunk.body).digest('hex') !== chunk.sha256)
    throw new ProblemError('invalid-request', 'The chunk is not what its hash says.', 'Send it again.')
  const prepared = await prepare(chunk.body, project.masking.mode)
  return transact(ctx, stores, async (ctx, tx) => ({
    seq: chunk.seq,
    stored: await keep(ctx, tx, project, chunk, prepared),
  }))
}

/** The recording that the chunk is for; `undefined` when this very chunk is held already. */
async function admit(stores: Stores, { upload, seq, sha256 }: Chunk, how: { lock: boolean }) {
  const recording = await recordingToWrite(stores, upload.recordingId, how)
  const held = await findBlock(stores, recording.id, seq)
  if (held?.sha256.toString('hex') === sha256) return undefined
  if (held) throw new ProblemError('conflict', `Chunk ${seq} was received before, with other content.`)
  if (seq < recording.chunks) return recording
  throw new ProblemError('conflict', `The report announced ${recording.chunks} chunks, numbered from 0.`)
}

/** Object first, then its row; the locks keep an erasure and other chunks of the recording out until both are there. */
async function keep(
  ctx: Context,
  tx: Tx,
  project: ProjectRow,
  chunk: Chunk,
  prepared: PreparedChunk,
): Promise<boolean> {
  const id = chunk.upload.recordingId
  const key = await recordingKeyToWrite(ctx, tx, { id, project_id: project.id })
  const recording = await admit(tx, chunk, { lock: true })
  if (!recording) return false
  const object = recordingObjects.object({ project_id: project.id, id }, `block-${chunk.seq}`)
  const sealed = key.seal(prepared.packed, object.name)
  await ensureRoom(tx, id, sealed.length)
  await tx.objects.put(object, sealed)
  await tx.db
    .insertInto('recording_blocks')
    .values({
      recording_id: id,
      seq: chunk.seq,
      sha256: Buffer.from(chunk.sha256, 'hex'),
      first_at: new Date(prepared.firstAt),
      last_at: new Date(prepared.lastAt),
      events: prepared.events,
      stored_bytes: sealed.length,
      created_at: ctx.now(),
    })
    .execute()
  const redacted_counts = addCounts(recording.redacted_counts, prepared.redacted)
  await tx.db.updateTable('recordings').set({ redacted_counts }).where('id', '=', id).execute()
  return true
}

async function ensureRoom(tx: Tx, recordingId: string, more: number): Promise<void> {
  const { held } = await tx.db
    .selectFrom('recording_blocks')
    .select((of) => of.fn.sum<string | null>('stored_bytes').as('held'))
    .where('recording_id', '=', recordingId)
    .executeTakeFirstOrThrow()
  if (Number(held) + more <= limits.recordingBytes) return
  throw new ProblemError('too-large', `A recording holds at most ${limits.recordingBytes} bytes.`, 'Record less.')
}
