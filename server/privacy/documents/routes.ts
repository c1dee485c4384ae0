import { readFile } from 'node:fs/promises'
import { type PrivacyPage, renderPrivacyPage } from '@vitrine/ledger'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { publishPrivacyPage, stylesheet } from './publish-privacy-page.ts'
import { readVersion } from './read-version.ts'

const config = { permission: 'public' } as const
const page = 'text/html; charset=utf-8'

/** The public documents: readable by anyone, without signing in. */
export const documentRoutes: FastifyPluginAsyncZod = async (app) => {
  // Declarations and settings last as long as the process, so one publication serves every reader.
  let published: ReturnType<typeof publishPrivacyPage> | undefined
  const publish = (ctx: Context) => {
    published ??= publishPrivacyPage(ctx).catch((error) => {
      published = undefined
      throw error
    })
    return published
  }
  const css = await readFile(new URL('privacy.css', import.meta.url), 'utf8')

  app.get(stylesheet, { config, schema: { hide: true } }, (_, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=3600').send(css),
  )

  app.get(
    '/privacy',
    { config, schema: { summary: 'The privacy page', produces: ['text/html'] } },
    async ({ ctx }, reply) => {
      const { page: current, edition } = await publish(ctx)
      return reply.type(page).send(renderPrivacyPage(current, edition))
    },
  )

  app.get(
    '/privacy.json',
    { config, schema: { summary: 'The privacy page as data', response: { 200: z.custom<PrivacyPage>() } } },
    async ({ ctx }, reply) => {
      const { page: current, edition } = await publish(ctx)
      return reply.header('etag', `"${edition.hash}"`).send(current)
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
    async ({ ctx, params }, reply) => {
      const { page: past, edition } = await readVersion(ctx, params.hash)
      return reply.type(page).send(renderPrivacyPage(past, edition))
    },
  )
}
