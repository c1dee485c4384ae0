import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { ProblemError } from '../../../platform/errors.ts'
import { meter } from './meter.ts'
import { renderPrometheus } from './prometheus.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest()

/** `/metrics`, for whoever shows the token of the settings. Without one it is not there: a proxy would pass it on to all. */
export const metricsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/metrics', { config: { permission: 'public' }, schema: { hide: true } }, async ({ ctx, headers }, reply) => {
    const { metricsToken } = ctx.config
    const shown = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
    const may =
      metricsToken !== undefined && shown !== undefined && timingSafeEqual(sha256(shown), sha256(metricsToken))
    if (!may) throw new ProblemError('not-found', 'There is nothing here.', 'Check the address.')
    return reply
      .headers({ 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' })
      .send(renderPrometheus(meter))
  })
}
