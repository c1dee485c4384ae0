import type { Context } from '../context.ts'
import { every, startWorker } from '../platform/jobs/worker.ts'
import { publishAll } from './documents/publish-all.ts'
import { carryOutErasure } from './erasure/carry-out-erasure.ts'
import { carryOutExport } from './export/carry-out-export.ts'
import { sweep } from './retention/sweep.ts'
import { eraseSubject, makeExport, publishJob, sweepJob } from './tables.ts'

/** Starts what this domain does in the background: erasures and copies as they come, the sweep at every full hour. */
export async function startPrivacyWork(ctx: Context): Promise<void> {
  await startWorker(ctx, eraseSubject, carryOutErasure)
  await startWorker(ctx, makeExport, carryOutExport)
  await startWorker(ctx, sweepJob, async (ctx) => {
    await sweep(ctx)
  })
  await every(ctx, sweepJob, '0 * * * *')
  await startWorker(ctx, publishJob, publishAll)
  await every(ctx, publishJob, '5 * * * *')
  await publishAll({ ...ctx, actor: { kind: 'job', name: publishJob.name } })
}
