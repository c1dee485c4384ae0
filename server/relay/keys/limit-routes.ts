import { OrganizationParams, RelayLimitsOf, RelayUse, SetRelayLimits } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizeOrganization } from '../../accounts/index.ts'
import { listLimits } from './list-limits.ts'
import { readUse } from './read-use.ts'
import { setLimits } from './set-limits.ts'

const path = '/api/organizations/:organizationId/relay/limits'

export const limitRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    path,
    {
      config: { permission: 'organization:view' },
      schema: {
        summary: 'How far an organization, its projects and its members may use the relay',
        params: OrganizationParams,
        response: { 200: z.array(RelayLimitsOf) },
      },
    },
    async ({ ctx, params }) =>
      listLimits(ctx, { organization: await authorizeOrganization(ctx, params.organizationId, 'view') }),
  )

  app.get(
    `${path}/use`,
    {
      config: { permission: 'organization:view' },
      schema: {
        summary: 'How much of their limits an organization, its projects, members and keys use now',
        params: OrganizationParams,
        response: { 200: z.array(RelayUse) },
      },
    },
    async ({ ctx, params }) =>
      readUse(ctx, { organization: await authorizeOrganization(ctx, params.organizationId, 'view') }),
  )

  app.put(
    path,
    {
      config: { permission: 'organization:administer' },
      schema: {
        summary: 'Limit the relay for an organization, or for one of its projects or members',
        params: OrganizationParams,
        body: SetRelayLimits,
        response: { 200: RelayLimitsOf },
      },
    },
    async ({ ctx, params, body }) =>
      setLimits(ctx, {
        organization: await authorizeOrganization(ctx, params.organizationId, 'administer'),
        set: body,
      }),
  )
}
