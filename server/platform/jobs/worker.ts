import type { Job, Payload } from '@vitrine/ledger'
import type { Context } from '../../context.ts'

/** Handles a job's queue in every store that this process serves, each time on behalf of the job itself. */
export async function startWorker<J extends Job>(
  ctx: Context,
  job: J,
  handle: (ctx: Context, payload: Payload<J>) => Promise<void>,
): Promise<void> {
  const stores = new Set([ctx.control, ...ctx.regions.map((region) => ctx.region({ region }))])
  const onItsBehalf: Context = { ...ctx, actor: { kind: 'job', name: job.name } }
  for (const { jobs } of stores) await jobs.work(job, (payload) => handle(onItsBehalf, payload))
}

/** A job whose name says it all. */
type Bare = Job<string, Readonly<Record<string, never>>>

/** Enqueues a job that carries nothing at each moment of the cron expression (UTC), once for the whole installation. */
export const every = (ctx: Context, job: Bare, cron: string): Promise<void> => ctx.control.jobs.every(job, cron, {})
