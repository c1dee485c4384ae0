import type { QualitySettings } from '@vitrine/protocol'
import { audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { readSettings } from './settings.ts'
import { qualityRound } from './tables.ts'

type Change = { readonly [K in keyof QualitySettings]?: QualitySettings[K] | undefined }

/** Turns the questions on or off, or says how often they are asked. */
export const changeSettings = (ctx: Context, change: Change): Promise<void> =>
  transact(ctx, ctx.control, async (ctx, tx) => {
    const { probing, roundsPerDay } = await readSettings(ctx)
    const set = { probing: change.probing ?? probing, rounds_per_day: change.roundsPerDay ?? roundsPerDay }
    await tx.db
      .insertInto('model_quality_settings')
      .values({ only_one: true, ...set })
      .onConflict((conflict) => conflict.column('only_one').doUpdateSet(set))
      .execute()
    // Sees at once what that comes to.
    await tx.jobs.enqueue(qualityRound, { asked: false }, { once: 'changed' })
    await audit(ctx, tx, { action: 'model-quality.changed', target: { kind: 'model-quality' } })
  })
