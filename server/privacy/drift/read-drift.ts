import type { Row } from '@vitrine/ledger'
import type { Drift, DriftDifference } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { nextOf } from '../schedules.ts'
import { type driftDifferences, driftJob } from './tables.ts'

const most = { checks: 24, gone: 50 }

const toDifference = (row: Row<typeof driftDifferences>): DriftDifference => ({
  id: row.id,
  code: row.code,
  place: row.place,
  what: row.what,
  write: row.write,
  firstSeenAt: row.first_seen_at.toISOString(),
  lastSeenAt: row.last_seen_at.toISOString(),
  goneAt: row.gone_at?.toISOString() ?? null,
})

/** The latest checks, what differs now, and what did. */
export async function readDrift(ctx: Context): Promise<Drift> {
  const { db } = ctx.control
  const [checks, open, gone] = await Promise.all([
    db.selectFrom('drift_checks').selectAll().orderBy('started_at', 'desc').limit(most.checks).execute(),
    db.selectFrom('drift_differences').selectAll().where('gone_at', 'is', null).orderBy('first_seen_at').execute(),
    db
      .selectFrom('drift_differences')
      .selectAll()
      .where('gone_at', 'is not', null)
      .orderBy('gone_at', 'desc')
      .limit(most.gone)
      .execute(),
  ])
  return {
    nextCheckAt: nextOf('drift', ctx.now()).toISOString(),
    checks: checks.map((row) => ({
      id: row.id,
      startedAt: row.started_at.toISOString(),
      finishedAt: row.finished_at?.toISOString() ?? null,
      asked: row.asked,
      looked: row.looked,
      differences: row.differences,
    })),
    open: open.map(toDifference),
    gone: gone.map(toDifference),
  }
}

/** Has a check made now. One that waits already is enough. */
export const askForCheck = (ctx: Context): Promise<void> =>
  transact(ctx, ctx.control, (_, tx) => tx.jobs.enqueue(driftJob, { asked: true }, { once: 'asked' }))
