import { readFile } from 'node:fs/promises'
import type { PrivacyPage } from '@vitrine/ledger'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { pageOf, publishDocument } from './publish.ts'
import { ofInstallation, renderedDocument, sendCached, sendDocument, stylesheet } from './serve-document.ts'

/** In the order of the cascade. */
const styles = ['page', 'inventory', 'document', 'media']
const config = { permission: 'public' } as const

/** The privacy page, as page and as data, and each version of it. */
export const privacyPageRoutes: FastifyPluginAsyncZod = async (app) => {
  const parts = styles.map((part) => readFile(new URL(`styles/${part}.css`, import.meta.url), 'utf8'))
  const css = (await Promise.all(parts)).join('')

  app.get(stylesheet, { config, schema: { hide: true } }, (_, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=3600').send(css),
  )

  app.get(
    '/privacy',
    { config, schema: { summary: 'The privacy page', produces: ['text/html'] } },
    async (request, reply) => sendDocument(request, reply, { kind: 'privacy-page', shelf: ofInstallation }, 'html'),
  )

  app.get(
    '/privacy.json',
    { config, schema: { summary: 'The privacy page as data', response: { 200: z.custom<PrivacyPage>() } } },
    async ({ ctx }, reply) => {
      const { version, circumstances } = await publishDocument(ctx, 'privacy-page')
      return reply.header('etag', `"${version.hash}"`).send(pageOf(ctx, circumstances))
    },
  )

  app.get(
    '/privacy/versions/:hash',
    {
      config,
      schema: {
        summary: 'The privacy page as it was published under this hash',
        produces: ['text/html'],
        params: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
      },
    },
    async (request, reply) => {
      const about = { kind: 'privacy-page', shelf: ofInstallation, past: request.params.hash } as const
      return sendCached(request, reply, 'text/html; charset=utf-8', await renderedDocument(request.ctx, about, 'html'))
    },
  )
}
