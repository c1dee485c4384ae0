import { audit, requirePlatformAdmin } from '../../../accounts/index.ts'
import type { Context } from '../../../context.ts'
import { ProblemError } from '../../../platform/errors.ts'
import { transact } from '../../../transact.ts'
import { announceSupply } from '../announce.ts'
import { findChannel } from './to-channel.ts'

/** Ends a channel that no route leads to any more. What runs on it comes to its end. */
export async function removeChannel(ctx: Context, channelId: string): Promise<void> {
  await requirePlatformAdmin(ctx)
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const { id, organization_id: organizationId } = await findChannel(tx, channelId)
    const used = tx.db.selectFrom('relay_targets').innerJoin('relay_routes', 'relay_routes.id', 'route_id')
    const route = await used.select('relay_routes.model').where('channel_id', '=', id).limit(1).executeTakeFirst()
    if (route)
      throw new ProblemError(
        'conflict',
        `The route of ${route.model} leads to this channel.`,
        'Take it out of its routes first, or switch it off.',
      )
    await tx.db.deleteFrom('relay_channels').where('id', '=', id).execute()
    await audit(ctx, tx, {
      action: 'relay-channel.removed',
      ...(organizationId && { organizationId }),
      target: { kind: 'relay-channel', id },
    })
    announceSupply(ctx)
  })
}
