import type { Context } from '../../context.ts'
import { every, startWorker } from '../../platform/jobs/worker.ts'
import { beginRound } from './begin-round.ts'
import { checkChannel } from './check-channel.ts'
import { measureRoutes } from './measure-routes.ts'
import { probeChannel, qualityRound, routeHealth } from './tables.ts'
import type { Watching } from './watched.ts'

/** Starts the questions as they are due, and every hour the look at how requests went. */
export async function startQualityWork(ctx: Context, watching: Watching): Promise<void> {
  await startWorker(ctx, qualityRound, (ctx, payload) => beginRound(ctx, payload, watching))
  await startWorker(ctx, probeChannel, (ctx, payload) => checkChannel(ctx, payload, watching))
  await startWorker(ctx, routeHealth, (ctx) => measureRoutes(ctx, watching))
  await ctx.control.jobs.every(qualityRound, '47 * * * *', { asked: false })
  await every(ctx, routeHealth, '12 * * * *')
}
