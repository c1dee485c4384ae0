import { OfferedPrice, OrganizationParams, PricedModel } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { authorizeOrganization } from '../../../accounts/index.ts'
import { listModelPrices, listOfferedPrices } from './list-model-prices.ts'

/** What models cost. */
export const modelPriceRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/organizations/:organizationId/relay/prices',
    {
      config: { permission: 'organization:view' },
      schema: {
        summary: 'What each model on offer costs now',
        params: OrganizationParams,
        response: { 200: PricedModel.array() },
      },
    },
    async ({ ctx, params }) => listModelPrices(ctx, await authorizeOrganization(ctx, params.organizationId, 'view')),
  )

  app.get(
    '/api/relay/prices/offered',
    {
      config: { permission: 'platform' },
      schema: {
        summary: 'What the models on offer to everybody cost us and our clients now',
        response: { 200: OfferedPrice.array() },
      },
    },
    ({ ctx }) => listOfferedPrices(ctx),
  )
}
