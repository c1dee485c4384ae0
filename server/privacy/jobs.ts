import type { Context } from '../context.ts'
import { every, startWorker } from '../platform/jobs/worker.ts'
import { announceChanges } from './documents/notices.ts'
import { publishAll } from './documents/publish-all.ts'
import { tellClients } from './documents/tell-clients.ts'
import { checkDrift } from './drift/check-drift.ts'
import { driftJob } from './drift/tables.ts'
import { carryOutErasure } from './erasure/carry-out-erasure.ts'
import { carryOutExport } from './export/carry-out-export.ts'
import { sweep } from './retention/sweep.ts'
import { cronOf } from './schedules.ts'
import { eraseSubject, makeExport, publishJob, sweepJob } from './tables.ts'

/** Starts what this domain does in the background: erasures and copies as they come, sweeps and comparisons as scheduled. */
export async function startPrivacyWork(ctx: Context): Promise<void> {
  await startWorker(ctx, eraseSubject, carryOutErasure)
  await startWorker(ctx, makeExport, carryOutExport)
  await startWorker(ctx, sweepJob, async (ctx) => {
    await sweep(ctx)
  })
  await startWorker(ctx, driftJob, checkDrift)
  await ctx.control.jobs.every(driftJob, cronOf('drift'), { asked: false })
  await every(ctx, sweepJob, cronOf('sweep'))
  await startWorker(ctx, publishJob, publishAll)
  await every(ctx, publishJob, '5 * * * *')
  // Before anybody can ask for a document; dating them all can wait until somebody is served.
  await announceChanges({ ...ctx, actor: { kind: 'job', name: publishJob.name } }, tellClients)
  await ctx.control.jobs.enqueue(publishJob, {}, { once: 'start' })
}
