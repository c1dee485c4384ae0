import { startCaptureWork } from './capture/index.ts'
import type { Context } from './context.ts'
import { startPrivacyWork } from './privacy/index.ts'

/** Everything that happens in the background. */
export async function startWork(ctx: Context): Promise<void> {
  await startCaptureWork(ctx)
  await startPrivacyWork(ctx)
}
