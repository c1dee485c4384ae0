import { VisitorCopy, VisitorToken, VisitorView } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { limitLinks } from '../../visitors/index.ts'
import { longestDownloadMs, sendCopy } from '../export/send-copy.ts'
import { copyByLink, downloadByLink } from './visitor-copy.ts'
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

  app.post(
    '/v1/visitor/export',
    {
      config: { permission: 'public' },
      onRequest: limitLinks,
      schema: {
        summary: 'Have a copy made of everything of the visitor whose link it is',
        body: VisitorToken,
        response: { 202: VisitorCopy },
      },
    },
    async ({ ctx, body }, reply) => reply.code(202).send(await copyByLink(ctx, body.token)),
  )

  app.post(
    '/v1/visitor/export/download',
    {
      config: { permission: 'public' },
      onRequest: limitLinks,
      handlerTimeout: longestDownloadMs,
      schema: {
        summary: 'That copy as a ZIP file',
        body: VisitorToken,
        response: { 200: z.unknown().describe('A ZIP file') },
      },
    },
    async ({ ctx, body }, reply) => sendCopy(reply, await downloadByLink(ctx, body.token)),
  )
}
