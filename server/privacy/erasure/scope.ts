import type { Region, Table } from '@vitrine/ledger'
import type { Context, Stores } from '../../context.ts'
import { databaseOf } from '../../platform/db/database-of.ts'

/** The regions in which a subject may have left something. */
export type Scope = readonly string[]

type Place = { readonly region: Region; readonly store?: Table['store'] }

const holding = (stores: Stores, place: Place): Stores => ({ ...stores, db: databaseOf(stores, place) })

/** Where a declared place is for this scope; `db` is the database that holds it. Regions that share stores are asked once. */
export const storesOf = (ctx: Context, scope: Scope, place: Place): Stores[] => {
  const found = place.region === 'control' ? [] : scope.map((region) => ctx.region({ region }))
  const all = place.region === 'home' ? found : [ctx.control, ...found]
  return [...new Set(all)].map((stores) => holding(stores, place))
}

/** Every journal that is asked before something of this scope is written: those of its regions, and that of the accounts. */
export const journalsOf = (ctx: Context, scope: Scope): Stores[] => [
  ...new Set([ctx.control, ...scope.map((region) => ctx.region({ region }))]),
]

/** The same for one region alone; of what is in each place, what is there. */
export const storesIn = (ctx: Context, region: string, place: Place): Stores =>
  holding(place.region === 'control' ? ctx.control : ctx.region({ region }), place)

/** The database that holds a table of that region. */
export const databaseIn = (ctx: Context, region: string, table: Table): Stores['db'] => storesIn(ctx, region, table).db

/** Adds up what `count` answers for each of them. */
export async function sumOver(
  ctx: Context,
  scope: Scope,
  place: Place,
  count: (stores: Stores) => Promise<number>,
): Promise<number> {
  let sum = 0
  for (const stores of storesOf(ctx, scope, place)) sum += await count(stores)
  return sum
}

export const batches = (ids: readonly string[], size = 1_000): string[][] =>
  Array.from({ length: Math.ceil(ids.length / size) }, (_, n) => ids.slice(n * size, (n + 1) * size))

/** Of folders and names that are looked at or emptied one by one: each waits for a disk or another machine. */
export const placesAtOnce = 16
