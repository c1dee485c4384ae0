import { createHash } from 'node:crypto'
import { documentOf } from '@vitrine/ledger'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { release } from '../../platform/release.ts'
import { circumstancesOf } from './circumstances.ts'
import { noticesFeed } from './feed.ts'
import { contentTypes, render } from './formats/render.ts'
import { parseFile, sendCached, stylesheet } from './serve-document.ts'

const config = { permission: 'public' } as const

/** What there is of the installation besides its shelf: feeds for its clients, and a record for its operator alone. */
export const installationRoutes: FastifyPluginAsyncZod = async (app) => {
  for (const format of ['rss', 'json'] as const)
    app.get(
      `/documents/sub-processors/feed.${format}`,
      { config, schema: { summary: `Changes of who receives data, as ${format === 'rss' ? 'RSS' : 'JSON Feed'}` } },
      async (request, reply) => {
        const feed = await noticesFeed(request.ctx)
        const [type, body] =
          format === 'rss' ? ['application/rss+xml', feed.rss2()] : ['application/feed+json', feed.json1()]
        return sendCached(request, reply, `${type}; charset=utf-8`, body)
      },
    )

  app.get(
    '/documents/administration/record-processor.:format',
    { config: { permission: 'platform' }, schema: { summary: 'The operator’s own record, which names the clients' } },
    async (request, reply) => {
      const { format } = parseFile(request.url.split('?', 1)[0] ?? '')
      const { ctx } = request
      const circumstances = await circumstancesOf(ctx, { withControllers: true })
      const document = documentOf('record-processor', ctx.declarations, circumstances)
      const hash = createHash('sha256').update(JSON.stringify(document)).digest('hex')
      const edition = {
        stylesheet,
        hash,
        publishedAt: ctx.now(),
        release,
        others: [],
        home: { label: 'Privacy documents', href: '/documents' },
      }
      const body = render(format, {
        document,
        edition,
        number: 0,
        now: { declarations: ctx.declarations, circumstances },
      })
      return reply.type(contentTypes[format]).header('cache-control', 'no-store').send(body)
    },
  )
}
