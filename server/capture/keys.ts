import { sealedPlace } from '@vitrine/ledger'
import type { Context, Stores } from '../context.ts'
import type { DataKey } from '../platform/crypto/keys.ts'
import { ProblemError } from '../platform/errors.ts'
import { transact } from '../transact.ts'
import { dataKeys } from './tables.ts'

type Project = { readonly id: string; readonly region: string }
type Recording = { readonly id: string; readonly project_id: string }

const place = (ownerId: string): string => sealedPlace(dataKeys, 'wrapped', ownerId)

const erased = () => new ProblemError('gone', 'This recording was erased.', 'Nothing more can be added to it or read.')

/** The key above the keys of a project's recordings, made when first needed. Of two made at once, one is kept. */
export async function projectKey(ctx: Context, project: Project): Promise<DataKey> {
  const { db } = ctx.region(project)
  const find = () =>
    db
      .selectFrom('data_keys')
      .select('wrapped')
      .where('project_id', '=', project.id)
      .where('recording_id', 'is', null)
      .executeTakeFirst()
  const found = await find()
  if (found) return ctx.envelope.unwrap(found.wrapped, place(project.id))
  const { key, wrapped } = ctx.envelope.create(place(project.id))
  if (await keep(ctx, project, { project_id: project.id, wrapped })) return key
  const winner = await find()
  if (!winner) throw erased()
  return ctx.envelope.unwrap(winner.wrapped, place(project.id))
}

/** The same where it must be there already; `gone` once it was destroyed. */
export async function heldProjectKey(ctx: Context, { db }: Stores, projectId: string): Promise<DataKey> {
  const keys = db.selectFrom('data_keys').select('wrapped').where('project_id', '=', projectId)
  const held = await keys.where('recording_id', 'is', null).executeTakeFirst()
  if (!held) throw erased()
  return ctx.envelope.unwrap(held.wrapped, place(projectId))
}

/** A new key for a new recording; `undefined` when the project already has a recording of that id. */
export async function createRecordingKey(
  ctx: Context,
  project: Project,
  recordingId: string,
): Promise<DataKey | undefined> {
  const { key, wrapped } = ctx.envelope.create(place(recordingId), await projectKey(ctx, project))
  const kept = await keep(ctx, project, { project_id: project.id, recording_id: recordingId, wrapped })
  return kept ? key : undefined
}

type NewKey = { readonly project_id: string; readonly recording_id?: string; readonly wrapped: Buffer }

/** `false` when there is one already. */
const keep = (ctx: Context, project: Project, key: NewKey): Promise<boolean> =>
  transact(ctx, ctx.region(project), async (ctx, tx) => {
    const made = await tx.db
      .insertInto('data_keys')
      .values({ id: crypto.randomUUID(), created_at: ctx.now(), ...key })
      .onConflict((on) => on.columns(['project_id', 'recording_id']).doNothing())
      .executeTakeFirst()
    return made.numInsertedOrUpdatedRows === 1n
  })

/**
 * The key of a recording; `gone` once it was erased. `hold` keeps the key from being destroyed until the transaction
 * ends, so that nothing is written behind the back of an erasure; an erasure waits its turn for it.
 */
export async function recordingKey(
  ctx: Context,
  { db }: Stores,
  recording: Recording,
  how: { hold: boolean } = { hold: false },
): Promise<DataKey> {
  const keys = db.selectFrom('data_keys').select('wrapped').where('project_id', '=', recording.project_id)
  const parent = await keys.where('recording_id', 'is', null).executeTakeFirst()
  // An exclusive lock although reading would do: shared ones that overlap let nobody else in for as long as they come.
  const own = await keys
    .where('recording_id', '=', recording.id)
    .$if(how.hold, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!own || !parent) throw erased()
  const above = ctx.envelope.unwrap(parent.wrapped, place(recording.project_id))
  return ctx.envelope.unwrap(own.wrapped, place(recording.id), above)
}
