import {
  CredentialParams,
  NewCredential,
  OfferedModel,
  OrganizationParams,
  ProviderCredential,
} from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizeOrganization } from '../../../accounts/index.ts'
import { createCredential } from './create-credential.ts'
import { listCredentials } from './list-credentials.ts'
import { listModels } from './list-models.ts'
import { removeCredential } from './remove-credential.ts'
import { testCredential } from './test-credential.ts'

const config = { permission: 'organization:develop' } as const
const base = '/api/organizations/:organizationId/relay'
const path = `${base}/credentials`

/** What organizations reach model providers with, and which models they are offered. */
export const ownCredentialRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    `${base}/models`,
    {
      config: { permission: 'organization:view' },
      schema: { summary: 'Models on offer', params: OrganizationParams, response: { 200: z.array(OfferedModel) } },
    },
    async ({ ctx, params }) => listModels(ctx, await authorizeOrganization(ctx, params.organizationId, 'view')),
  )

  app.get(
    path,
    {
      config,
      schema: {
        summary: 'The organization’s own credentials at model providers',
        params: OrganizationParams,
        response: { 200: z.array(ProviderCredential) },
      },
    },
    async ({ ctx, params }) => listCredentials(ctx, await authorizeOrganization(ctx, params.organizationId, 'develop')),
  )

  app.post(
    path,
    {
      config,
      schema: {
        summary: 'Keep a credential of the organization’s own; its provider is asked at once',
        params: OrganizationParams,
        body: NewCredential,
        response: { 201: ProviderCredential },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'develop')
      return reply.code(201).send(await createCredential(ctx, { organization, credential: body }))
    },
  )

  app.post(
    `${path}/:credentialId/test`,
    {
      config,
      schema: {
        summary: 'Ask the provider whether a credential is good',
        params: CredentialParams,
        response: { 200: ProviderCredential },
      },
    },
    async ({ ctx, params: { organizationId, credentialId } }) => {
      const organization = await authorizeOrganization(ctx, organizationId, 'develop')
      return testCredential(ctx, { organization, credentialId })
    },
  )

  app.delete(
    `${path}/:credentialId`,
    { config, schema: { summary: 'Forget a credential', params: CredentialParams, response: { 204: z.null() } } },
    async ({ ctx, params: { organizationId, credentialId } }, reply) => {
      const organization = await authorizeOrganization(ctx, organizationId, 'develop')
      await removeCredential(ctx, { organization, credentialId })
      return reply.code(204).send(null)
    },
  )
}
