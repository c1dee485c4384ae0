import type { ChangeRoute, RelayRoute } from '@vitrine/protocol'
import { audit, requirePlatformAdmin } from '../../../accounts/index.ts'
import type { Context } from '../../../context.ts'
import { transact } from '../../../transact.ts'
import { announceSupply } from '../announce.ts'
import { setTargets } from './set-targets.ts'
import { findRoute } from './to-route.ts'

/** Sets how requests for a model find their way, as a whole. */
export async function changeRoute(
  ctx: Context,
  input: { readonly routeId: string; readonly change: ChangeRoute },
): Promise<RelayRoute> {
  await requirePlatformAdmin(ctx)
  const { strategy, attempts, targets } = input.change
  return transact(ctx, ctx.control, async (ctx, tx) => {
    const { id, organization_id: organizationId } = await findRoute(tx, input.routeId)
    const row = await tx.db
      .updateTable('relay_routes')
      .set({ strategy, attempts })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const route = await setTargets(tx, row, targets)
    await audit(ctx, tx, {
      action: 'relay-route.changed',
      ...(organizationId && { organizationId }),
      target: { kind: 'relay-route', id },
    })
    announceSupply(ctx)
    return route
  })
}
