import { startAccountWork, startAuditWork } from './accounts/index.ts'
import { startBillingWork } from './billing/index.ts'
import { startCaptureWork } from './capture/index.ts'
import type { Context } from './context.ts'
import { startPrivacyWork } from './privacy/index.ts'
import { startRelayWork } from './relay/index.ts'

/** Everything that happens in the background. Answers what is left to do at the end. */
export async function startWork(ctx: Context): Promise<() => Promise<void>> {
  const endAudit = await startAuditWork(ctx)
  await startAccountWork(ctx)
  await startBillingWork(ctx)
  const endRelay = await startRelayWork(ctx)
  await startCaptureWork(ctx)
  await startPrivacyWork(ctx)
  return async () => {
    await endRelay()
    await endAudit()
  }
}
