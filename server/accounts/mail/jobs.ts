import type { Context } from '../../context.ts'
import { startWorker } from '../../platform/jobs/worker.ts'
import { sendMailJob } from '../tables.ts'
import { sendMail } from './send-mail.ts'

/** Starts what accounts do in the background: e-mails as they come. */
export const startAccountWork = (ctx: Context): Promise<void> => startWorker(ctx, sendMailJob, sendMail)
