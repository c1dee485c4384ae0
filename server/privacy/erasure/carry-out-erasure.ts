import { erasurePlan, type Row } from '@vitrine/ledger'
import { ErasureSubject, type StoreOutcome } from '@vitrine/protocol'
import { publishProjectNews } from '../../capture/index.ts'
import type { Context } from '../../context.ts'
import { jsonb } from '../../platform/db/jsonb.ts'
import { transact } from '../../transact.ts'
import { withdrawExportsOf } from '../export/withdraw-exports.ts'
import { signReceipt } from '../receipts/sign-receipt.ts'
import type { erasures } from '../tables.ts'
import { allDeletions, type Counts, carryOut, type Deletion } from './execute.ts'
import { type Found, find, merge, nothing } from './find.ts'
import { exemptions, outcomes, previewed } from './outcome.ts'
import { remaining } from './remaining.ts'
import { rootOf } from './subject.ts'
import { refuseArrivals, rootIds } from './suppress.ts'
import { tellFinished } from './tell-finished.ts'

/** When each step was done, ISO 8601. `find` writes down what goes before any of it does. */
export type Steps = Partial<Record<'refuse' | 'find' | Deletion | 'verify', string>>

type ErasureRow = Row<typeof erasures>
type AfterStep = (step: keyof Steps) => void | Promise<void>

/**
 * The erase job. Each step is written down when it is done, so that a run after a crash goes on where the last one
 * stopped; finished means that reading every place again found nothing. `afterStep` is for whoever watches it.
 */
export async function carryOutErasure(
  ctx: Context,
  { erasureId }: { erasureId: string },
  afterStep: AfterStep = () => {},
): Promise<void> {
  const { db } = ctx.control
  const row = await db.selectFrom('erasures').selectAll().where('id', '=', erasureId).executeTakeFirst()
  if (!row || row.state === 'done') return
  try {
    await erase(ctx, row, afterStep)
  } catch (error) {
    // Whoever asked sees that it broke; the queue, and then every sweep, tries again, from the first step on.
    await save(ctx, row.id, { state: 'failed', steps: {} })
    throw error
  }
}

async function erase(ctx: Context, row: ErasureRow, afterStep: AfterStep): Promise<void> {
  const plan = erasurePlan(ctx.declarations, rootOf(ctx, ErasureSubject.shape.kind.parse(row.subject_kind)))
  const { regions: scope } = row
  const steps: Steps = { ...row.steps }
  let { found, stores } = row
  const done = async (step: keyof Steps, more: Changes = {}, tell?: typeof tellFinished) => {
    steps[step] = ctx.now().toISOString()
    await transact(ctx, ctx.control, async (ctx, tx) => {
      await save(ctx, row.id, { steps, ...more })
      await tell?.(ctx, tx, row)
    })
    await afterStep(step)
  }
  if (!steps.refuse) {
    await refuseArrivals(ctx, row)
    await done('refuse')
  }
  if (!steps.find) {
    found = merge(found, await find(ctx, scope, plan, await rootIds(ctx, row, plan)))
    const present = larger(countsOf(stores), await remaining(ctx, scope, plan, found))
    stores = [...previewed(plan, present), ...(await exemptions(ctx, scope, plan, found))]
    await done('find', { found, stores })
  }
  const copiesOf = { projectId: row.project_id ?? undefined, organizationId: row.organization_id ?? undefined }
  for (const region of scope) await withdrawExportsOf(ctx, region, copiesOf)
  for (const deletion of allDeletions) {
    if (steps[deletion]) continue
    await carryOut(deletion, { ctx, scope, plan, found })
    await done(deletion)
  }
  const left = await remaining(ctx, scope, plan, merge(found, await find(ctx, scope, plan, [row.subject_id])))
  const exempt = stores.filter(({ outcome }) => outcome === 'exempt')
  const finished = { ...row, found, steps: { ...steps, verify: ctx.now().toISOString() }, finished_at: ctx.now() }
  stores = [...outcomes(ctx, plan, countsOf(stores), left), ...exempt]
  if (stores.some(({ outcome }) => outcome === 'failed')) {
    await save(ctx, row.id, { stores, found })
    throw new Error('The second reading still found something; the job runs again.')
  }
  const receipt = await signReceipt(ctx, plan, { ...finished, stores })
  const { finished_at } = finished
  await done('verify', { state: 'done', stores, found: nothing, receipt, finished_at }, tellFinished)
  announce(ctx, row, found)
}

/** What earlier, interrupted runs had already counted. */
const countsOf = (stores: readonly StoreOutcome[]): Counts =>
  Object.fromEntries(
    stores
      .filter(({ outcome }) => outcome === 'will erase' || outcome === 'erased')
      .map(({ place, count }) => [place, count]),
  )

const larger = (a: Counts, b: Counts): Counts =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((k) => [k, Math.max(a[k] ?? 0, b[k] ?? 0)]),
  )

type Changes = Partial<Pick<ErasureRow, 'state' | 'found' | 'stores' | 'steps' | 'receipt' | 'finished_at'>>

const save = (ctx: Context, id: string, { found, stores, steps, receipt, ...plain }: Changes): Promise<unknown> => {
  const documents = {
    ...(found && { found: jsonb(found) }),
    ...(stores && { stores: jsonb(stores) }),
    ...(steps && { steps: jsonb(steps) }),
    ...(receipt && { receipt: jsonb(receipt) }),
  }
  return transact(ctx, ctx.control, (_, tx) =>
    tx.db
      .updateTable('erasures')
      .set({ ...plain, ...documents })
      .where('id', '=', id)
      .execute(),
  )
}

function announce(ctx: Context, { project_id: projectId, subject_kind }: ErasureRow, found: Found): void {
  for (const id of found.rows['projects'] ?? [])
    ctx.afterCommit(() => publishProjectNews(ctx, id, { kind: 'project-erased', projectId: id }))
  if (projectId === null || subject_kind === 'project') return
  for (const reportId of found.rows['reports'] ?? [])
    ctx.afterCommit(() => publishProjectNews(ctx, projectId, { kind: 'report-erased', projectId, reportId }))
}
