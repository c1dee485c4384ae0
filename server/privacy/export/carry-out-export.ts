import { randomUUID } from 'node:crypto'
import { type Payload, sealedPlace } from '@vitrine/ledger'
import { mailMember } from '../../accounts/index.ts'
import type { Context, Stores, Tx } from '../../context.ts'
import { errorFields } from '../../platform/log/error-fields.ts'
import { transact } from '../../transact.ts'
import { closingFiles } from './closing-files.ts'
import { contentsOf } from './contents.ts'
import { copyReady } from './copy-ready-letter.ts'
import { type ExportRow, subjectOf } from './find-export.ts'
import { sealStream } from './seal-stream.ts'
import { exportKeys, exportObjects, keptDays, type makeExport } from './tables.ts'
import { zip } from './zip.ts'

const mostTries = 5
const day = 86_400_000
const sayEveryMs = 1_000

type Attempt = {
  readonly ctx: Context
  readonly stores: Stores
  readonly region: string
  readonly row: ExportRow
  readonly id: string
}

/**
 * The export job. Each run is an attempt of its own with a key of its own, so a run that was thought dead can't spoil what
 * the next one made: only the attempt that the row names may finish.
 */
export async function carryOutExport(ctx: Context, { exportId, region }: Payload<typeof makeExport>): Promise<void> {
  const stores = ctx.region({ region })
  const attempt = randomUUID()
  const begun = await transact(ctx, stores, (_, tx) =>
    tx.db
      .updateTable('data_exports')
      .set(({ eb }) => ({ attempt, state: 'running', parts: 0, parts_done: 0, tries: eb('tries', '+', 1) }))
      .where('id', '=', exportId)
      .where('state', 'in', ['waiting', 'running'])
      .returningAll()
      .executeTakeFirst(),
  )
  if (!begun) return
  const one: Attempt = { ctx, stores, region, row: begun, id: attempt }
  if (begun.tries > mostTries) return change(one, { state: 'failed', finished_at: ctx.now() })
  try {
    await make(one)
  } catch (error) {
    const isLast = begun.tries === mostTries
    await change(one, isLast ? { state: 'failed', finished_at: ctx.now() } : { state: 'waiting' })
    if (!isLast) throw error
    ctx.log.error('A copy of data could not be made', errorFields(error))
  }
}

async function make(attempt: Attempt): Promise<void> {
  const { ctx, stores, region, row } = attempt
  const place = exportObjects.prefix({ id: row.id })
  // What an attempt that was killed left behind.
  await stores.objects.deleteAll(place)
  const subject = subjectOf(row)
  const contents = await contentsOf(ctx, region, subject)
  await change(attempt, { parts: contents.parts })
  const { key, wrapped } = ctx.envelope.create(sealedPlace(exportKeys, 'wrapped', row.id))
  const exportObject = exportObjects.object({ id: row.id }, attempt.id)
  let manifestSha256: Buffer | undefined
  const bytes = zip(contents.files(progress(attempt)), ctx.now(), (listed) =>
    closingFiles(ctx, contents, { id: row.id, subject, madeAt: ctx.now() }, listed, (sha256) => {
      manifestSha256 = sha256
    }),
  )
  let stored = 0
  await stores.objects.put(
    exportObject,
    counted(sealStream(key, exportObject.name, bytes), (n) => {
      stored += n
    }),
  )
  const finished = await transact(ctx, stores, async (ctx, tx) => {
    const now = ctx.now()
    const expires_at = new Date(now.getTime() + keptDays * day)
    const { numUpdatedRows } = await tx.db
      .updateTable('data_exports')
      .set({
        state: 'ready',
        stored_bytes: stored,
        manifest_sha256: manifestSha256 ?? null,
        finished_at: now,
        expires_at,
      })
      .where('id', '=', row.id)
      .where('attempt', '=', attempt.id)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    // The row that is locked by now lets one attempt at a time get here; one that was broken off left its key behind.
    await tx.keys
      .insertInto('export_keys')
      .values({ export_id: row.id, wrapped, created_at: now })
      .onConflict((on) => on.column('export_id').doUpdateSet({ wrapped, created_at: now }))
      .execute()
    await tellReady(tx, { ...row, expires_at })
    return true
  })
  // Erased, or overtaken by another attempt.
  if (!finished) await stores.objects.delete(exportObject)
}

/** Visitors who asked for their own have no account to write to. */
async function tellReady(tx: Tx, row: ExportRow): Promise<void> {
  const { project_id, organization_id, requested_by: userId, expires_at } = row
  const until = expires_at.toISOString().slice(0, 10)
  const data = { projectId: project_id ?? '', organizationId: organization_id ?? '', until }
  if (userId !== null) await mailMember(tx, { template: copyReady, userId, data })
}

async function* counted(bytes: AsyncIterable<Uint8Array>, add: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    add(chunk.length)
    yield chunk
  }
}

type Change = Partial<Pick<ExportRow, 'state' | 'finished_at' | 'parts' | 'parts_done'>>

async function change({ ctx, stores, row, id }: Attempt, values: Change): Promise<void> {
  await transact(ctx, stores, (_, tx) =>
    tx.db.updateTable('data_exports').set(values).where('id', '=', row.id).where('attempt', '=', id).execute(),
  )
}

/** Says how far it is, now and then; that it could not be said stops nothing. */
function progress(attempt: Attempt): (parts: number) => void {
  let done = 0
  let saidAt = 0
  return (parts) => {
    done += parts
    if (performance.now() - saidAt < sayEveryMs) return
    saidAt = performance.now()
    change(attempt, { parts_done: done }).catch((error) =>
      attempt.ctx.log.warn('How far a copy is could not be said', errorFields(error)),
    )
  }
}
