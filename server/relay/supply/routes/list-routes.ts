import type { RelayRoute } from '@vitrine/protocol'
import { requirePlatformAdmin } from '../../../accounts/index.ts'
import type { Context } from '../../../context.ts'
import { toRoute } from './to-route.ts'

/** Which models are offered, and which ways lead to them. */
export async function listRoutes(ctx: Context): Promise<RelayRoute[]> {
  await requirePlatformAdmin(ctx)
  const { db } = ctx.control
  const routes = await db.selectFrom('relay_routes').selectAll().orderBy('model').orderBy('created_at').execute()
  const targets = await db.selectFrom('relay_targets').selectAll().orderBy('priority').orderBy('id').execute()
  const byRoute = Map.groupBy(targets, ({ route_id }) => route_id)
  return routes.map((row) => toRoute(row, byRoute.get(row.id) ?? []))
}
