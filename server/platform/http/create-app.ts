import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import { type FastifyHttpOptions, type FastifyServerFactory, fastify, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Context } from '../../context.ts'
import { enableSockets } from '../sockets/enable-sockets.ts'
import { accessLog } from './access-log.ts'
import { answerError, answerProblems } from './answer-problems.ts'
import { decideAuthority } from './authority.ts'
import { frameworkLog } from './framework-log.ts'
import { type ContentPolicy, sendSecurityHeaders } from './headers.ts'
import { health } from './health.ts'
import { describeApi } from './open-api.ts'
import type { Authenticate } from './permission.ts'
import { refuseBrokenRequest } from './refuse-broken-request.ts'
import { requireDeclaredRoutes } from './require-declared.ts'

export type AppOptions = {
  readonly ctx: Context
  readonly authenticate: Authenticate
  /** Title of the API's description; without one there is none. */
  readonly name?: string
  /** What its pages may load; nothing unless said. */
  readonly contentPolicy?: ContentPolicy
  /** Is offered every request before the app; true: it answers. Only the relay's data plane may stand here. */
  readonly before?: (request: IncomingMessage, response: ServerResponse) => boolean
}

const limits = {
  bodyLimit: 1_000_000,
  /** For the whole request to arrive: a chunk of a recording over a bad connection. */
  requestTimeout: 120_000,
  connectionTimeout: 150_000,
  keepAliveTimeout: 72_000,
  handlerTimeout: 60_000,
}

/** Fastify leaves the time-outs of servers that it has not made alone. */
function served(before: AppOptions['before']): Pick<FastifyHttpOptions<Server>, 'serverFactory'> {
  if (!before) return {}
  const { requestTimeout, keepAliveTimeout, connectionTimeout } = limits
  const options = { requestTimeout, keepAliveTimeout, noDelay: true }
  const serverFactory: FastifyServerFactory = (handle) =>
    createServer(options, (request, response) => {
      // Models think longer than pages load; the data plane has time-outs of its own.
      if (before(request, response)) request.socket.setTimeout(0)
      else handle(request, response)
    }).setTimeout(connectionTimeout)
  return { serverFactory }
}

/**
 * A web server on which only declared routes can be registered. Call `listen` on it; `close` lets running requests end.
 * Its own answers: `/openapi.json` if it has a name, `/healthz`, `/readyz`, and problem+json for whatever goes wrong.
 */
export async function createApp({ ctx, authenticate, name, contentPolicy = {}, before }: AppOptions) {
  const { config } = ctx
  const app = fastify({
    ...limits,
    loggerInstance: frameworkLog(ctx),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: [...config.trustedProxies],
    return503OnClosing: true,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: (error, request, reply) => void answerError(ctx, error, request, reply),
    clientErrorHandler: refuseBrokenRequest,
    ...served(before),
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  requireDeclaredRoutes(app)
  answerProblems(app, ctx)
  accessLog(app, ctx)
  sendSecurityHeaders(app, config.publicUrl, contentPolicy)
  await app.register(cookie)
  await app.register(compress, { globalDecompression: false, encodings: ['br', 'gzip'], threshold: 1_024 })
  // Before the authority: it has to know the sockets of those who are turned away, to end them.
  await enableSockets(app, ctx)
  decideAuthority(app, ctx, authenticate)
  if (name) await describeApi(app, name, config.publicUrl)
  await app.register(health)
  return app.withTypeProvider<ZodTypeProvider>()
}
