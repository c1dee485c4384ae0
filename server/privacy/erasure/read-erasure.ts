import type { Row } from '@vitrine/ledger'
import { type Erasure, ErasureSubject } from '@vitrine/protocol'
import { authorizeProject, type ProjectRow } from '../../accounts/index.ts'
import type { Authorized, Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import type { erasures } from '../tables.ts'

export const toErasure = (row: Row<typeof erasures>): Erasure => ({
  id: row.id,
  subject: ErasureSubject.parse({ kind: row.subject_kind, id: row.subject_id }),
  state: row.state as Erasure['state'],
  requestedAt: row.requested_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
  stores: row.stores,
})

/** Who asked for it may read it, also when its project is gone; else the project's administrators. */
export async function readErasure(ctx: Context, id: string): Promise<Erasure> {
  const row = await ctx.control.db.selectFrom('erasures').selectAll().where('id', '=', id).executeTakeFirst()
  const absent = new ProblemError('not-found', 'There is no such erasure.')
  if (!row) throw absent
  const asked = ctx.actor.kind === 'member' && row.requested_by === ctx.actor.userId
  if (!asked)
    await authorizeProject(ctx, row.project_id, 'administer').catch((error) => {
      throw error instanceof ProblemError && error.code === 'not-found' ? absent : error
    })
  return toErasure(row)
}

/** The latest hundred of a project. */
export async function listErasures(ctx: Context, project: Authorized<ProjectRow, 'administer'>): Promise<Erasure[]> {
  const rows = await ctx.control.db
    .selectFrom('erasures')
    .selectAll()
    .where('project_id', '=', project.id)
    .orderBy('requested_at', 'desc')
    .limit(100)
    .execute()
  return rows.map(toErasure)
}
