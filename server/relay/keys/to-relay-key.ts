import type { Row } from '@vitrine/ledger'
import type { RelayKey } from '@vitrine/protocol'
import { toLimits } from './limit-columns.ts'
import type { apiKeys } from './tables.ts'

/** A key as its organization sees it. */
export const toRelayKey = (row: Row<typeof apiKeys>): RelayKey => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  projectId: row.project_id,
  memberId: row.member_id,
  models: row.models,
  endpoints: row.endpoints,
  networks: row.networks,
  limits: toLimits(row),
  createdAt: row.created_at.toISOString(),
  endsAt: row.ends_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
  rotatedFrom: row.rotated_from,
})
