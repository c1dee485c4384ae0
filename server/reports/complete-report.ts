import type { ReportSent } from '@vitrine/protocol'
import { projectByPublicKey } from '../accounts/index.ts'
import type { Upload } from '../capture/index.ts'
import type { Context } from '../context.ts'
import { transact } from '../transact.ts'
import { receiveReport } from './receive-report.ts'

/** The sender has nothing more to add. A `conflict` names chunks that are missing; repeating it changes nothing. */
export async function completeReport(ctx: Context, upload: Upload): Promise<ReportSent> {
  const project = await projectByPublicKey(ctx, upload.key)
  await transact(ctx, ctx.region(project), (ctx) => receiveReport(ctx, project, upload))
  return { reportId: upload.reportId, state: 'received' }
}
