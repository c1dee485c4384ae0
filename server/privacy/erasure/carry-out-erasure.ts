import { erasurePlan, type Row } from '@vitrine/ledger'
import { ErasureSubject, type StoreOutcome } from '@vitrine/protocol'
import { publishProjectNews } from '../../capture/index.ts'
import type { Context } from '../../context.ts'
import { bury } from '../../platform/db/journal.ts'
import { jsonb } from '../../platform/db/jsonb.ts'
import { transact } from '../../transact.ts'
import { withdrawExportsOf } from '../export/withdraw-exports.ts'
import type { erasures } from '../tables.ts'
import { type Erased, execute } from './execute.ts'
import { type Found, find, merge } from './find.ts'
import { exemptions, outcomes, previewed } from './outcome.ts'
import { remaining } from './remaining.ts'
import { rootOf } from './subject.ts'

/**
 * The erase job. What was found is written down before anything goes, so that a run after a crash still knows
 * where to look; finished means that reading every place again found nothing.
 */
export async function carryOutErasure(ctx: Context, { erasureId }: { erasureId: string }): Promise<void> {
  const { db } = ctx.control
  const row = await db.selectFrom('erasures').selectAll().where('id', '=', erasureId).executeTakeFirst()
  if (!row || row.state === 'done') return
  try {
    await erase(ctx, row)
  } catch (error) {
    // Whoever asked sees that it broke; the queue, and then every sweep, tries again.
    await transact(ctx, ctx.control, (_, tx) =>
      tx.db.updateTable('erasures').set({ state: 'failed' }).where('id', '=', erasureId).execute(),
    )
    throw error
  }
}

async function erase(ctx: Context, row: Row<typeof erasures>): Promise<void> {
  const plan = erasurePlan(ctx.declarations, rootOf(ctx, ErasureSubject.shape.kind.parse(row.subject_kind)))
  // From here on nothing more arrives for it, so that what is found now is all there is.
  await bury(ctx.region(row), [{ id: row.subject_id, kind: row.subject_kind }], ctx.now())
  const found = merge(row.found, await find(ctx, row.region, plan, [row.subject_id]))
  const present = sum(countsOf(row.stores), await remaining(ctx, row.region, plan, found))
  const exempt = await exemptions(ctx, row.region, plan, found)
  await save(ctx, row.id, { found, stores: previewed(plan, present) })
  await withdrawExportsOf(ctx, row.region, { projectId: row.project_id })
  await execute(ctx, row.region, plan, found)
  const left = await remaining(ctx, row.region, plan, merge(found, await find(ctx, row.region, plan, [row.subject_id])))
  const stores = [...outcomes(plan, present, left), ...exempt]
  const failed = stores.some(({ outcome }) => outcome === 'failed')
  await save(ctx, row.id, { stores, found: failed ? found : nothing, done: !failed })
  announce(ctx, row, found)
  if (failed) throw new Error('The second reading still found something; the job runs again.')
}

const nothing: Found = { rows: {}, prefixes: [], keys: [] }

/** What earlier, interrupted runs had already counted. */
const countsOf = (stores: readonly StoreOutcome[]): Erased =>
  Object.fromEntries(
    stores
      .filter(({ outcome }) => outcome === 'will erase' || outcome === 'erased')
      .map(({ place, count }) => [place, count]),
  )

const sum = (a: Erased, b: Erased): Erased =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((k) => [k, Math.max(a[k] ?? 0, b[k] ?? 0)]),
  )

async function save(
  ctx: Context,
  id: string,
  { found, stores, done }: { found: Found; stores: StoreOutcome[]; done?: boolean },
): Promise<void> {
  const state = done === undefined ? {} : { state: done ? 'done' : 'failed', finished_at: ctx.now() }
  await transact(ctx, ctx.control, (_, tx) =>
    tx.db
      .updateTable('erasures')
      .set({ found: jsonb(found), stores: jsonb(stores), ...state })
      .where('id', '=', id)
      .execute(),
  )
}

function announce(ctx: Context, row: Row<typeof erasures>, found: Found): void {
  const projectId = row.project_id
  if (row.subject_kind === 'project')
    return ctx.afterCommit(() => publishProjectNews(ctx, projectId, { kind: 'project-erased', projectId }))
  for (const reportId of found.rows['reports'] ?? [])
    ctx.afterCommit(() => publishProjectNews(ctx, projectId, { kind: 'report-erased', projectId, reportId }))
}
