import { limits, ReportIdParams, ReportOpened, ReportSent, SendReport } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { answerPreflights, limited, openToSites, openUpload } from '../capture/index.ts'
import { completeReport } from './complete-report.ts'
import { openReport } from './open-report.ts'

/** How a visitor's report comes in: opened here, its chunks sent to capture, completed here. */
export const reportIntake: FastifyPluginAsyncZod = async (app) => {
  openToSites(app)
  answerPreflights(app, '/v1/reports', 'POST')
  answerPreflights(app, '/v1/reports/:reportId/complete', 'POST')

  app.post(
    '/v1/reports',
    {
      config: { permission: 'intake' },
      bodyLimit: limits.reportBytes,
      onRequest: limited('report'),
      schema: {
        summary: 'Open a report; the same ids again are the same report',
        body: SendReport,
        response: { 200: ReportOpened },
      },
    },
    ({ ctx, body, headers }) => openReport(ctx, body, headers.origin),
  )

  app.post(
    '/v1/reports/:reportId/complete',
    {
      config: { permission: 'upload' },
      onRequest: limited('report'),
      schema: {
        summary: 'Everything has been sent',
        params: ReportIdParams,
        response: { 200: ReportSent },
      },
    },
    ({ ctx, params, headers }) => completeReport(ctx, openUpload(ctx, headers.authorization, params)),
  )
}
