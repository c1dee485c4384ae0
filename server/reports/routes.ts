import { ChangeReport, ProjectParams, ReportDetail, ReportFilter, ReportIdParams, ReportPage } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { changeReport } from './change-report.ts'
import { listReports } from './list-reports.ts'
import { readReport } from './read-report.ts'

export const reportRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/projects/:projectId/reports',
    {
      config: { permission: 'project:view' },
      schema: {
        summary: 'Reports of a project, newest first',
        params: ProjectParams,
        querystring: ReportFilter,
        response: { 200: ReportPage },
      },
    },
    ({ ctx, params, query }) => listReports(ctx, params.projectId, query),
  )

  app.get(
    '/api/reports/:reportId',
    {
      config: { permission: 'member' },
      schema: { summary: 'A report with its recordings', params: ReportIdParams, response: { 200: ReportDetail } },
    },
    ({ ctx, params }) => readReport(ctx, params.reportId),
  )

  app.patch(
    '/api/reports/:reportId',
    {
      config: { permission: 'member' },
      schema: {
        summary: 'Triage: status, assignee, title',
        params: ReportIdParams,
        body: ChangeReport,
        response: { 200: ReportDetail },
      },
    },
    ({ ctx, params, body }) => changeReport(ctx, params.reportId, body),
  )
}
