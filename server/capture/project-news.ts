import type { ServerMessage } from '@vitrine/protocol'
import type { Context } from '../context.ts'
import { projectNews } from './tables.ts'

/** Tells whoever watches the project, in every process. Call it through `ctx.afterCommit`: nobody hears of what is undone. */
export const publishProjectNews = (ctx: Context, projectId: string, message: ServerMessage): Promise<void> =>
  ctx.control.ephemeral.publish(projectNews.key({ id: projectId }), JSON.stringify(message))
