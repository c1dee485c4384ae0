import type { Context } from '../../context.ts'
import { every, startWorker } from '../../platform/jobs/worker.ts'
import { checkAudit } from './check-audit.ts'
import { sealAudit } from './seal-audit.ts'
import { checkAuditJob, sealAuditJob } from './tables.ts'

/** Seals every five minutes, reads the whole chain again every hour. Answers what is left to do at the end: one more seal. */
export async function startAuditWork(ctx: Context): Promise<() => Promise<void>> {
  await startWorker(ctx, sealAuditJob, async (ctx) => {
    await sealAudit(ctx)
  })
  await startWorker(ctx, checkAuditJob, async (ctx) => {
    await checkAudit(ctx)
  })
  await every(ctx, sealAuditJob, '*/5 * * * *')
  await every(ctx, checkAuditJob, '35 * * * *')
  const atStop: Context = { ...ctx, actor: { kind: 'job', name: sealAuditJob.name } }
  return async () => {
    await sealAudit(atStop)
  }
}
