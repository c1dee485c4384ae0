import { VisitorToken, VisitorView } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { limitLinks } from '../../visitors/index.ts'
import { eraseByLink, readVisitorView } from './visitor-view.ts'

/** For visitors with a link of their own: whoever shows its token is the visitor. It travels in the body, past every log. */
export const visitorPageRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/v1/visitor/data',
    {
      config: { permission: 'public' },
      onRequest: limitLinks,
      schema: {
        summary: 'What is held of the visitor whose link it is',
        body: VisitorToken,
        response: { 200: VisitorView },
      },
    },
    ({ ctx, body }) => readVisitorView(ctx, body.token),
  )

  app.post(
    '/v1/visitor/erasure',
    {
      config: { permission: 'public' },
      onRequest: limitLinks,
      schema: {
        summary: 'Erase everything of the visitor whose link it is',
        body: VisitorToken,
        response: { 200: VisitorView },
      },
    },
    ({ ctx, body }) => eraseByLink(ctx, body.token),
  )
}
