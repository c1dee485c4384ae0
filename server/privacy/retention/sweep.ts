import { randomUUID } from 'node:crypto'
import { erasurePlan } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { jsonb } from '../../platform/db/jsonb.ts'
import { deleteDue, dueIds, oldestDue } from '../../platform/db/rows.ts'
import { transact } from '../../transact.ts'
import { execute } from '../erasure/execute.ts'
import { find } from '../erasure/find.ts'
import { resumeErasures } from '../erasure/resume-erasures.ts'
import { type DueIn, databaseOf, dueNow, lateness as latenessOf } from './due.ts'
import { sweepMonths } from './sweep-months.ts'
import { sweepOrphanKeys } from './sweep-orphan-keys.ts'
import { sweepOrphans } from './sweep-orphans.ts'
import { sweepUnreferred } from './sweep-unreferred.ts'

const batch = 500

/** Deletes what is past its time, by declaration; says how many and how late, per table. Interrupted, the next run goes on. */
export async function sweep(
  ctx: Context,
): Promise<{ erased: Record<string, number>; lateness: Record<string, number> }> {
  const id = randomUUID()
  const startedAt = ctx.now()
  const erased: Record<string, number> = {}
  const lateness: Record<string, number> = {}
  const row = { id, started_at: startedAt, erased: jsonb({}), lateness: jsonb({}) }
  await transact(ctx, ctx.control, (_, tx) => tx.db.insertInto('sweeps').values(row).execute())
  await resumeErasures(ctx)
  for (const { table, rows, late } of await sweepMonths(ctx)) {
    erased[table] = (erased[table] ?? 0) + rows
    lateness[table] = Math.max(lateness[table] ?? 0, late)
  }
  for (const due of await dueNow(ctx)) {
    const oldest = await oldestDue(databaseOf(ctx, due), due.due)
    if (!oldest) continue
    lateness[due.table.name] = Math.max(lateness[due.table.name] ?? 0, latenessOf(due, oldest, startedAt))
    erased[due.table.name] = (erased[due.table.name] ?? 0) + (await deleteAllDue(ctx, due))
  }
  for (const [table, count] of Object.entries(await sweepOrphanKeys(ctx))) erased[table] = (erased[table] ?? 0) + count
  for (const [table, count] of Object.entries(await sweepUnreferred(ctx))) erased[table] = (erased[table] ?? 0) + count
  for (const [place, count] of Object.entries(await sweepOrphans(ctx))) erased[place] = count
  const outcome = { finished_at: ctx.now(), erased: jsonb(erased), lateness: jsonb(lateness) }
  await transact(ctx, ctx.control, (_, tx) => tx.db.updateTable('sweeps').set(outcome).where('id', '=', id).execute())
  return { erased, lateness }
}

async function deleteAllDue(ctx: Context, item: DueIn): Promise<number> {
  const { table, region, due } = item
  const scope = [region]
  const db = databaseOf(ctx, item)
  const plan = erasurePlan(ctx.declarations, table)
  const places = [plan.buckets, plan.keyspaces, plan.shared]
  const alone = plan.tables.length === 1 && places.every(({ length }) => length === 0)
  let count = 0
  for (;;) {
    const gone = alone ? await deleteDue(db, due, batch) : await eraseBatch()
    count += gone
    if (gone < batch) return count
  }
  async function eraseBatch(): Promise<number> {
    const ids = await dueIds(db, due, batch)
    if (ids.length > 0) await execute({ ctx, scope, plan, found: await find(ctx, scope, plan, ids) })
    return ids.length
  }
}
