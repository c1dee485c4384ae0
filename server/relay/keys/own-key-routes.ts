import { MadeRelayKey, NewRelayKey, OrganizationParams, RelayKeyParams } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizeOrganization } from '../../accounts/index.ts'
import { createOwnKey } from './create-own-key.ts'
import { revokeOwnKey } from './revoke-key.ts'

const path = '/api/organizations/:organizationId/relay/own-keys'
// A token that only reads makes no keys.
const config = { permission: 'organization:view', scope: 'administer' } as const

/** Keys that members make for themselves. */
export const ownKeyRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    path,
    {
      config,
      schema: {
        summary: 'Make a key of the relay for oneself, where that is allowed; it is shown this once',
        params: OrganizationParams,
        body: NewRelayKey,
        response: { 201: MadeRelayKey },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'view')
      return reply.code(201).send(await createOwnKey(ctx, { organization, key: body }))
    },
  )

  app.delete(
    `${path}/:apiKeyId`,
    {
      config,
      schema: { summary: 'Revoke a key of one’s own', params: RelayKeyParams, response: { 204: z.null() } },
    },
    async ({ ctx, params }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'view')
      await revokeOwnKey(ctx, { organization, keyId: params.apiKeyId })
      return reply.code(204).send(null)
    },
  )
}
