import type { ChangeRoute, RelayRoute } from '@vitrine/protocol'
import type { Tx } from '../../../context.ts'
import { ProblemError } from '../../../platform/errors.ts'
import { type RouteRow, toRoute } from './to-route.ts'

/** Puts these ways in the place of those that a route has. One organization's channel is no way for another's requests. */
export async function setTargets(tx: Tx, route: RouteRow, targets: ChangeRoute['targets']): Promise<RelayRoute> {
  const ids = targets.map(({ channelId }) => channelId)
  const channels = await tx.db
    .selectFrom('relay_channels')
    .select(['id', 'organization_id'])
    .where('id', '=', (eb) => eb.fn.any(eb.val(ids)))
    // Nobody removes one meanwhile.
    .forKeyShare()
    .execute()
  const open = new Set(
    channels
      .filter(({ organization_id: whose }) => whose === null || whose === route.organization_id)
      .map(({ id }) => id),
  )
  const stranger = ids.findIndex((id) => !open.has(id))
  if (stranger >= 0)
    throw new ProblemError(
      'invalid-request',
      'There is no such channel for this route.',
      'GET /api/relay/channels lists them; one that is for an organization serves its routes only.',
      { field: `targets.${stranger}.channelId` },
    )
  await tx.db.deleteFrom('relay_targets').where('route_id', '=', route.id).execute()
  const rows = targets.map(({ channelId, model, priority, weight }) => ({
    id: crypto.randomUUID(),
    organization_id: route.organization_id,
    route_id: route.id,
    channel_id: channelId,
    model,
    priority,
    weight,
  }))
  if (rows.length > 0) await tx.db.insertInto('relay_targets').values(rows).execute()
  return toRoute(route, rows)
}
