import type { ReportFilter, ReportPage } from '@vitrine/protocol'
import { authorizeProject } from '../accounts/index.ts'
import type { Context } from '../context.ts'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'
import { receivedReports, toReportRows } from './report-rows.ts'

/** The reports of a project, newest first, a page at a time. */
export async function listReports(ctx: Context, projectId: string, filter: ReportFilter): Promise<ReportPage> {
  const project = await authorizeProject(ctx, projectId, 'view')
  const { status, assigneeId, search } = filter
  const after = filter.cursor === undefined ? undefined : readCursor(filter.cursor)
  const rows = await receivedReports(ctx.region(project))
    .where('reports.project_id', '=', project.id)
    .$if(status !== undefined, (query) => query.where('status', '=', status as string))
    .$if(assigneeId !== undefined, (query) => query.where('assignee_id', '=', assigneeId as string))
    .$if(search !== undefined, (query) =>
      query.where((on) => on.or([on('title', 'ilike', part(search)), on('page_url', 'ilike', part(search))])),
    )
    .$if(after !== undefined, (query) =>
      query.where((on) =>
        on(
          on.refTuple('reports.created_at', 'reports.id'),
          '<',
          on.tuple((after as Cursor).createdAt, (after as Cursor).id),
        ),
      ),
    )
    .orderBy('reports.created_at', 'desc')
    .orderBy('reports.id', 'desc')
    .limit(filter.limit + 1)
    .execute()
  const page = rows.slice(0, filter.limit)
  const last = rows.length > filter.limit ? page.at(-1) : undefined
  const next = last ? writeCursor({ createdAt: last.created_at, id: last.id }) : null
  return { reports: await toReportRows(ctx, page), next }
}

/** Matches anywhere; what the searcher typed is taken literally. */
const part = (search = ''): string => `%${search.replaceAll('\0', '').replaceAll(/[\\%_]/g, '\\$&')}%`
