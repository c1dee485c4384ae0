import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../../context.ts'
import { isCollision } from '../db/collision.ts'
import { errorFields } from '../log/error-fields.ts'
import { outageOf } from '../outage.ts'
import { type Answer, bug, explain, problemOf } from './problems.ts'

function send(reply: FastifyReply, { status, problem, retryAfterSeconds }: Answer): FastifyReply {
  if (retryAfterSeconds !== undefined) reply.header('retry-after', Math.ceil(retryAfterSeconds))
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  // A string passes the route's response schemas by.
  return reply.code(status).type('application/problem+json').serializer(String).send(JSON.stringify(problem))
}

/** Translates everything thrown, once. What is not for callers is logged in full and answered by its number. */
export function answerError(ctx: Context, thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = explain(thrown)
  if (known) return send(reply, known)
  // Whoever hung up in the middle of a request hears no answer.
  if (request.raw.destroyed && !request.raw.complete) return send(reply, problemOf('invalid-request', 'It broke off.'))
  const where = { request_id: request.id, method: request.method, route: request.routeOptions.url }
  const outage = outageOf(thrown)
  if (outage) {
    ctx.log.warn('A store does not answer', { ...where, ...errorFields(outage) })
    return send(reply, { ...problemOf('unavailable', outage.message), retryAfterSeconds: 5 })
  }
  if (isCollision(thrown)) {
    ctx.log.warn('Two requests met', { ...where, ...errorFields(thrown) })
    return send(reply, problemOf('conflict', 'Something else was done to it at the same moment.'))
  }
  ctx.log.error('A request failed', { ...where, ...errorFields(thrown) })
  return send(reply, bug(request.id))
}

export function answerProblems(app: FastifyInstance, ctx: Context): void {
  const allowed = methodsByPath(app)
  app.setErrorHandler((error, request, reply) => answerError(ctx, error, request, reply))
  app.setNotFoundHandler((request, reply) => {
    const methods = allowed(request.url.split('?', 1)[0] ?? '')
    if (methods.length === 0) return send(reply, problemOf('not-found', 'There is nothing at this address.'))
    reply.header('allow', methods.join(', '))
    return send(reply, problemOf('method-not-allowed', `This address answers ${methods.join(' and ')} only.`))
  })
}

/** Which methods an address answers, so that a wrong one is told apart from a wrong address. */
function methodsByPath(app: FastifyInstance): (path: string) => string[] {
  const routes: { readonly methods: string | string[]; readonly pattern: RegExp }[] = []
  app.addHook('onRoute', ({ method, url }) => {
    // Files: that one could be read there does not make a mistyped address right.
    if (url.endsWith('*')) return
    const escaped = url.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    const pattern = new RegExp(`^${escaped.replaceAll(/:\w+/g, '[^/]+')}$`)
    routes.push({ methods: method, pattern })
  })
  return (path) =>
    [...new Set(routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods))].sort()
}
