import type { Row } from '@vitrine/ledger'
import { type ReportRow, ReportStatus } from '@vitrine/protocol'
import { sql } from 'kysely'
import { displayNames } from '../accounts/index.ts'
import type { Context, Stores } from '../context.ts'
import type { reports } from './tables.ts'

type Listed = Row<typeof reports> & { errors: number; failed_requests: number; duration_ms: number }

/** Reports that have arrived, each with the sums over its recordings. Before that, nobody is shown them. */
export const receivedReports = (stores: Stores) =>
  stores.db
    .selectFrom('reports')
    .leftJoinLateral(
      (of) =>
        of
          .selectFrom('recordings')
          .select([
            sql<number>`coalesce(sum(errors), 0)`.as('errors'),
            sql<number>`coalesce(sum(failed_requests), 0)`.as('failed_requests'),
            sql<number>`coalesce(sum(extract(epoch from ended_at - started_at) * 1000) filter (where chunks > 0), 0)::bigint`.as(
              'duration_ms',
            ),
          ])
          .whereRef('recordings.report_id', '=', 'reports.id')
          .as('sums'),
      (join) => join.onTrue(),
    )
    .selectAll('reports')
    .select((of) => [
      of.ref('sums.errors').$notNull().as('errors'),
      of.ref('sums.failed_requests').$notNull().as('failed_requests'),
      of.ref('sums.duration_ms').$notNull().as('duration_ms'),
    ])
    .where('reports.received_at', 'is not', null)

/** As the dashboard shows them. An assignee who was erased is shown as nobody. */
export async function toReportRows(ctx: Context, rows: readonly Listed[]): Promise<ReportRow[]> {
  const names = await displayNames(
    ctx,
    rows.flatMap((row) => row.assignee_id ?? []),
  )
  const assignee = (userId: string | null) => {
    const displayName = userId && names.get(userId)
    return displayName ? { userId, displayName } : null
  }
  return rows.map((row) => ({
    id: row.id,
    projectId: row.project_id,
    title: row.title,
    status: ReportStatus.parse(row.status),
    assignee: assignee(row.assignee_id),
    pageUrl: row.page_url,
    createdAt: row.created_at.toISOString(),
    durationMs: row.duration_ms,
    errors: row.errors,
    failedRequests: row.failed_requests,
  }))
}
