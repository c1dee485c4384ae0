import {
  ChangeReport,
  ProjectParams,
  ReportDetail,
  ReportFilter,
  ReportIdParams,
  ReportPage,
  TriggerRule,
  TriggerTrial,
} from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { authorizeProject } from '../accounts/index.ts'
import { changeReport } from './change-report.ts'
import { listReports } from './list-reports.ts'
import { readReport } from './read-report.ts'
import { tryTrigger } from './try-trigger.ts'

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

  app.post(
    '/api/projects/:projectId/triggers/try',
    {
      config: { permission: 'project:administer' },
      schema: {
        summary: 'What a trigger would have done on the newest reports; changes nothing',
        params: ProjectParams,
        body: TriggerRule,
        response: { 200: TriggerTrial },
      },
    },
    async ({ ctx, params, body }) => {
      const project = await authorizeProject(ctx, params.projectId, 'administer')
      return tryTrigger(ctx, { project, rule: body })
    },
  )

  app.get(
    '/api/reports/:reportId',
    {
      config: { permission: 'project:view' },
      schema: { summary: 'A report with its recordings', params: ReportIdParams, response: { 200: ReportDetail } },
    },
    ({ ctx, params }) => readReport(ctx, params.reportId),
  )

  app.patch(
    '/api/reports/:reportId',
    {
      config: { permission: 'project:triage' },
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
