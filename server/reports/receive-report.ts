import type { ProjectRow } from '../accounts/index.ts'
import { completeRecording, publishProjectNews, type Upload } from '../capture/index.ts'
import type { Context } from '../context.ts'
import { transact } from '../transact.ts'

/** Shows the report to the project's members, once all of it is there. */
export async function receiveReport(
  ctx: Context,
  project: ProjectRow,
  { reportId, recordingId }: Pick<Upload, 'reportId' | 'recordingId'>,
): Promise<void> {
  await transact(ctx, ctx.region(project), async (ctx, tx) => {
    await completeRecording(ctx, project, recordingId)
    const now = ctx.now()
    const { numUpdatedRows } = await tx.db
      .updateTable('reports')
      .set({ received_at: now, updated_at: now })
      .where('id', '=', reportId)
      .where('received_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    ctx.afterCommit(() =>
      publishProjectNews(ctx, project.id, { kind: 'report-received', projectId: project.id, reportId }),
    )
  })
}
