import { erasurePlan, type Row } from '@vitrine/ledger'
import type { AskedSubject, Erasure } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { lockName } from '../../platform/db/rows.ts'
import { ProblemError } from '../../platform/errors.ts'
import { findVisitor } from '../../visitors/index.ts'
import type { erasures } from '../tables.ts'
import { find } from './find.ts'
import { mayRead, toErasure } from './read-erasure.ts'
import { remaining } from './remaining.ts'
import { type AuthorizedSubject, rootOf } from './subject.ts'

type ErasureRow = Row<typeof erasures>

/** What was asked for under this key before. The key of another subject is a mistake of the caller. */
export async function sameRequest(ctx: Context, once: Buffer, asked: AskedSubject): Promise<Erasure | undefined> {
  const row = await ctx.control.db
    .selectFrom('erasures')
    .selectAll()
    .where('idempotency_hash', '=', once)
    .executeTakeFirst()
  if (!row) return undefined
  if (await isOf(ctx, row, asked)) return toErasure(ctx, row)
  throw new ProblemError('conflict', 'This Idempotency-Key was used for another subject.', 'Make a new one.')
}

async function isOf(ctx: Context, row: ErasureRow, asked: AskedSubject): Promise<boolean> {
  if (row.subject_kind !== asked.kind) return false
  if ('id' in asked) return row.subject_id === asked.id
  if (row.project_id !== asked.projectId) return false
  const { db } = ctx.control
  const project = await db.selectFrom('projects').selectAll().where('id', '=', asked.projectId).executeTakeFirst()
  // With the project its key is gone, and with that the only way to tell its visitors apart.
  return !project || (await findVisitor(ctx, project, asked.externalId)).hash === row.subject_hash
}

/** The latest erasure of something that is no longer there, if whoever asks may know of it. */
export async function readableErasure(ctx: Context, asked: AskedSubject): Promise<Erasure | undefined> {
  if (!('id' in asked)) return undefined
  const row = await ctx.control.db
    .selectFrom('erasures')
    .selectAll()
    .where('subject_kind', '=', asked.kind)
    .where('subject_id', '=', asked.id)
    .orderBy('requested_at', 'desc')
    .executeTakeFirst()
  return row && (await mayRead(ctx, row)) ? toErasure(ctx, row) : undefined
}

/** The erasure that makes another one needless: it is under way, or it is done and nothing has come since. */
export async function erasedBefore(ctx: Context, tx: Tx, subject: AuthorizedSubject): Promise<ErasureRow | undefined> {
  const { kind, id, hash, scope } = subject
  await lockName(tx.db, `erasure ${kind} ${hash ?? id}`)
  const row = await tx.db
    .selectFrom('erasures')
    .selectAll()
    .where('subject_kind', '=', kind)
    .where((on) =>
      hash ? on.or([on('subject_hash', '=', hash), on('subject_id', '=', id)]) : on('subject_id', '=', id),
    )
    .orderBy('requested_at', 'desc')
    .executeTakeFirst()
  if (!row || row.state !== 'done') return row
  const plan = erasurePlan(ctx.declarations, rootOf(ctx, kind))
  const left = await remaining(ctx, scope, plan, await find(ctx, scope, plan, [id]))
  return Object.values(left).some((count) => count > 0) ? undefined : row
}
