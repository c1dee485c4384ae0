import type { Context } from '../context.ts'
import { startKeyWork } from './keys/index.ts'
import { startQualityWork, watchedOf } from './quality/index.ts'
import { openSupply } from './supply/index.ts'
import { startWebhookWork } from './webhooks/jobs.ts'

/** Starts what this domain does in the background. Answers what is left to do at the end. */
export async function startRelayWork(ctx: Context): Promise<() => Promise<void>> {
  await startWebhookWork(ctx)
  await startKeyWork(ctx)
  const supply = await openSupply(ctx)
  await startQualityWork(ctx, () => watchedOf(supply))
  return () => supply.close()
}
