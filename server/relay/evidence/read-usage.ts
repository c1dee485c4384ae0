import type { UsageFilter, UsageSeries } from '@vitrine/protocol'
import { type RawBuilder, sql } from 'kysely'
import { type AuthorizedOrganization, displayNames } from '../../accounts/index.ts'
import { toUsd } from '../../billing/index.ts'
import type { Context } from '../../context.ts'
import { among, spanOf } from './among.ts'

/** Groups shown one by one. */
const most = 20
const days = { hour: 8, day: 400 }

export const columnOf: Record<UsageFilter['by'], RawBuilder<unknown>> = {
  model: sql`model`,
  key: sql`key_id::text`,
  member: sql`member_id::text`,
  project: sql`project_id::text`,
  nothing: sql`null::text`,
}

type Figures = Omit<UsageSeries['groups'][number]['points'][number], 'at'>
type Found = Figures & { readonly at: Date; readonly of: string | null; readonly others: boolean }

/** What an organization used and what it cost, over time, told apart by what was asked for. */
export async function readUsage(
  ctx: Context,
  { organization, filter }: { readonly organization: AuthorizedOrganization; readonly filter: UsageFilter },
): Promise<UsageSeries> {
  const { from, to } = spanOf(filter, ctx.now(), days)
  const { rows } = await sql<Found>`
    with kept as (
      select *, ${columnOf[filter.by]} as "of" from usage_hours
      where ${among(organization.id, filter)} and hour >= ${from} and hour < ${to}
    ), ranked as (
      select "of", rank() over (order by sum(cost) desc, sum(requests) desc, "of") as place from kept group by "of"
    )
    select date_trunc(${filter.every}, hour, 'UTC') as at, ranked.place > ${most} as others,
      case when ranked.place > ${most} then null else ranked."of" end as "of",
      sum(requests)::float8 as requests, sum(errors)::float8 as errors,
      sum(input + cached_input + cache_write)::float8 as "inputTokens", sum(cached_input)::float8 as "cachedTokens",
      sum(output + reasoning)::float8 as "outputTokens", sum(reasoning)::float8 as "reasoningTokens",
      sum(cost)::text as cost
    from kept join ranked on ranked."of" is not distinct from kept."of"
    group by 1, 2, 3 order by min(ranked.place), 1`.execute(ctx.control.db)
  const groups = [...Map.groupBy(rows, ({ of, others }) => JSON.stringify([of, others])).values()]
  const names = await namesOf(ctx, filter.by, rows)
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    groups: groups.map((points) => toGroup(points, names)),
  }
}

function toGroup(points: readonly Found[], names: ReadonlyMap<string, string>): UsageSeries['groups'][number] {
  const { of = null, others = false } = points[0] ?? {}
  const plain = points.map(({ at, of: _, others: __, cost, ...figures }) => ({
    at: at.toISOString(),
    ...figures,
    cost: toUsd(BigInt(cost)),
  }))
  const sum = (name: Exclude<keyof Figures, 'cost'>) => points.reduce((all, point) => all + point[name], 0)
  return {
    of,
    others,
    name: of === null ? null : (names.get(of) ?? null),
    requests: sum('requests'),
    errors: sum('errors'),
    inputTokens: sum('inputTokens'),
    cachedTokens: sum('cachedTokens'),
    outputTokens: sum('outputTokens'),
    reasoningTokens: sum('reasoningTokens'),
    cost: toUsd(points.reduce((all, { cost }) => all + BigInt(cost), 0n)),
    points: plain,
  }
}

async function namesOf(ctx: Context, by: UsageFilter['by'], found: readonly Found[]): Promise<Map<string, string>> {
  const ids = [...new Set(found.flatMap(({ of }) => of ?? []))]
  if (ids.length === 0) return new Map()
  if (by === 'member') return new Map(await displayNames(ctx, ids))
  if (by !== 'project' && by !== 'key') return new Map()
  const table = by === 'project' ? 'projects' : 'api_keys'
  const rows = await ctx.control.db.selectFrom(table).select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
