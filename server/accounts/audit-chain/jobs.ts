import type { Context } from '../../context.ts'
import { every, startWorker } from '../../platform/jobs/worker.ts'
import { retireKeys } from '../../platform/keys/rotate-keys.ts'
import { checkAudit } from './check-audit.ts'
import { sealAudit } from './seal-audit.ts'
import { checkAuditJob, retireKeysJob, sealAuditJob } from './tables.ts'

/** Seals every five minutes, reads the whole chain again every hour, lets go of old keys whose time is over. Answers what is left to do at the end: one more seal. */
export async function startAuditWork(ctx: Context): Promise<() => Promise<void>> {
  await startWorker(ctx, sealAuditJob, async (ctx) => {
    await sealAudit(ctx)
  })
  await startWorker(ctx, checkAuditJob, async (ctx) => {
    await checkAudit(ctx)
  })
  await startWorker(ctx, retireKeysJob, async (ctx) => {
    await retireKeys(ctx)
  })
  await every(ctx, retireKeysJob, '5 * * * *')
  await every(ctx, sealAuditJob, '*/5 * * * *')
  await every(ctx, checkAuditJob, '35 * * * *')
  const atStop: Context = { ...ctx, actor: { kind: 'job', name: sealAuditJob.name } }
  return async () => {
    await sealAudit(atStop)
  }
}
