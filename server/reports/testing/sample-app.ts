import { authenticate } from '../../accounts/index.ts'
import { captureIntake, captureRoutes } from '../../capture/index.ts'
import type { Context } from '../../context.ts'
import { createApp } from '../../platform/http/create-app.ts'
import { reportIntake } from '../intake-routes.ts'
import { reportRoutes } from '../routes.ts'

/** A server with the routes of capture and reports. */
export async function sampleApp(ctx: Context) {
  const app = await createApp({ ctx, authenticate, name: 'Test' })
  for (const routes of [captureIntake, captureRoutes, reportIntake, reportRoutes]) await app.register(routes)
  return app
}
