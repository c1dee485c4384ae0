import { erasurePlan, type Row } from '@vitrine/ledger'
import { type Erasure, ErasureSubject } from '@vitrine/protocol'
import {
  authorizeOrganization,
  authorizeProject,
  type ProjectRow,
  reaches,
  reachesAccount,
} from '../../accounts/index.ts'
import type { Actor, Authorized, Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { recipientsInUse } from '../recipients-in-use.ts'
import type { erasures } from '../tables.ts'
import { recipientsOf } from './recipients-of.ts'
import { rootOf } from './subject.ts'

type Member = Extract<Actor, { kind: 'member' }>
type ErasureRow = Row<typeof erasures>

export async function toErasure(ctx: Context, row: ErasureRow, recipients = recipientsInUse(ctx)): Promise<Erasure> {
  const subject = ErasureSubject.parse({ kind: row.subject_kind, id: row.subject_id })
  return {
    id: row.id,
    subject,
    projectId: row.project_id,
    organizationId: row.organization_id,
    state: row.state as Erasure['state'],
    requestedAt: row.requested_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    stores: row.stores,
    recipients: recipientsOf(await recipients, erasurePlan(ctx.declarations, rootOf(ctx, subject.kind))),
    receipt: row.receipt !== null,
  }
}

/** Who asked for it may read it, also when its project is gone; so may the project's admins and the organization's owners. */
export async function mayRead(ctx: Context, row: ErasureRow): Promise<boolean> {
  const { actor } = ctx
  if (actor.kind === 'member' && row.requested_by === actor.userId && isWithin(actor, row)) return true
  if (row.project_id !== null && (await allows(authorizeProject(ctx, row.project_id, 'administer')))) return true
  return row.organization_id !== null && allows(authorizeOrganization(ctx, row.organization_id, 'own'))
}

const isWithin = (actor: Member, { organization_id: organizationId, project_id: projectId }: ErasureRow): boolean =>
  organizationId === null ? reachesAccount(actor) : reaches(actor, { organizationId, projectId })

const allows = (right: Promise<unknown>): Promise<boolean> =>
  right.then(
    () => true,
    (error) => {
      if (error instanceof ProblemError && (error.code === 'not-found' || error.code === 'not-allowed')) return false
      throw error
    },
  )

/** The row of an erasure that whoever asks may read. */
export async function readableRow(ctx: Context, id: string): Promise<ErasureRow> {
  const row = await ctx.control.db.selectFrom('erasures').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new ProblemError('not-found', 'There is no such erasure.')
  if (await mayRead(ctx, row)) return row
  // A member of the project may know that it exists, and is told that the right is missing.
  if (row.project_id !== null) await authorizeProject(ctx, row.project_id, 'administer').catch(hide)
  throw new ProblemError('not-found', 'There is no such erasure.')
}

const hide = (error: unknown) => {
  if (!(error instanceof ProblemError) || error.code !== 'not-found') throw error
}

export const readErasure = async (ctx: Context, id: string): Promise<Erasure> =>
  toErasure(ctx, await readableRow(ctx, id))

/** The latest hundred of a project. */
export async function listErasures(ctx: Context, project: Authorized<ProjectRow, 'administer'>): Promise<Erasure[]> {
  const rows = await ctx.control.db
    .selectFrom('erasures')
    .selectAll()
    .where('project_id', '=', project.id)
    .orderBy('requested_at', 'desc')
    .limit(100)
    .execute()
  const recipients = recipientsInUse(ctx)
  return Promise.all(rows.map((row) => toErasure(ctx, row, recipients)))
}
