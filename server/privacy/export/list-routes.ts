import { DataExport, OrganizationParams, ProjectParams } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizeProject } from '../../accounts/index.ts'
import { listExports, listOrganizationExports, listOwnExports } from './read-export.ts'

/** The copies of data that a page of the dashboard lists. */
export const exportLists: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/projects/:projectId/exports',
    {
      config: { permission: 'project:administer' },
      schema: {
        summary: 'Copies of data of a project',
        params: ProjectParams,
        response: { 200: z.array(DataExport) },
      },
    },
    async ({ ctx, params }) => listExports(ctx, await authorizeProject(ctx, params.projectId, 'administer')),
  )

  app.get(
    '/api/organizations/:organizationId/exports',
    {
      config: { permission: 'organization:own' },
      schema: {
        summary: 'Copies of data of a whole organization',
        params: OrganizationParams,
        response: { 200: z.array(DataExport) },
      },
    },
    ({ ctx, params }) => listOrganizationExports(ctx, params.organizationId),
  )

  app.get(
    '/api/account/exports',
    {
      config: { permission: 'member' },
      schema: { summary: 'Copies of the data of one’s own account', response: { 200: z.array(DataExport) } },
    },
    ({ ctx }) => listOwnExports(ctx),
  )
}
