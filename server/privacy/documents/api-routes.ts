import { clientQuestions, type Question } from '@vitrine/ledger'
import {
  ChangeAnswers,
  DocumentAnswers,
  DocumentList,
  OrganizationParams,
  ProjectParams,
  PublishDocuments,
  RecipientNotice,
} from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizeOrganization, authorizeProject } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { changeAnswers } from './change-answers.ts'
import { listDocuments } from './list-documents.ts'
import { listRecipients } from './list-recipients.ts'
import { announceRecipient } from './notices.ts'
import { setPublic } from './published-project.ts'
import { clientForm, operatorForm } from './questions.ts'
import { tellClients } from './tell-clients.ts'

const ids = (questions: readonly Pick<Question, 'id'>[]) => questions.map(({ id }) => id)
const RecipientParams = z.object({ recipientId: z.string().regex(/^[\w-]{1,60}$/) })

async function changeOperator(ctx: Context, answers: Readonly<Record<string, string>>) {
  const { questions } = await operatorForm(ctx)
  const open = questions.filter(({ fixed }) => fixed === null)
  await changeAnswers(ctx, { of: {}, known: ids(open), change: answers })
  return operatorForm(ctx)
}

/** What the dashboard needs to show, fill in and publish documents. */
export const documentApi: FastifyPluginAsyncZod = async (app) => {
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
      await changeAnswers(ctx, { of, known: ids(clientQuestions), change: body.answers })
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
      await changeAnswers(ctx, { of: { organizationId: id }, known: ids(clientQuestions), change: body.answers })
      return clientForm(ctx, { organizationId: id })
    },
  )

  const platform = { permission: 'platform' } as const
  app.get(
    '/api/administration/documents',
    {
      config: platform,
      schema: { summary: 'The privacy documents of the installation', response: { 200: DocumentList } },
    },
    ({ ctx }) => listDocuments(ctx),
  )
  app.get(
    '/api/administration/document-answers',
    {
      config: platform,
      schema: { summary: 'What the installation’s documents ask of its operator', response: { 200: DocumentAnswers } },
    },
    ({ ctx }) => operatorForm(ctx),
  )
  app.patch(
    '/api/administration/document-answers',
    {
      config: platform,
      schema: {
        summary: 'Answer what the installation’s documents ask',
        body: ChangeAnswers,
        response: { 200: DocumentAnswers },
      },
    },
    ({ ctx, body }) => changeOperator(ctx, body.answers),
  )
  app.get(
    '/api/administration/recipients',
    {
      config: platform,
      schema: {
        summary: 'Everyone who could receive data, and how they stand',
        response: { 200: z.array(RecipientNotice) },
      },
    },
    ({ ctx }) => listRecipients(ctx),
  )
  app.post(
    '/api/administration/recipients/:recipientId/announce',
    {
      config: platform,
      schema: {
        summary: 'Tell clients of a recipient before it is used',
        params: RecipientParams,
        response: { 200: z.array(RecipientNotice) },
      },
    },
    async ({ ctx, params }) => {
      await announceRecipient(ctx, params.recipientId, tellClients)
      return listRecipients(ctx)
    },
  )
}
