import { sealedPlace } from '@vitrine/ledger'
import type { Context, Stores, Tx } from '../context.ts'
import type { DataKey } from '../platform/crypto/keys.ts'
import { holdOpen, wasErased } from '../platform/db/journal.ts'
import { ProblemError } from '../platform/errors.ts'
import { dataKeys } from './tables.ts'

type Project = { readonly id: string; readonly region: string }
type Recording = { readonly id: string; readonly project_id: string }

const place = (ownerId: string): string => sealedPlace(dataKeys, 'wrapped', ownerId)

const erased = () => new ProblemError('gone', 'This recording was erased.', 'Nothing more can be added to it or read.')

/** The key above the keys of a project's recordings, made when first needed. Of two made at once, one is kept. */
export async function projectKey(ctx: Context, project: Project): Promise<DataKey> {
  const stores = ctx.region(project)
  const found = await wrappedKey(stores, project.id, null)
  if (found) return ctx.envelope.unwrap(found, place(project.id))
  if (await wasErased(stores, [project.id])) throw erased()
  await keep(ctx, stores, { project_id: project.id, wrapped: ctx.envelope.create(place(project.id)).wrapped })
  const kept = await wrappedKey(stores, project.id, null)
  if (!kept) throw erased()
  return ctx.envelope.unwrap(kept, place(project.id))
}

/** The same where it must be there already; `gone` once it was destroyed. */
export async function heldProjectKey(ctx: Context, stores: Stores, projectId: string): Promise<DataKey> {
  const held = await wrappedKey(stores, projectId, null)
  if (!held) throw erased()
  return ctx.envelope.unwrap(held, place(projectId))
}

/**
 * The key of a recording that begins. It is there before its recording is, and stays if that is given up: who begins it
 * again uses it, and the sweep removes it where nobody does.
 */
export async function createRecordingKey(
  ctx: Context,
  stores: Stores,
  project: Project,
  recordingId: string,
): Promise<DataKey> {
  const above = await projectKey(ctx, project)
  const { wrapped } = ctx.envelope.create(place(recordingId), above)
  await keep(ctx, stores, { project_id: project.id, recording_id: recordingId, wrapped })
  return recordingKey(ctx, stores, { id: recordingId, project_id: project.id })
}

type NewKey = { readonly project_id: string; readonly recording_id?: string; readonly wrapped: Buffer }

/** The one that is there stays. */
const keep = (ctx: Context, { keys }: Stores, key: NewKey) =>
  keys
    .insertInto('data_keys')
    .values({ id: crypto.randomUUID(), created_at: ctx.now(), ...key })
    .onConflict((on) => on.columns(['project_id', 'recording_id']).doNothing())
    .execute()

async function wrappedKey(
  { keys }: Stores,
  projectId: string,
  recordingId: string | null,
): Promise<Buffer | undefined> {
  const row = await keys
    .selectFrom('data_keys')
    .select('wrapped')
    .where('project_id', '=', projectId)
    .where('recording_id', recordingId === null ? 'is' : '=', recordingId)
    .executeTakeFirst()
  return row?.wrapped
}

/** The key of a recording; `gone` once it was erased. */
export async function recordingKey(ctx: Context, stores: Stores, recording: Recording): Promise<DataKey> {
  const parent = await wrappedKey(stores, recording.project_id, null)
  const own = await wrappedKey(stores, recording.project_id, recording.id)
  if (!own || !parent) throw erased()
  const above = ctx.envelope.unwrap(parent, place(recording.project_id))
  return ctx.envelope.unwrap(own, place(recording.id), above)
}

/**
 * The same for whoever writes: an erasure waits until the transaction has ended, so that nothing is written behind its back;
 * once it has begun, this is `gone`.
 */
export async function recordingKeyToWrite(ctx: Context, tx: Tx, recording: Recording): Promise<DataKey> {
  await holdOpen(tx, [recording.project_id, recording.id])
  return recordingKey(ctx, tx, recording)
}
