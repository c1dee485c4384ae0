import { sealedPlace } from '@vitrine/ledger'
import { type Kysely, sql } from 'kysely'
import type { Context } from '../../context.ts'
import { allStores } from '../all-stores.ts'
import { sealHead } from '../crypto/data-key.ts'
import { databaseOf } from '../db/database-of.ts'
import { type PlaceUnderRoot, placesUnderRoot } from './places-under-root.ts'

const batch = 1_000

/** Encrypts everything anew that is not under the current root key; what is done already is passed over. Answers how much. */
export async function rewrapAll(
  ctx: Context,
  told: (place: string, count: number) => void = () => {},
): Promise<number> {
  let total = 0
  for (const place of placesUnderRoot(ctx.declarations))
    for (const stores of allStores(ctx)) {
      const count = await rewrapPlace(ctx, databaseOf(stores, place.table), place)
      if (count > 0) told(`${place.table.name}.${place.column} in ${stores.name}`, count)
      total += count
    }
  return total
}

type Found = { readonly row: string; readonly sealed: Buffer }

async function rewrapPlace(ctx: Context, db: Kysely<any>, place: PlaceUnderRoot): Promise<number> {
  let count = 0
  for (let after: string | undefined; ; ) {
    const found = await nextBatch(ctx, db, place, after)
    const last = found.at(-1)
    if (!last) return count
    count += await replace(
      db,
      place,
      found.map((one) => ({ ...one, fresh: sealAnew(ctx, place, one) })),
    )
    after = last.row
  }
}

function sealAnew({ envelope }: Context, { table, column, holds }: PlaceUnderRoot, { row, sealed }: Found): Buffer {
  const at = sealedPlace(table, column, row)
  if (holds === 'key') return envelope.rewrap(sealed, at)
  const plain = envelope.master.open(sealed, at)
  const fresh = envelope.master.seal(plain, at)
  plain.fill(0)
  return fresh
}

const typeOf = ({ table, bound }: PlaceUnderRoot) => sql.raw(table.columns[bound]?.sql ?? 'text')

async function nextBatch(
  ctx: Context,
  db: Kysely<any>,
  place: PlaceUnderRoot,
  after: string | undefined,
): Promise<Found[]> {
  const [current] = ctx.rootKeys.roots()
  const { table, column, bound, empty } = place
  const conditions = [
    sql`substring(${sql.ref(column)} from 1 for 5) <> ${sealHead(current?.id ?? '')}`,
    ...empty.map((name) => sql`${sql.ref(name)} is null`),
    ...(after === undefined ? [] : [sql`${sql.ref(bound)} > ${after}::${typeOf(place)}`]),
  ]
  const { rows } = await sql<Found>`
    select ${sql.ref(bound)}::text as row, ${sql.ref(column)} as sealed from ${sql.table(table.name)}
    where ${sql.join(conditions, sql` and `)} order by ${sql.ref(bound)} limit ${batch}`.execute(db)
  return rows
}

/** Leaves alone what has been written meanwhile: that is under the current key already. */
async function replace(
  db: Kysely<any>,
  place: PlaceUnderRoot,
  found: readonly (Found & { fresh: Buffer })[],
): Promise<number> {
  const { table, column, bound, empty } = place
  const { numAffectedRows } = await sql`
    update ${sql.table(table.name)} as held set ${sql.ref(column)} = given.fresh
    from unnest(${found.map(({ row }) => row)}::text[], ${found.map(({ sealed }) => sealed)}::bytea[],
      ${found.map(({ fresh }) => fresh)}::bytea[]) as given (row, old, fresh)
    where held.${sql.ref(bound)} = given.row::${typeOf(place)} and held.${sql.ref(column)} = given.old
      ${
        empty.length === 0
          ? sql``
          : sql`and ${sql.join(
              empty.map((name) => sql`held.${sql.ref(name)} is null`),
              sql` and `,
            )}`
      }`.execute(db)
  return Number(numAffectedRows ?? 0)
}
