import { authenticate } from '../accounts/index.ts'
import type { Context } from '../context.ts'
import { createApp } from '../platform/http/create-app.ts'
import { metricsRoutes } from './evidence/telemetry/routes.ts'
import type { Relay } from './open-relay.ts'

/** The data plane on a server of its own; with the dashboard in this process, that one offers it its requests. */
export async function serveRelay(ctx: Context, relay: Relay | undefined): Promise<(() => Promise<void>) | void> {
  if (!relay || ctx.config.services.includes('web')) return undefined
  const app = await createApp({ ctx, authenticate, before: relay.takes })
  await app.register(metricsRoutes)
  await app.listen({ host: ctx.config.host, port: ctx.config.port })
  return async () => void (await Promise.all([relay.drain(), app.close()]))
}
