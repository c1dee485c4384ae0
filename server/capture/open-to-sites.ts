import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from '../platform/errors.ts'
import { Outage } from '../platform/outage.ts'
import { type IntakeKind, limitIntake } from './limit-intake.ts'
import { isSomebodysOrigin } from './site-origin.ts'

/**
 * Makes the routes of this plugin answer pages of clients' sites (CORS, no credentials). A preflight does not say which
 * project it is for, so each handler checks its own project's origins. A page of a site that no project names gets to
 * read one thing: that it is refused. Without that its visitors are told of a lost connection, and the report is sent
 * again for days. It learns nothing that `curl` would not show: the refusal comes before the body, the key and the token
 * are looked at, and is the same whatever they are.
 */
export function openToSites(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ headers: { origin } }, reply) => {
    reply.header('vary', 'Origin').header('cross-origin-resource-policy', 'cross-origin')
    if (!origin) return
    // A page heeds what it may read.
    reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', 'Retry-After')
  })
  // After the limits per address, before the body.
  app.addHook('preParsing', async ({ ctx, method, headers: { origin } }) => {
    if (!origin || method === 'OPTIONS' || (await isSomebodysOrigin(ctx, origin))) return
    throw new ProblemError(
      'origin-not-allowed',
      'No project names this site.',
      `An admin of the project can add ${origin} to its origins.`,
    )
  })
}

/** Answers the preflights of one path: for any site, so that the request that follows can be refused readably. */
export function answerPreflights(app: FastifyInstance, url: string, methods: string): void {
  const handler = async (_: FastifyRequest, reply: FastifyReply) => {
    reply
      .header('access-control-allow-methods', methods)
      .header('access-control-allow-headers', 'authorization, content-type, x-vitrine-sha256')
      .header('access-control-max-age', '600')
    return reply.code(204).send()
  }
  app.options(url, { config: { permission: 'public' }, onRequest: countedIfPossible, schema: { hide: true } }, handler)
}

/** What can't be counted passes: the request that follows is then refused in a way that the page can read. */
const countedIfPossible = (request: FastifyRequest) =>
  limited('look')(request).catch((error: unknown) => {
    if (!(error instanceof Outage)) throw error
  })

/** Counts requests per address before anything else is done for them. */
export const limited = (kind: IntakeKind) => (request: FastifyRequest) => limitIntake(request.ctx, kind, request.ip)
