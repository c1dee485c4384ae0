import type { Context } from '../../context.ts'
import { startWorker } from '../../platform/jobs/worker.ts'
import { deliver } from './deliver.ts'
import { deliverWebhook } from './tables.ts'

export const startWebhookWork = (ctx: Context): Promise<void> => startWorker(ctx, deliverWebhook, deliver)
