import type { Row } from '@vitrine/ledger'
import type { Kysely } from 'kysely'
import type { Tables } from '../../declarations.ts'
import type { KnownKey, Limits } from './known-key.ts'
import type { apiKeys, relayLimits } from './tables.ts'

type LimitColumns = 'requests_per_minute' | 'tokens_per_minute' | 'concurrent' | 'spend_per_day' | 'spend_per_month'

/** A key as it is stored, with whatever limits it. */
export type StoredKey = {
  /** SHA-256 in base64url. */
  readonly hash: string
  readonly key: KnownKey
  /** Also when its member has left the organization. */
  readonly revoked: boolean
}

export const limitsOf = (row: Pick<Row<typeof relayLimits>, LimitColumns> | undefined): Limits => ({
  ...(row?.requests_per_minute && { requestsPerMinute: row.requests_per_minute }),
  ...(row?.tokens_per_minute && { tokensPerMinute: row.tokens_per_minute }),
  ...(row?.concurrent && { concurrent: row.concurrent }),
  ...(row?.spend_per_day && { spendPerDay: BigInt(row.spend_per_day) }),
  ...(row?.spend_per_month && { spendPerMonth: BigInt(row.spend_per_month) }),
})

const present = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))]

/** The limits of all whose limits bear on these keys. */
function limitsAbove(db: Kysely<Tables>, keys: readonly Row<typeof apiKeys>[]): Promise<Row<typeof relayLimits>[]> {
  const projects = present(keys.map(({ project_id }) => project_id))
  const members = present(keys.map(({ member_id }) => member_id))
  const organizations = present(keys.map(({ organization_id }) => organization_id))
  return db
    .selectFrom('relay_limits')
    .selectAll()
    .where('organization_id', 'in', organizations)
    .where((where) =>
      where.or([
        where.and([where('project_id', 'is', null), where('member_id', 'is', null)]),
        ...(projects.length > 0 ? [where('project_id', 'in', projects)] : []),
        ...(members.length > 0 ? [where('member_id', 'in', members)] : []),
      ]),
    )
    .execute()
}

/** The keys that have these hashes; those that there are not are missing. */
export async function readKeys(db: Kysely<Tables>, hashes: readonly string[]): Promise<StoredKey[]> {
  const rows = await db
    .selectFrom('api_keys as key')
    .selectAll()
    .select(({ or, exists, selectFrom, eb }) =>
      or([
        eb('member_id', 'is', null),
        exists(
          selectFrom('agent_memberships as membership')
            .select('membership.id')
            .whereRef('membership.user_id', '=', 'key.member_id')
            .whereRef('membership.organization_id', '=', 'key.organization_id'),
        ),
      ]).as('belongs'),
    )
    .where(
      'sha256',
      'in',
      hashes.map((hash) => Buffer.from(hash, 'base64url')),
    )
    .execute()
  if (rows.length === 0) return []
  const above = await limitsAbove(db, rows)
  return rows.map((row) => {
    const { organization_id: organizationId, project_id: projectId, member_id: memberId } = row
    const ofTheirs = (project: string | null, member: string | null) =>
      limitsOf(
        above.find(
          (one) => one.organization_id === organizationId && one.project_id === project && one.member_id === member,
        ),
      )
    return {
      hash: row.sha256.toString('base64url'),
      revoked: row.revoked_at !== null || !row.belongs,
      key: {
        id: row.id,
        organizationId,
        projectId,
        memberId,
        models: row.models,
        endpoints: row.endpoints,
        networks: row.networks,
        expiresAt: row.ends_at?.getTime() ?? null,
        limits: {
          key: limitsOf(row),
          member: memberId === null ? {} : ofTheirs(null, memberId),
          project: projectId === null ? {} : ofTheirs(projectId, null),
          organization: ofTheirs(null, null),
        },
      },
    }
  })
}
