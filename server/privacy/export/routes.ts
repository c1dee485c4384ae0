import { DataExport, ExportParams, RequestExport } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { exportLists } from './list-routes.ts'
import { openExport } from './open-export.ts'
import { readExport } from './read-export.ts'
import { requestExport } from './request-export.ts'
import { longestDownloadMs, sendCopy } from './send-copy.ts'
import { withdrawExport } from './withdraw-exports.ts'

/** A copy of data: asked for, looked at, fetched, taken back; and the lists of them. */
export const exportRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/v1/data-export',
    {
      config: { permission: 'member', scope: 'export' },
      schema: {
        summary: 'Have a copy made of everything about a visitor, recording, report, member, project or organization',
        body: RequestExport,
        response: { 202: DataExport },
      },
    },
    async ({ ctx, body }, reply) => reply.code(202).send(await requestExport(ctx, body.subject)),
  )

  app.get(
    '/v1/data-export/:exportId',
    {
      config: { permission: 'member', scope: 'export' },
      schema: { summary: 'How far a copy of data is', params: ExportParams, response: { 200: DataExport } },
    },
    ({ ctx, params }) => readExport(ctx, params.exportId),
  )

  app.delete(
    '/v1/data-export/:exportId',
    {
      config: { permission: 'member', scope: 'export' },
      schema: { summary: 'Delete a copy of data before its time', params: ExportParams, response: { 204: z.void() } },
    },
    async ({ ctx, params }, reply) => {
      await withdrawExport(ctx, params.exportId)
      return reply.code(204).send()
    },
  )

  app.get(
    '/v1/data-export/:exportId/download',
    {
      config: { permission: 'member', scope: 'export' },
      handlerTimeout: longestDownloadMs,
      schema: {
        summary: 'A copy of data as a ZIP file; for the member who asked for it',
        params: ExportParams,
        response: { 200: z.unknown().describe('A ZIP file') },
      },
    },
    async ({ ctx, params }, reply) => sendCopy(reply, await openExport(ctx, params.exportId)),
  )

  await app.register(exportLists)
}
