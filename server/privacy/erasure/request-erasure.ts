import { randomUUID } from 'node:crypto'
import type { Erasure, ErasureSubject } from '@vitrine/protocol'
import { audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { jsonb } from '../../platform/db/jsonb.ts'
import { transact } from '../../transact.ts'
import { eraseSubject } from '../tables.ts'
import { toErasure } from './read-erasure.ts'
import { authorizeSubject } from './subject.ts'

/** Records the erasure and queues it: from here on it happens, whatever becomes of this process. */
export async function requestErasure(ctx: Context, subject: ErasureSubject): Promise<Erasure> {
  const project = await authorizeSubject(ctx, subject)
  return transact(ctx, ctx.control, async (ctx, tx) => {
    const erasure = await tx.db
      .insertInto('erasures')
      .values({
        id: randomUUID(),
        subject_kind: subject.kind,
        subject_id: subject.id,
        project_id: project.id,
        region: project.region,
        requested_by: ctx.actor.kind === 'member' ? ctx.actor.userId : null,
        requested_at: ctx.now(),
        state: 'pending',
        found: jsonb({ rows: {}, prefixes: [], keys: [] }),
        stores: jsonb([]),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await audit(ctx, tx, { action: `${subject.kind}.erased`, project, target: subject })
    await tx.jobs.enqueue(eraseSubject, { erasureId: erasure.id })
    return toErasure(erasure)
  })
}
