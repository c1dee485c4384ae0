import { LinkSecret, NewVisitorLink, ProjectParams, VisitorLink } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { authorizeProject } from '../accounts/index.ts'
import { makeVisitorLink } from './links/make-visitor-link.ts'
import { renewLinkSecret } from './links/renew-link-secret.ts'

export const visitorRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/api/projects/:projectId/visitor-links',
    {
      config: { permission: 'project:administer' },
      schema: {
        summary: 'A link by which one visitor sees what is held of them, takes a copy and can have it erased',
        params: ProjectParams,
        body: NewVisitorLink,
        response: { 201: VisitorLink },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const project = await authorizeProject(ctx, params.projectId, 'administer')
      return reply.code(201).send(await makeVisitorLink(ctx, project, body))
    },
  )

  app.post(
    '/api/projects/:projectId/link-secret',
    {
      config: { permission: 'project:administer' },
      schema: {
        summary: 'A new secret to sign visitors’ links with, shown this once; ends every link made before',
        params: ProjectParams,
        response: { 201: LinkSecret },
      },
    },
    async ({ ctx, params }, reply) => {
      const project = await authorizeProject(ctx, params.projectId, 'administer')
      return reply.code(201).send(await renewLinkSecret(ctx, project))
    },
  )
}
