import { ChangeRoute, NewRoute, RelayRoute, RouteParams } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { changeRoute } from './change-route.ts'
import { createRoute } from './create-route.ts'
import { listRoutes } from './list-routes.ts'
import { removeRoute } from './remove-route.ts'

const config = { permission: 'platform' } as const
const path = '/api/relay/routes'

/** Which models are offered, and which channels lead to them. */
export const routeRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    path,
    { config, schema: { summary: 'Models and their routes', response: { 200: z.array(RelayRoute) } } },
    ({ ctx }) => listRoutes(ctx),
  )

  app.post(
    path,
    { config, schema: { summary: 'Offer a model', body: NewRoute, response: { 201: RelayRoute } } },
    async ({ ctx, body }, reply) => reply.code(201).send(await createRoute(ctx, body)),
  )

  app.patch(
    `${path}/:routeId`,
    {
      config,
      schema: {
        summary: 'Set how requests for a model find their way',
        params: RouteParams,
        body: ChangeRoute,
        response: { 200: RelayRoute },
      },
    },
    ({ ctx, params, body }) => changeRoute(ctx, { ...params, change: body }),
  )

  app.delete(
    `${path}/:routeId`,
    { config, schema: { summary: 'Offer a model no longer', params: RouteParams, response: { 204: z.null() } } },
    async ({ ctx, params }, reply) => {
      await removeRoute(ctx, params.routeId)
      return reply.code(204).send(null)
    },
  )
}
