import { accountRoutes, authenticate } from './accounts/index.ts'
import { billingRoutes } from './billing/index.ts'
import { captureIntake, captureRoutes } from './capture/index.ts'
import type { Context } from './context.ts'
import { dashboardFiles, licenceFile, snippetFiles } from './files.ts'
import { createApp } from './platform/http/create-app.ts'
import { pagePolicy } from './platform/http/headers.ts'
import { documentRoutes, privacyRoutes, receiptRoutes, upkeepRoutes, visitorPageRoutes } from './privacy/index.ts'
import {
  evidenceRoutes,
  metricsRoutes,
  qualityRoutes,
  type Relay,
  relayKeyRoutes,
  supplyRoutes,
  trustRoutes,
  webhookRoutes,
} from './relay/index.ts'
import { reportIntake, reportRoutes, reportSocket } from './reports/index.ts'
import { visitorRoutes } from './visitors/index.ts'

/** Everything that answers, apart from files. */
export const routes = [
  accountRoutes,
  supplyRoutes,
  relayKeyRoutes,
  evidenceRoutes,
  metricsRoutes,
  webhookRoutes,
  billingRoutes,
  qualityRoutes,
  trustRoutes,
  captureIntake,
  captureRoutes,
  reportIntake,
  reportRoutes,
  reportSocket,
  privacyRoutes,
  upkeepRoutes,
  receiptRoutes,
  visitorRoutes,
  visitorPageRoutes,
  documentRoutes,
]

/** Dashboard, API, intake, snippet, public documents and, where it runs here, the relay on one port. Answers how to end it. */
export async function serveWeb(ctx: Context, relay: Relay | undefined): Promise<() => Promise<void>> {
  const contentPolicy = pagePolicy(ctx.config.replayUrl)
  const app = await createApp({
    ctx,
    authenticate,
    name: 'Vitrine',
    contentPolicy,
    ...(relay && { before: relay.takes }),
  })
  for (const plugin of routes) await app.register(plugin)
  await app.register(snippetFiles(ctx))
  await app.register(licenceFile)
  await app.register(dashboardFiles(ctx))
  await app.listen({ host: ctx.config.host, port: ctx.config.port })
  return async () => void (await Promise.all([relay?.drain(), app.close()]))
}
