import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from '../platform/errors.ts'
import { type IntakeKind, limitIntake } from './limit-intake.ts'
import { isSomebodysOrigin } from './site-origin.ts'

/**
 * Makes the routes of this plugin answer pages of clients' sites (CORS, no credentials). A preflight does not say which
 * project it is for, so any project's origin passes here; each handler then checks its own project's.
 */
export function openToSites(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ ctx, headers: { origin } }, reply) => {
    reply.header('vary', 'Origin').header('cross-origin-resource-policy', 'cross-origin')
    if (origin && (await isSomebodysOrigin(ctx, origin))) reply.header('access-control-allow-origin', origin)
  })
}

/** Answers the preflights of one path. */
export function answerPreflights(app: FastifyInstance, url: string, methods: string): void {
  const handler = async (_: FastifyRequest, reply: FastifyReply) => {
    if (!reply.hasHeader('access-control-allow-origin'))
      throw new ProblemError('origin-not-allowed', 'No project names this site.', 'Add its origin to the project.')
    reply
      .header('access-control-allow-methods', methods)
      .header('access-control-allow-headers', 'authorization, content-type, x-vitrine-sha256')
      .header('access-control-max-age', '600')
    return reply.code(204).send()
  }
  app.options(url, { config: { permission: 'public' }, onRequest: limited('look'), schema: { hide: true } }, handler)
}

/** Counts requests per address before anything else is done for them. */
export const limited = (kind: IntakeKind) => (request: FastifyRequest) => limitIntake(request.ctx, kind, request.ip)
