import { ObjectToRecipient, OrganizationParams, OrganizationRecipient, RecipientParams } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizeOrganization } from '../../../accounts/index.ts'
import { listForOrganization } from './list-for-organization.ts'
import { objectToRecipient } from './object-to-recipient.ts'

const config = { permission: 'organization:administer' } as const
const Params = OrganizationParams.extend(RecipientParams.shape)

/** What an organization may say about who is to receive its data. */
export const objectionsApi: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/organizations/:organizationId/recipients',
    {
      config,
      schema: {
        summary: 'Who receives data of an organization or is to, and what it said against them',
        params: OrganizationParams,
        response: { 200: z.array(OrganizationRecipient) },
      },
    },
    async ({ ctx, params }) =>
      listForOrganization(ctx, await authorizeOrganization(ctx, params.organizationId, 'administer')),
  )

  app.post(
    '/api/organizations/:organizationId/recipients/:recipientId/objection',
    {
      config,
      schema: {
        summary: 'Object to a recipient that was announced, until its notice ends',
        params: Params,
        body: ObjectToRecipient,
        response: { 200: z.array(OrganizationRecipient) },
      },
    },
    async ({ ctx, params: { organizationId, recipientId }, body }) => {
      const organization = await authorizeOrganization(ctx, organizationId, 'administer')
      await objectToRecipient(ctx, { organization, recipientId, reason: body.reason })
      return listForOrganization(ctx, organization)
    },
  )
}
