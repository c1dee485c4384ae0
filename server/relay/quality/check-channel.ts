import type { Payload } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { Pools } from '../plane/pools.ts'
import { probeWatched } from './probe-watched.ts'
import type { probeChannel } from './tables.ts'
import type { Watching } from './watched.ts'

/** Asks one model on one channel, and writes down what came of it. Done once for a round, also when the job runs again. */
export async function checkChannel(
  ctx: Context,
  { round_id: roundId, channel_id: channelId, model }: Payload<typeof probeChannel>,
  watching: Watching,
): Promise<void> {
  const all = await watching()
  const watched = all.find((one) => one.target.channel.id === channelId && one.model === model)
  if (!watched) return
  const before = await ctx.control.db
    .selectFrom('model_quality_checks')
    .select('id')
    .where('round_id', '=', roundId)
    .where('channel_id', '=', channelId)
    .where('model', '=', model)
    .executeTakeFirst()
  if (before) return
  const pools = new Pools(ctx.egress)
  const checks = await probeWatched({ ctx, pools, watched, roundId }, all).finally(() => pools.close())
  await transact(ctx, ctx.control, (_, tx) => tx.db.insertInto('model_quality_checks').values(checks).execute())
}
