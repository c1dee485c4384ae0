import { ClientMessage, ServerMessage } from '@vitrine/protocol'
import type { FastifyPluginAsync } from 'fastify'
import { authorizeProject } from '../accounts/index.ts'
import { projectNews } from '../capture/index.ts'
import { ProblemError } from '../platform/errors.ts'
import { errorFields } from '../platform/log/error-fields.ts'
import type { Connection } from '../platform/sockets/connection.ts'
import { serveSocket } from '../platform/sockets/serve-socket.ts'

type Dashboard = Connection<ServerMessage>

/** What happens in the projects that a member looks at, as it happens. */
export const reportSocket: FastifyPluginAsync = async (app) => {
  serveSocket(app, {
    url: '/api/socket',
    hears: ClientMessage,
    tells: ServerMessage,
    refused: (code, detail, about): ServerMessage => ({ kind: 'refused', projectId: about?.projectId, code, detail }),
    hear: ({ kind, projectId }, dashboard) =>
      kind === 'watch-project' ? watch(dashboard, projectId) : dashboard.leave(projectId),
  })
}

async function watch(dashboard: Dashboard, projectId: string): Promise<void> {
  const { ctx } = dashboard
  await authorizeProject(ctx, projectId, 'view')
  await dashboard.keep(projectId, () =>
    ctx.control.ephemeral.subscribe(projectNews.key({ id: projectId }), (written) => {
      pass(dashboard, projectId, written).catch((error) => ctx.log.error('News were not passed on', errorFields(error)))
    }),
  )
  dashboard.tell({ kind: 'watching', projectId })
}

/** Asks anew for each message: whoever loses their membership hears nothing more, though the socket stays open. */
async function pass(dashboard: Dashboard, projectId: string, written: string): Promise<void> {
  const news = ServerMessage.parse(JSON.parse(written))
  if (news.kind === 'project-erased') {
    // Nobody has a right in what is gone. Whoever watched it had one, and learns no more than that.
    await dashboard.leave(projectId)
    return dashboard.tell(news)
  }
  try {
    await authorizeProject(dashboard.ctx, projectId, 'view')
  } catch (error) {
    await dashboard.leave(projectId)
    if (!(error instanceof ProblemError)) {
      dashboard.hangUp()
      throw error
    }
    return dashboard.tell({ kind: 'refused', projectId, code: error.code, detail: error.message })
  }
  dashboard.tell(news)
}
