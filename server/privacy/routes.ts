import { DataDeletion, Erasure, ErasureParams, IdempotencyHeaders, ProjectParams } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizeProject } from '../accounts/index.ts'
import { previewErasure } from './erasure/preview-erasure.ts'
import { listErasures, readErasure } from './erasure/read-erasure.ts'
import { requestErasure } from './erasure/request-erasure.ts'
import { exportRoutes } from './export/routes.ts'

export const privacyRoutes: FastifyPluginAsyncZod = async (app) => {
  await app.register(exportRoutes)

  app.post(
    '/v1/data-deletion',
    {
      config: { permission: 'member', scope: 'erase' },
      schema: {
        summary:
          'Erase a visitor, recording, report, member, project or organization, or preview what that would delete',
        headers: IdempotencyHeaders,
        body: DataDeletion,
        response: { 200: Erasure, 202: Erasure },
      },
    },
    async ({ ctx, body, headers }, reply) => {
      const { subject, preview, confirm } = body
      if (preview) return reply.code(200).send(await previewErasure(ctx, subject))
      const idempotencyKey = headers['idempotency-key']
      const erasure = await requestErasure(ctx, subject, { confirm, idempotencyKey })
      return reply.code(erasure.state === 'done' ? 200 : 202).send(erasure)
    },
  )

  app.get(
    '/v1/data-deletion/:erasureId',
    {
      config: { permission: 'member', scope: 'erase' },
      schema: {
        summary: 'The outcome of an erasure, store by store',
        params: ErasureParams,
        response: { 200: Erasure },
      },
    },
    ({ ctx, params }) => readErasure(ctx, params.erasureId),
  )

  app.get(
    '/api/projects/:projectId/erasures',
    {
      config: { permission: 'project:administer' },
      schema: {
        summary: 'The latest erasures of a project',
        params: ProjectParams,
        response: { 200: z.array(Erasure) },
      },
    },
    async ({ ctx, params }) => listErasures(ctx, await authorizeProject(ctx, params.projectId, 'administer')),
  )
}
