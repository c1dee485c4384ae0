import type { ErasurePlan, Table } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { type Buried, bury } from '../../platform/db/journal.ts'
import { clearWhere, deleteWhere } from '../../platform/db/rows.ts'
import { eachAtOnce } from '../../platform/each-at-once.ts'
import { eraseShared } from './erase-shared.ts'
import type { Found } from './find.ts'
import { batches, journalsOf, placesAtOnce, type Scope, storesOf } from './scope.ts'

/** How many, by place. */
export type Counts = Record<string, number>

export type Work = {
  readonly ctx: Context
  readonly scope: Scope
  readonly plan: ErasurePlan
  readonly found: Found
}

async function deleteRows({ ctx, scope, plan, found }: Work, table: Table): Promise<void> {
  for (const { db } of storesOf(ctx, scope, table)) {
    for (const ids of batches(found.rows[table.name] ?? [])) await deleteWhere(db, table.name, 'id', ids)
    for (const link of plan.links.filter((link) => link.table === table))
      for (const ids of batches(found.rows[link.parent] ?? [])) await deleteWhere(db, table.name, link.column, ids)
  }
}

/** Everything that can arrive late: in the journals of every place where it would arrive. */
async function buryAll({ ctx, scope, plan, found }: Work): Promise<void> {
  const dead = plan.tables.flatMap(({ name, subject }) =>
    subject ? (found.rows[name] ?? []).map((id): Buried => ({ id, kind: subject })) : [],
  )
  for (const stores of journalsOf(ctx, scope)) await bury(stores, dead, ctx.now())
}

/**
 * What deletes what was found, in this order; repeating any of them is harmless. Ids are remembered first, so that
 * nothing is sent anew under them. Keys go before all else, so that whatever happens next the content is unreadable from
 * that moment; rows go children first, so that an interrupted run finds its way again from the root.
 */
const deletions = {
  async suppress(work: Work) {
    const { ctx, scope, plan, found } = work
    await buryAll(work)
    const hashes = (found.hashes ?? []).map((id): Buried => ({ id, kind: `${plan.root.subject} hash` }))
    for (const stores of journalsOf(ctx, scope)) await bury(stores, hashes, ctx.now())
  },
  async keys(work: Work) {
    for (const table of work.plan.tables.filter((table) => table.holdsKeys)) await deleteRows(work, table)
  },
  async objects({ ctx, scope, plan, found }: Work) {
    await eachAtOnce(found.prefixes, placesAtOnce, async ({ pattern, prefix }) => {
      const bucket = plan.buckets.find((bucket) => bucket.pattern === pattern)
      if (!bucket) return
      for (const { objects } of storesOf(ctx, scope, bucket)) await objects.deleteAll({ prefix, bucket })
    })
  },
  async entries({ ctx, scope, plan, found }: Work) {
    await eachAtOnce(found.keys, placesAtOnce, async ({ pattern, name }) => {
      const space = plan.keyspaces.find((space) => space.pattern === pattern)
      if (!space) return
      for (const { ephemeral } of storesOf(ctx, scope, space)) await ephemeral.delete({ name, space })
    })
  },
  async references({ ctx, scope, plan, found }: Work) {
    for (const { table, column, parent } of plan.cleared)
      for (const { db } of storesOf(ctx, scope, table))
        for (const ids of batches(found.rows[parent] ?? [])) await clearWhere(db, table.name, column, ids)
  },
  async rows(work: Work) {
    for (const table of work.plan.tables.filter((table) => !table.holdsKeys)) await deleteRows(work, table)
  },
  shared: ({ ctx, scope, plan, found }: Work) => eraseShared(ctx, scope, plan, found),
} as const satisfies Record<string, (work: Work) => Promise<void>>

export type Deletion = keyof typeof deletions
export const allDeletions = Object.keys(deletions) as Deletion[]
export const carryOut = (deletion: Deletion, work: Work): Promise<void> => deletions[deletion](work)

/** What is past its time goes in the same order. Whose it was is not remembered: they may still send something. */
export async function execute(work: Work): Promise<void> {
  await buryAll(work)
  for (const deletion of allDeletions) if (deletion !== 'suppress') await carryOut(deletion, work)
}
