import {
  ChangeRelayKey,
  MadeRelayKey,
  NewRelayKey,
  OrganizationParams,
  RelayKey,
  RelayKeyParams,
  RotateRelayKey,
} from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizeOrganization } from '../../accounts/index.ts'
import { changeKey } from './change-key.ts'
import { createKey } from './create-key.ts'
import { limitRoutes } from './limit-routes.ts'
import { listKeys } from './list-keys.ts'
import { ownKeyRoutes } from './own-key-routes.ts'
import { revokeKey } from './revoke-key.ts'
import { rotateKey } from './rotate-key.ts'

const develop = { config: { permission: 'organization:develop' } } as const
const path = '/api/organizations/:organizationId/relay/keys'

/** Keys of the relay, and how far they reach. */
export const relayKeyRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    path,
    {
      config: { permission: 'organization:view' },
      schema: {
        summary: 'Keys of the relay, newest first',
        params: OrganizationParams,
        response: { 200: z.array(RelayKey) },
      },
    },
    async ({ ctx, params }) =>
      listKeys(ctx, { organization: await authorizeOrganization(ctx, params.organizationId, 'view') }),
  )

  app.post(
    path,
    {
      ...develop,
      schema: {
        summary: 'Make a key of the relay; it is shown this once',
        params: OrganizationParams,
        body: NewRelayKey,
        response: { 201: MadeRelayKey },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'develop')
      return reply.code(201).send(await createKey(ctx, { organization, key: body }))
    },
  )

  await app.register(singleKeyRoutes)
  await app.register(ownKeyRoutes)
  await app.register(limitRoutes)
}

const singleKeyRoutes: FastifyPluginAsyncZod = async (app) => {
  app.patch(
    `${path}/:apiKeyId`,
    {
      ...develop,
      schema: {
        summary: 'Change a key of the relay: name, models, endpoints, networks, limits',
        params: RelayKeyParams,
        body: ChangeRelayKey,
        response: { 200: RelayKey },
      },
    },
    async ({ ctx, params, body }) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'develop')
      return changeKey(ctx, { organization, keyId: params.apiKeyId, change: body })
    },
  )

  app.post(
    `${path}/:apiKeyId/rotation`,
    {
      ...develop,
      schema: {
        summary: 'Replace a key of the relay; the new one is shown this once, both work for a while',
        params: RelayKeyParams,
        body: RotateRelayKey,
        response: { 201: MadeRelayKey },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'develop')
      return reply.code(201).send(await rotateKey(ctx, { organization, keyId: params.apiKeyId, ...body }))
    },
  )

  app.delete(
    `${path}/:apiKeyId`,
    {
      ...develop,
      schema: {
        summary: 'Revoke a key of the relay, on every machine at once',
        params: RelayKeyParams,
        response: { 204: z.null() },
      },
    },
    async ({ ctx, params }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'develop')
      await revokeKey(ctx, { organization, keyId: params.apiKeyId })
      return reply.code(204).send(null)
    },
  )
}
