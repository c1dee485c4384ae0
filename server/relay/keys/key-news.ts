import type { Context } from '../../context.ts'
import { errorFields } from '../../platform/log/error-fields.ts'
import { keyNews } from './tables.ts'

/** What is to be looked up anew: one key, or all of an organization. */
export type KeyNews = { readonly keyId: string } | { readonly organizationId: string }

/**
 * Tells every node. Call it through `ctx.afterCommit`. What can't be told is logged: the change stands, and nodes find it
 * by themselves when they look all their keys up again.
 */
export async function publishKeyNews(ctx: Context, news: KeyNews): Promise<void> {
  try {
    await ctx.control.ephemeral.publish(keyNews.key({}), JSON.stringify(news))
  } catch (error) {
    ctx.log.warn('News of a key were not told', errorFields(error))
  }
}
