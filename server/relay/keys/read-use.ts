import type { RelayUse } from '@vitrine/protocol'
import { sql } from 'kysely'
import type { AuthorizedOrganization } from '../../accounts/index.ts'
import { toUsd } from '../../billing/index.ts'
import type { Context } from '../../context.ts'
import { type By, meterKey } from './meters.ts'
import { dayOf, monthOf } from './spending.ts'

type Spent = { readonly by: By; readonly id: string; readonly today: string; readonly month: string }
type Counted = { readonly requests: number; readonly tokens: number; readonly concurrent: number }

/** What was spent this month by the organization, its projects, members and keys; seconds behind at most. */
async function readSpent(ctx: Context, organizationId: string): Promise<readonly Spent[]> {
  const now = ctx.now().getTime()
  const { rows } = await sql<Spent>`
    select case when grouping(key_id) = 0 then 'key' when grouping(project_id) = 0 then 'project'
        when grouping(member_id) = 0 then 'member' else 'organization' end as by,
      coalesce(key_id, project_id, member_id, ${organizationId}::uuid) as id,
      coalesce(sum(amount) filter (where day >= ${new Date(dayOf(now))}), 0)::text as today, sum(amount)::text as month
    from key_spend where organization_id = ${organizationId} and day >= ${new Date(monthOf(now))}
    group by grouping sets ((key_id), (project_id), (member_id), ())
    having (grouping(project_id) = 1 or project_id is not null) and (grouping(member_id) = 1 or member_id is not null)
      and count(*) > 0`.execute(ctx.control.db)
  return rows
}

/** Asks without taking anything: nothing of nothing, held until now. */
async function readCounts(ctx: Context, by: By, ids: Record<string, string>): Promise<Counted> {
  const until = ctx.now().getTime() + 1_000
  const of = async (what: 'requests' | 'tokens' | 'concurrent') => {
    const key = meterKey(by, what, ids)
    const taken = await ctx.control.ephemeral.take([
      { key, holder: 'reader', amount: 0, until, limit: Number.MAX_SAFE_INTEGER },
    ])
    return 'held' in taken ? (taken.held[0] ?? 0) : 0
  }
  const [requests, tokens, concurrent] = await Promise.all([of('requests'), of('tokens'), of('concurrent')])
  return { requests, tokens, concurrent }
}

const none: Counted = { requests: 0, tokens: 0, concurrent: 0 }

/** How much of its limits an organization uses now, it and each of its projects, members and keys. */
export async function readUse(
  ctx: Context,
  { organization }: { readonly organization: AuthorizedOrganization },
): Promise<RelayUse[]> {
  const { id: organizationId } = organization
  const { db } = ctx.control
  const [spent, limits, keys] = await Promise.all([
    readSpent(ctx, organizationId),
    db
      .selectFrom('relay_limits')
      .select(['project_id', 'member_id'])
      .where('organization_id', '=', organizationId)
      .execute(),
    db
      .selectFrom('api_keys')
      .select('id')
      .where('organization_id', '=', organizationId)
      .where('revoked_at', 'is', null)
      .where((is) =>
        is.or([
          is('requests_per_minute', 'is not', null),
          is('tokens_per_minute', 'is not', null),
          is('concurrent', 'is not', null),
        ]),
      )
      .limit(500)
      .execute(),
  ])
  const limited: { by: By; id: string; ids: Record<string, string> }[] = [
    ...limits.map(({ project_id, member_id }) => {
      if (project_id) return { by: 'project' as const, id: project_id, ids: { id: project_id } }
      if (!member_id) return { by: 'organization' as const, id: organizationId, ids: { id: organizationId } }
      const ids = { organization_id: organizationId, user_id: member_id }
      return { by: 'member' as const, id: member_id, ids }
    }),
    ...keys.map(({ id }) => ({ by: 'key' as const, id, ids: { id } })),
  ]
  const counts = new Map<string, Counted & { by: By; id: string }>(
    await Promise.all(
      limited.map(async ({ by, id, ids }) => [`${by} ${id}`, { by, id, ...(await readCounts(ctx, by, ids)) }] as const),
    ),
  )
  const amounts = new Map<string, Spent>(spent.map((one) => [`${one.by} ${one.id}`, one]))
  return [...new Set([...counts.keys(), ...amounts.keys()])].flatMap((name) => {
    const [amount, count] = [amounts.get(name), counts.get(name)]
    const of = amount ?? count
    if (!of) return []
    const { requests, tokens, concurrent } = count ?? none
    const [spentToday, spentThisMonth] = [toUsd(BigInt(amount?.today ?? 0)), toUsd(BigInt(amount?.month ?? 0))]
    return [{ by: of.by, id: of.id, requests, tokens, concurrent, spentToday, spentThisMonth }]
  })
}
