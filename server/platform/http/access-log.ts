import type { FastifyInstance } from 'fastify'
import type { Context } from '../../context.ts'

/** One line per answer: the route's pattern, never the address that was asked for. */
export function accessLog(app: FastifyInstance, { log }: Context): void {
  app.addHook('onResponse', async (request, reply) => {
    log.info('Answered', {
      request_id: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      duration_ms: Math.round(reply.elapsedTime * 10) / 10,
    })
  })
}
