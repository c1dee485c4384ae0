import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Context } from '../../context.ts'
import { ProblemError } from '../errors.ts'
import { credentialsOf } from './credentials.ts'
import { type Authenticate, needsSignIn } from './permission.ts'
import { refuseForgery } from './refuse-forgery.ts'

/** Gives every request its Context, and turns away whoever has to be signed in and is not. */
export function decideAuthority(app: FastifyInstance, ctx: Context, authenticate: Authenticate): void {
  const anyone: Context = { ...ctx, actor: { kind: 'anyone' } }
  app.decorateRequest('ctx', null as unknown as Context)
  app.decorateRequest('signedIn', async function signedIn(this: FastifyRequest) {
    return (await authenticate(anyone, credentialsOf(this))).kind !== 'anyone'
  })

  app.addHook('onRequest', async (request) => {
    request.ctx = anyone
    const { permission } = request.routeOptions.config
    if (permission === undefined) return
    refuseForgery(request)
    if (!needsSignIn(permission)) return

    const actor = await authenticate(anyone, credentialsOf(request))
    if (actor.kind === 'anyone')
      throw new ProblemError('sign-in-required', 'Nobody is signed in.', 'Sign in, or send an API token.')
    if (permission === 'platform' && !(actor.kind === 'member' && actor.platformAdmin))
      throw new ProblemError('not-allowed', 'Only admins of the installation may do this.')
    request.ctx = { ...ctx, actor }
  })
}
