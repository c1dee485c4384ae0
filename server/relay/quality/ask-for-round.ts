import { audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { qualityRound } from './tables.ts'

/** Has all models asked now. A round that waits already is enough. */
export const askForRound = (ctx: Context): Promise<void> =>
  transact(ctx, ctx.control, async (ctx, tx) => {
    await tx.jobs.enqueue(qualityRound, { asked: true }, { once: 'asked' })
    await audit(ctx, tx, { action: 'model-quality.asked', target: { kind: 'model-quality' } })
  })
