import { Drift, ProjectParams, Retention, RetentionPreview, RetentionQuery } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizeProject } from '../accounts/index.ts'
import { askForCheck, readDrift } from './drift/read-drift.ts'
import { previewWindow } from './retention/preview-window.ts'
import { readRetention } from './retention/read-retention.ts'

/** That the promises are kept: what is stored against what is declared, what is deleted when. */
export const upkeepRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/administration/drift',
    {
      config: { permission: 'platform' },
      schema: { summary: 'Whether what is stored agrees with what is published', response: { 200: Drift } },
    },
    ({ ctx }) => readDrift(ctx),
  )

  app.post(
    '/api/administration/drift',
    {
      config: { permission: 'platform' },
      schema: { summary: 'Compare what is stored with what is published now', response: { 202: z.object({}) } },
    },
    async ({ ctx }, reply) => {
      await askForCheck(ctx)
      return reply.code(202).send({})
    },
  )

  app.get(
    '/api/administration/retention',
    {
      config: { permission: 'platform' },
      schema: { summary: 'What the latest sweeps deleted, and how late', response: { 200: Retention } },
    },
    ({ ctx }) => readRetention(ctx),
  )

  app.get(
    '/api/projects/:projectId/retention',
    {
      config: { permission: 'project:administer' },
      schema: {
        summary: 'What the next sweep would delete if the project kept things for so many days',
        params: ProjectParams,
        querystring: RetentionQuery,
        response: { 200: RetentionPreview },
      },
    },
    async ({ ctx, params, query }) =>
      previewWindow(ctx, { project: await authorizeProject(ctx, params.projectId, 'administer'), days: query.days }),
  )
}
