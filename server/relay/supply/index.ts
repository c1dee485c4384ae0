import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { channelRoutes } from './channels/routes.ts'
import { ownCredentialRoutes } from './own/routes.ts'
import { modelPriceRoutes } from './prices/routes.ts'
import { routeRoutes } from './routes/routes.ts'

export { createChooser } from './choosing/create-chooser.ts'
export { ensureSimulatedSupply } from './ensure-simulated-supply.ts'
export { tellHealth } from './health/tell-health.ts'
export { openSupply } from './open-supply.ts'

/** Channels, routes and organizations' own credentials. */
export const supplyRoutes: FastifyPluginAsyncZod = async (app) => {
  await app.register(channelRoutes)
  await app.register(routeRoutes)
  await app.register(ownCredentialRoutes)
  await app.register(modelPriceRoutes)
}
export { tellTurns } from './tell-turns.ts'
