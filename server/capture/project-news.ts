import type { ServerMessage } from '@vitrine/protocol'
import type { Context } from '../context.ts'
import { errorFields } from '../platform/log/error-fields.ts'
import { projectNews } from './tables.ts'

/**
 * Tells whoever watches the project, in every process. Call it through `ctx.afterCommit`: nobody hears of what is undone.
 * What can't be told is logged: the thing itself is done, and whoever asked for it must not be told otherwise.
 */
export async function publishProjectNews(ctx: Context, projectId: string, message: ServerMessage): Promise<void> {
  try {
    await ctx.control.ephemeral.publish(projectNews.key({ id: projectId }), JSON.stringify(message))
  } catch (error) {
    ctx.log.warn('News of a project were not told', { project_id: projectId, ...errorFields(error) })
  }
}
