import type { NewRoute, RelayRoute } from '@vitrine/protocol'
import { audit, requirePlatformAdmin } from '../../../accounts/index.ts'
import type { Context } from '../../../context.ts'
import { ProblemError } from '../../../platform/errors.ts'
import { transact } from '../../../transact.ts'
import { announceSupply } from '../announce.ts'
import { requireOrganization } from '../channels/create-channel.ts'
import { setTargets } from './set-targets.ts'

/** Offers a model under a name of one's own, to all organizations or to one. */
export async function createRoute(ctx: Context, input: NewRoute): Promise<RelayRoute> {
  await requirePlatformAdmin(ctx)
  const { model, strategy, attempts, targets, organizationId = null } = input
  return transact(ctx, ctx.control, async (ctx, tx) => {
    if (organizationId !== null) await requireOrganization(tx, organizationId)
    const id = crypto.randomUUID()
    const row = await tx.db
      .insertInto('relay_routes')
      .values({ id, organization_id: organizationId, model, strategy, attempts, created_at: ctx.now() })
      .onConflict((on) => on.columns(['organization_id', 'model']).doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!row)
      throw new ProblemError('conflict', `There is a route of ${model} already.`, 'Change that one.', {
        field: 'model',
      })
    const route = await setTargets(tx, row, targets)
    await audit(ctx, tx, {
      action: 'relay-route.created',
      ...(organizationId && { organizationId }),
      target: { kind: 'relay-route', id },
    })
    announceSupply(ctx)
    return route
  })
}
