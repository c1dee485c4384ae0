import { DocumentList, ProjectParams, PublishDocuments } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { authorizeProject } from '../../accounts/index.ts'
import { listDocuments } from './list-documents.ts'
import { setPublic } from './published-project.ts'

/** The documents of a project, and whether everybody may read them. */
export const projectDocumentsApi: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/projects/:projectId/documents',
    {
      config: { permission: 'project:view' },
      schema: { summary: 'The privacy documents of a project', params: ProjectParams, response: { 200: DocumentList } },
    },
    async ({ ctx, params }) => listDocuments(ctx, { project: await authorizeProject(ctx, params.projectId, 'view') }),
  )

  app.patch(
    '/api/projects/:projectId/documents',
    {
      config: { permission: 'project:administer' },
      schema: {
        summary: 'Show the privacy documents of a project to everybody, or take them back',
        params: ProjectParams,
        body: PublishDocuments,
        response: { 200: DocumentList },
      },
    },
    async ({ ctx, params, body }) => {
      const project = await authorizeProject(ctx, params.projectId, 'administer')
      await setPublic(ctx, { project, isPublic: body.public })
      return listDocuments(ctx, { project })
    },
  )
}
