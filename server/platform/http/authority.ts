import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor, Context } from '../../context.ts'
import { ProblemError } from '../errors.ts'
import { credentialsOf } from './credentials.ts'
import { type Authenticate, needsSignIn } from './permission.ts'
import { refuseForgery } from './refuse-forgery.ts'
import { includesScope, scopeOfRoute } from './scope.ts'

/** Gives every request its Context, and turns away whoever has to be signed in and is not. */
export function decideAuthority(app: FastifyInstance, ctx: Context, authenticate: Authenticate): void {
  const anyone: Context = { ...ctx, actor: { kind: 'anyone' } }
  app.decorateRequest('ctx', null as unknown as Context)
  app.decorateRequest('signedIn', async function signedIn(this: FastifyRequest) {
    return (await authenticate(anyone, credentialsOf(this))).kind !== 'anyone'
  })

  app.addHook('onRequest', async (request) => {
    request.ctx = { ...anyone, from: request.ip }
    const { permission } = request.routeOptions.config
    if (permission === undefined) return
    refuseForgery(request)
    if (!needsSignIn(permission)) return

    const actor = withinScope(await authenticate(anyone, credentialsOf(request)), request)
    if (actor.kind === 'anyone')
      throw new ProblemError('sign-in-required', 'Nobody is signed in.', 'Sign in, or send an API token.')
    if (permission === 'platform' && !(actor.kind === 'member' && actor.platformAdmin))
      throw new ProblemError('not-allowed', 'Only admins of the installation may do this.')
    request.ctx = { ...ctx, actor, from: request.ip }
  })
}

/** Turns a token away that is not good for the route. What it may do to the thing itself is decided where rights are. */
function withinScope(actor: Actor, { method, routeOptions: { config } }: FastifyRequest): Actor {
  if (actor.kind !== 'member' || !actor.limits?.token) return actor
  const { permission, scope } = config
  if (permission === 'account')
    throw new ProblemError('not-allowed', 'No token may do this.', 'Sign in to the dashboard and do it there.')
  const needed = scope ?? scopeOfRoute(permission, method)
  if (!includesScope(actor.limits.scopes ?? [], needed))
    throw new ProblemError('not-allowed', 'This token may not do that.', `Make a token with the scope "${needed}".`)
  return scope ? { ...actor, limits: { ...actor.limits, asked: true } } : actor
}
