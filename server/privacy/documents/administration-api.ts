import { ChangeAnswers, DocumentAnswers, DocumentList, RecipientNotice, RecipientParams } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { changeAnswers } from './change-answers.ts'
import { listDocuments } from './list-documents.ts'
import { listRecipients } from './list-recipients.ts'
import { announceRecipient } from './notices.ts'
import { operatorForm } from './questions.ts'
import { tellClients } from './tell-clients.ts'

const platform = { permission: 'platform' } as const

async function changeOperator(ctx: Context, answers: Readonly<Record<string, string>>) {
  const { questions } = await operatorForm(ctx)
  const open = questions.filter(({ fixed }) => fixed === null)
  await changeAnswers(ctx, { of: {}, known: open.map(({ id }) => id), change: answers })
  return operatorForm(ctx)
}

/** The installation's own documents, and the recipients its clients are told of. */
export const administrationDocumentsApi: FastifyPluginAsyncZod = async (app) => {
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
