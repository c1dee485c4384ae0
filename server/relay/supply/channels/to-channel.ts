import type { Row } from '@vitrine/ledger'
import type { RelayChannel } from '@vitrine/protocol'
import type { Stores } from '../../../context.ts'
import { ProblemError } from '../../../platform/errors.ts'
import type { relayChannels } from '../tables.ts'

export type ChannelRow = Row<typeof relayChannels>

/** As the operator sees it: without its credential. */
export const toChannel = (row: ChannelRow): RelayChannel => ({
  id: row.id,
  organizationId: row.organization_id,
  provider: row.provider,
  name: row.name,
  baseUrl: row.base_url,
  region: row.region,
  weight: row.weight,
  state: row.state,
  concurrent: row.concurrent,
  timeouts: { connect: row.connect_ms, firstToken: row.first_token_ms, idle: row.idle_ms, total: row.total_ms },
  testedAt: row.tested_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
})

export async function findChannel({ db }: Pick<Stores, 'db'>, id: string): Promise<ChannelRow> {
  const row = await db.selectFrom('relay_channels').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new ProblemError('not-found', 'There is no such channel.', 'GET /api/relay/channels lists them.')
  return row
}
