import type { ChangeReport, ReportDetail } from '@vitrine/protocol'
import { type AuthorizedProject, audit, roleIn } from '../accounts/index.ts'
import { publishProjectNews } from '../capture/index.ts'
import type { Context } from '../context.ts'
import { ProblemError } from '../platform/errors.ts'
import { transact } from '../transact.ts'
import { findReport } from './find-report.ts'
import { readReport } from './read-report.ts'

type Change = ChangeReport

/** Triage: status, assignee and title. Only what is named changes. */
export async function changeReport(ctx: Context, reportId: string, change: Change): Promise<ReportDetail> {
  const { project, stores } = await findReport(ctx, reportId, 'triage')
  if (change.assigneeId) await refuseStranger(ctx, project, change.assigneeId)
  await transact(ctx, stores, async (ctx, tx) => {
    await tx.db
      .updateTable('reports')
      .set({ status: change.status, assignee_id: change.assigneeId, title: change.title, updated_at: ctx.now() })
      .where('id', '=', reportId)
      .execute()
    await audit(ctx, tx, { action: 'report.changed', project, target: { kind: 'report', id: reportId } })
    ctx.afterCommit(() =>
      publishProjectNews(ctx, project.id, { kind: 'report-changed', projectId: project.id, reportId }),
    )
  })
  return readReport(ctx, reportId)
}

async function refuseStranger(ctx: Context, project: AuthorizedProject<'triage'>, userId: string): Promise<void> {
  if (await roleIn(ctx, project, userId)) return
  throw new ProblemError('invalid-request', 'Only members of the project can be assigned.', 'Invite them first.', {
    field: 'assigneeId',
  })
}
