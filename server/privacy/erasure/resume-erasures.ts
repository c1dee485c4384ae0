import type { Context } from '../../context.ts'
import { eraseSubject } from '../tables.ts'

const patienceMs = 3_600_000

/**
 * Queues anew every erasure that was asked for an hour ago and is not done: the queue gives a job up after some tries,
 * an erasure is never given up. Answers how many.
 */
export async function resumeErasures(ctx: Context): Promise<number> {
  const open = await ctx.control.db
    .selectFrom('erasures')
    .select('id')
    .where('state', '<>', 'done')
    .where('requested_at', '<', new Date(ctx.now().getTime() - patienceMs))
    .execute()
  for (const { id } of open) await ctx.control.jobs.enqueue(eraseSubject, { erasureId: id }, { once: id })
  if (open.length > 0) ctx.log.warn('Erasures are overdue and tried again', { count: open.length })
  return open.length
}
