import type { ReportDetail } from '@vitrine/protocol'
import { readEvaluations, readRecordings } from '../capture/index.ts'
import type { Context } from '../context.ts'
import { ProblemError } from '../platform/errors.ts'
import { findReport } from './find-report.ts'
import { receivedReports, toReportRows } from './report-rows.ts'

/** A report with its recordings, ready to show; replay is read block by block. */
export async function readReport(ctx: Context, reportId: string): Promise<ReportDetail> {
  const { project, stores } = await findReport(ctx, reportId, 'view')
  const rows = await receivedReports(stores).where('reports.id', '=', reportId).execute()
  const [report] = await toReportRows(ctx, rows)
  if (!report) throw new ProblemError('not-found', 'There is no such report.', 'It may have been erased.')
  const [recordings, triggers] = await Promise.all([
    readRecordings(ctx, project, reportId),
    readEvaluations(ctx, project, reportId),
  ])
  return { ...report, recordings, triggers }
}
