import type { ErasurePlan, Row } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { type Buried, bury } from '../../platform/db/journal.ts'
import { idsWhere } from '../../platform/db/rows.ts'
import type { erasures } from '../tables.ts'
import { journalsOf, storesOf } from './scope.ts'

type ErasureRow = Row<typeof erasures>

/** From here on nothing of the subject is taken in: whoever is taking something in now has written it before this returns. */
export async function refuseArrivals(ctx: Context, row: ErasureRow): Promise<void> {
  const { subject_id: id, subject_kind: kind, subject_hash: hash, regions } = row
  const dead: Buried[] = [...(hash ? [{ id: hash, kind: `${kind} hash` }] : []), { id, kind }]
  for (const stores of journalsOf(ctx, regions)) await bury(stores, dead, ctx.now())
}

/** The subject's own row, and any that came meanwhile under the hash by which it is known. */
export async function rootIds(ctx: Context, row: ErasureRow, { root }: ErasurePlan): Promise<string[]> {
  const ids = new Set([row.subject_id])
  if (row.subject_hash && root.recognisedBy)
    for (const { db } of storesOf(ctx, row.regions, root))
      for (const id of await idsWhere(db, root.name, root.recognisedBy, [row.subject_hash])) ids.add(id)
  return [...ids]
}
