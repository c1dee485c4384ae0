import { audit, requirePlatformAdmin } from '../../../accounts/index.ts'
import type { Context } from '../../../context.ts'
import { transact } from '../../../transact.ts'
import { announceSupply } from '../announce.ts'
import { findRoute } from './to-route.ts'

/** The model is offered no longer. */
export async function removeRoute(ctx: Context, routeId: string): Promise<void> {
  await requirePlatformAdmin(ctx)
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const { id, organization_id: organizationId } = await findRoute(tx, routeId)
    await tx.db.deleteFrom('relay_targets').where('route_id', '=', id).execute()
    await tx.db.deleteFrom('relay_routes').where('id', '=', id).execute()
    await audit(ctx, tx, {
      action: 'relay-route.removed',
      ...(organizationId && { organizationId }),
      target: { kind: 'relay-route', id },
    })
    announceSupply(ctx)
  })
}
