import type { Row } from '@vitrine/ledger'
import type { RelayRoute } from '@vitrine/protocol'
import type { Stores } from '../../../context.ts'
import { ProblemError } from '../../../platform/errors.ts'
import type { relayRoutes, relayTargets } from '../tables.ts'

export type RouteRow = Row<typeof relayRoutes>

export const toRoute = (row: RouteRow, targets: readonly Row<typeof relayTargets>[]): RelayRoute => ({
  id: row.id,
  organizationId: row.organization_id,
  model: row.model,
  strategy: row.strategy,
  attempts: row.attempts,
  targets: targets.map(({ channel_id, model, priority, weight }) => ({
    channelId: channel_id,
    model,
    priority,
    weight,
  })),
  createdAt: row.created_at.toISOString(),
})

export async function findRoute({ db }: Pick<Stores, 'db'>, id: string): Promise<RouteRow> {
  const row = await db.selectFrom('relay_routes').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new ProblemError('not-found', 'There is no such route.', 'GET /api/relay/routes lists them.')
  return row
}
