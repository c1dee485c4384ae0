import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import type { z } from 'zod'
import { ProblemError } from '../errors.ts'
import { explain } from '../http/problems.ts'
import { refuseForeign } from '../http/refuse-forgery.ts'
import { errorFields } from '../log/error-fields.ts'
import { outageOf } from '../outage.ts'
import { type Connection, keptSubscriptions, send } from './connection.ts'
import { inbox } from './inbox.ts'
import { type Pace, usualPace, watchLiveness } from './liveness.ts'

export type SocketRoute<In, Out> = {
  readonly url: string
  readonly hears: z.ZodType<In>
  /** What is not in it is not sent. */
  readonly tells: z.ZodType<Out>
  /** The message that says a message was refused; `about`: that message, when it was understood. */
  readonly refused: (code: string, detail: string, about?: In) => Out
  /** Called for one message at a time. What it throws is answered by `refused`. */
  readonly hear: (message: In, connection: Connection<Out>) => Promise<void>
  readonly pace?: Pace
}

/** A socket for members. Who it is and which page asks is checked before the connection becomes one. */
export function serveSocket<In, Out>(app: FastifyInstance, route: SocketRoute<In, Out>): void {
  app.route({
    method: 'GET',
    url: route.url,
    config: { permission: 'member', socket: { hears: route.hears, tells: route.tells } },
    schema: { hide: true },
    preValidation: async (request) => {
      if (!request.ws) throw new ProblemError('invalid-request', 'This address speaks WebSocket only.')
      refuseForeign(request)
    },
    handler: async () => {},
    wsHandler: (socket: WebSocket, request: FastifyRequest) => converse(socket, request, route),
  })
}

function converse<In, Out>(socket: WebSocket, request: FastifyRequest, route: SocketRoute<In, Out>): void {
  const { ctx, id } = request
  const kept = keptSubscriptions()
  const fail = (thrown: unknown) => ctx.log.error('A socket message failed', { request_id: id, ...errorFields(thrown) })
  const connection: Connection<Out> = {
    ctx,
    keep: kept.keep,
    leave: kept.leave,
    tell(message) {
      const { data, error } = route.tells.safeParse(message)
      if (error) fail(error)
      else send(socket, JSON.stringify(data))
    },
    hangUp: () => socket.close(1013, 'try again later'),
  }
  const refuse = (code: string, detail: string, about?: In) => connection.tell(route.refused(code, detail, about))
  const { put } = inbox(async (text: string) => {
    const message = parse(text, route.hears)
    if (message === undefined) return refuse('invalid-request', 'This message is not understood.')
    try {
      await route.hear(message, connection)
    } catch (thrown) {
      // Told of a refusal, it would wait for news that never come.
      if (outageOf(thrown)) return connection.hangUp()
      const known = explain(thrown)
      if (!known) fail(thrown)
      refuse(known?.problem.code ?? 'internal', known?.problem.detail ?? 'Something failed here.', message)
    }
  })

  // A database that can't say is no reason to hang up.
  const isSignedIn = () =>
    request.signedIn().catch((error: unknown) => {
      fail(error)
      return true
    })
  const stopWatching = watchLiveness(socket, route.pace ?? usualPace, isSignedIn)
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) refuse('invalid-request', 'Messages are text.')
    else if (!put(data.toString())) socket.close(1008, 'too many messages')
  })
  socket.on('close', () => {
    stopWatching()
    kept.close().catch(fail)
  })
}

function parse<In>(text: string, shape: z.ZodType<In>): In | undefined {
  try {
    return shape.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
