import websocket from '@fastify/websocket'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../../context.ts'
import { errorFields } from '../log/error-fields.ts'

const longestMessage = 16_384
const patienceMs = 2_000

/** Teaches a server the protocol. `serveSocket` adds addresses. At the end clients are told to come back. */
export async function enableSockets(app: FastifyInstance, { log }: Context): Promise<void> {
  await app.register(websocket, {
    options: { maxPayload: longestMessage },
    errorHandler: (error, socket) => {
      // What a client breaks off or sends wrongly is not worth a line.
      if (!('code' in error && /^(WS_ERR|ECONNRESET|EPIPE)/.test(String(error.code))))
        log.warn('A socket failed', errorFields(error))
      socket.terminate()
    },
    preClose(done) {
      const { clients } = app.websocketServer
      for (const client of clients) client.close(1001, 'restarting')
      setTimeout(() => clients.forEach((client) => client.terminate()), patienceMs).unref()
      app.websocketServer.close()
      done()
    },
  })
}
