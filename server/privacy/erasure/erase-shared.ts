import type { ErasurePlan, Shared } from '@vitrine/ledger'
import type { Context, Stores } from '../../context.ts'
import { countReferred, countWhere, deleteUnreferred } from '../../platform/db/rows.ts'
import type { Found } from './find.ts'
import { objectPlace, tablePlace } from './places.ts'
import { type Scope, storesOf, sumOver } from './scope.ts'

type Add = (place: string, count: number) => void

const idsOf = (found: Found, { of }: Shared): string[] =>
  (found.shared ?? []).filter(({ table }) => table === of.name).map(({ id }) => id)

const keptBy = ({ table, column }: Shared) => ({ table: table.name, column })

/**
 * Deletes what was shared with others and is needed by nobody any more: the row first, so that nobody refers to it anew,
 * then what rests under its name. A run that was interrupted between the two is finished by the next.
 */
export async function eraseShared(ctx: Context, scope: Scope, plan: ErasurePlan, found: Found): Promise<void> {
  for (const shared of plan.shared)
    for (const { db, objects } of storesOf(ctx, scope, shared.of)) {
      await deleteUnreferred(db, shared.of.name, keptBy(shared), idsOf(found, shared))
      for (const { table, id, prefixes } of found.shared ?? []) {
        if (table !== shared.of.name || (await countWhere(db, table, 'id', [id])) > 0) continue
        for (const { pattern, prefix } of prefixes) {
          const bucket = shared.buckets.find((one) => one.pattern === pattern)
          if (bucket) await objects.deleteAll({ prefix, bucket })
        }
      }
    }
}

/** How much of what is shared has to go with what was found: before an erasure a preview, after it the proof. */
export async function remainingShared(
  ctx: Context,
  scope: Scope,
  plan: ErasurePlan,
  found: Found,
  add: Add,
): Promise<void> {
  for (const shared of plan.shared)
    for (const stores of storesOf(ctx, scope, shared.of)) await remainingIn(stores, shared, found, add)
}

async function remainingIn({ db, objects }: Stores, shared: Shared, found: Found, add: Add): Promise<void> {
  const except = found.rows[shared.table.name] ?? []
  const goes = (ids: readonly string[]) =>
    countReferred(db, shared.of.name, keptBy(shared), { ids, except, referred: false })
  add(tablePlace(shared.of.name), await goes(idsOf(found, shared)))
  for (const { table, id, prefixes } of found.shared ?? []) {
    if (table !== shared.of.name) continue
    if ((await countWhere(db, table, 'id', [id])) > 0 && (await goes([id])) === 0) continue
    for (const { pattern, prefix } of prefixes) {
      const bucket = shared.buckets.find((one) => one.pattern === pattern)
      if (bucket) for await (const _ of objects.list({ prefix, bucket })) add(objectPlace(pattern), 1)
    }
  }
}

/** Of what is shared, that which stays because others need it. */
export const keptShared = (ctx: Context, scope: Scope, found: Found, shared: Shared): Promise<number> =>
  sumOver(ctx, scope, shared.of, ({ db }) =>
    countReferred(db, shared.of.name, keptBy(shared), {
      ids: idsOf(found, shared),
      except: found.rows[shared.table.name] ?? [],
      referred: true,
    }),
  )
