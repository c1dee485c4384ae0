import type { Context } from '../../context.ts'
import { supplyNews } from './tables.ts'

/** Has every machine read channels, routes and credentials again, once what is being written is committed. */
export function announceSupply(ctx: Context): void {
  ctx.afterCommit(() => ctx.control.ephemeral.publish(supplyNews.key({}), 'changed'))
}
