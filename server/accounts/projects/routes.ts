import { ChangeProject, NewProject, OrganizationParams, Project, ProjectParams } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { authorizeOrganization } from '../rights/authorize-organization.ts'
import { authorizeProject } from '../rights/authorize-project.ts'
import { changeProject } from './change-project.ts'
import { createProject } from './create-project.ts'
import { toProject } from './to-project.ts'

export const projectRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/api/organizations/:organizationId/projects',
    {
      config: { permission: 'organization:administer' },
      schema: {
        summary: 'Make a project',
        params: OrganizationParams,
        body: NewProject,
        response: { 201: Project },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'administer')
      return reply.code(201).send(await createProject(ctx, { ...body, organization }))
    },
  )

  app.get(
    '/api/projects/:projectId',
    {
      config: { permission: 'project:view' },
      schema: { summary: 'A project and its settings', params: ProjectParams, response: { 200: Project } },
    },
    async ({ ctx, params }) => toProject(await authorizeProject(ctx, params.projectId, 'view')),
  )

  app.patch(
    '/api/projects/:projectId',
    {
      config: { permission: 'project:administer' },
      schema: {
        summary: 'Change settings: name, origins, masking, retention, recording',
        params: ProjectParams,
        body: ChangeProject,
        response: { 200: Project },
      },
    },
    async ({ ctx, params, body }) => {
      const project = await authorizeProject(ctx, params.projectId, 'administer')
      return changeProject(ctx, { project, change: body })
    },
  )
}
