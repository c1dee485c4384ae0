import { duration, type ErasurePlan } from '@vitrine/ledger'
import type { StoreOutcome } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { countWhere } from '../../platform/db/rows.ts'
import { keptShared } from './erase-shared.ts'
import type { Counts } from './execute.ts'
import type { Found } from './find.ts'
import { levelOf } from './level-of.ts'
import { keyPlace, objectPlace, tablePlace } from './places.ts'
import { type Scope, sumOver } from './scope.ts'

type Place = { readonly place: string; readonly what: string }

const placesOf = (plan: ErasurePlan): Place[] => [
  ...plan.tables.map(({ name, what }) => ({ place: tablePlace(name), what })),
  ...plan.cleared.map(({ table }) => ({ place: tablePlace(table.name), what: table.what })),
  ...plan.buckets.map(({ pattern, what }) => ({ place: objectPlace(pattern), what })),
  ...plan.shared.flatMap(({ of, buckets }) => [
    { place: tablePlace(of.name), what: of.what },
    ...buckets.map(({ pattern, what }) => ({ place: objectPlace(pattern), what })),
  ]),
  ...plan.keyspaces.map(({ pattern, what }) => ({ place: keyPlace(pattern), what })),
]

/** What is kept on purpose, and why; and what can't be traced to the subject and lapses by itself. */
export async function exemptions(ctx: Context, scope: Scope, plan: ErasurePlan, found: Found): Promise<StoreOutcome[]> {
  const byTable = new Map<string, StoreOutcome>()
  for (const { table, column, parent, reason } of plan.exempt) {
    const ids = found.rows[parent] ?? []
    const count = await sumOver(ctx, scope, table, ({ db }) => countWhere(db, table.name, column, ids))
    const before = byTable.get(table.name)?.count ?? 0
    const place = tablePlace(table.name)
    byTable.set(table.name, { place, what: table.what, outcome: 'exempt', count: Math.max(before, count), reason })
  }
  const shared: StoreOutcome[] = []
  for (const one of plan.shared) {
    const count = await keptShared(ctx, scope, found, one)
    const reason = `Other entries of ${one.table.name.replaceAll('_', ' ')} need it too.`
    const place = tablePlace(one.of.name)
    if (count > 0) shared.push({ place, what: one.of.what, outcome: 'exempt', count, reason })
  }
  const untraceable = ctx.declarations.keyspaces
    .filter((space) => space.of === undefined && space.activity === plan.root.activity)
    .map(
      (space): StoreOutcome => ({
        place: keyPlace(space.pattern),
        what: space.what,
        outcome: 'exempt',
        count: 0,
        reason: `Can't be traced to anybody; lapses by itself within ${duration(space.ttl.seconds)}.`,
      }),
    )
  return [...byTable.values(), ...shared, ...untraceable]
}

/** One line per place before anything is deleted. */
export function previewed(plan: ErasurePlan, present: Counts): StoreOutcome[] {
  return unique(placesOf(plan)).map(({ place, what }) => {
    const count = present[place] ?? 0
    return { place, what, outcome: count > 0 ? 'will erase' : 'not present', count }
  })
}

/** One line per place afterwards: `failed` whenever the second reading still found something. */
export function outcomes(ctx: Context, plan: ErasurePlan, present: Counts, left: Counts): StoreOutcome[] {
  return unique(placesOf(plan)).map(({ place, what }) => {
    const still = left[place] ?? 0
    const count = present[place] ?? 0
    if (still > 0) return { place, what, outcome: 'failed', count: still, reason: 'Still there on the second reading.' }
    if (count === 0) return { place, what, outcome: 'not present', count }
    return { place, what, outcome: 'erased', count, ...levelOf(ctx, plan, place) }
  })
}

const unique = (places: readonly Place[]): Place[] => [...new Map(places.map((place) => [place.place, place])).values()]
