import { randomUUID } from 'node:crypto'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { isActive, nextRound, presets, readSettings } from './settings.ts'
import { probeChannel } from './tables.ts'
import type { Watching } from './watched.ts'

/** Cron comes a few seconds before or after its minute. */
const early = 5 * 60_000

/** Lets every model be asked on every channel, when it is time or somebody wants it: a job each, so that a slow one holds up nobody. */
export async function beginRound(ctx: Context, { asked }: { asked: boolean }, watching: Watching): Promise<void> {
  const settings = await readSettings(ctx)
  const all = await watching()
  const now = ctx.now()
  const isDue = nextRound(settings, now).getTime() - early <= now.getTime()
  const active = isActive(settings, all)
  const begins = all.length > 0 && (asked || (isDue && active))
  const seen = { looked_at: now, watched: all.length, active, ...(begins && { last_round_at: now }) }
  const roundId = randomUUID()
  await transact(ctx, ctx.control, async (_, tx) => {
    await tx.db
      .insertInto('model_quality_settings')
      .values({ ...presets, ...seen })
      .onConflict((conflict) => conflict.column('only_one').doUpdateSet(seen))
      .execute()
    for (const { model, target } of begins ? all : [])
      await tx.jobs.enqueue(
        probeChannel,
        { round_id: roundId, channel_id: target.channel.id, model },
        { once: `${target.channel.id} ${model}` },
      )
  })
}
