import { clientQuestions } from '@vitrine/ledger'
import { ChangeAnswers, DocumentAnswers, OrganizationParams, ProjectParams } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { authorizeOrganization, authorizeProject } from '../../accounts/index.ts'
import { changeAnswers } from './change-answers.ts'
import { clientForm } from './questions.ts'

const known = clientQuestions.map(({ id }) => id)

/** What the documents ask of a client: for one project, or for all of an organization. */
export const answersApi: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/projects/:projectId/document-answers',
    {
      config: { permission: 'project:view' },
      schema: {
        summary: 'What the privacy documents of a project ask of people',
        params: ProjectParams,
        response: { 200: DocumentAnswers },
      },
    },
    async ({ ctx, params }) => {
      const { id, organization_id } = await authorizeProject(ctx, params.projectId, 'view')
      return clientForm(ctx, { organizationId: organization_id, projectId: id })
    },
  )

  app.patch(
    '/api/projects/:projectId/document-answers',
    {
      config: { permission: 'project:administer' },
      schema: {
        summary: 'Answer what the privacy documents of a project ask',
        params: ProjectParams,
        body: ChangeAnswers,
        response: { 200: DocumentAnswers },
      },
    },
    async ({ ctx, params, body }) => {
      const { id, organization_id } = await authorizeProject(ctx, params.projectId, 'administer')
      const of = { organizationId: organization_id, projectId: id }
      await changeAnswers(ctx, { of, known, change: body.answers })
      return clientForm(ctx, of)
    },
  )

  app.get(
    '/api/organizations/:organizationId/document-answers',
    {
      config: { permission: 'organization:administer' },
      schema: {
        summary: 'What the privacy documents of all projects of an organization ask of people',
        params: OrganizationParams,
        response: { 200: DocumentAnswers },
      },
    },
    async ({ ctx, params }) => {
      const { id } = await authorizeOrganization(ctx, params.organizationId, 'administer')
      return clientForm(ctx, { organizationId: id })
    },
  )

  app.patch(
    '/api/organizations/:organizationId/document-answers',
    {
      config: { permission: 'organization:administer' },
      schema: {
        summary: 'Answer it for all projects of an organization',
        params: OrganizationParams,
        body: ChangeAnswers,
        response: { 200: DocumentAnswers },
      },
    },
    async ({ ctx, params, body }) => {
      const { id } = await authorizeOrganization(ctx, params.organizationId, 'administer')
      await changeAnswers(ctx, { of: { organizationId: id }, known, change: body.answers })
      return clientForm(ctx, { organizationId: id })
    },
  )
}
