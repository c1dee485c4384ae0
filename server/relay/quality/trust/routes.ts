import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Trust } from '@vitrine/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Context } from '../../../context.ts'
import { readTrust } from './read-trust.ts'
import { stylesheet, trustPage } from './trust-page.ts'

const config = { permission: 'public' } as const
/** However many look at it, the database is asked once in so long. */
const freshMs = 60_000

/** Caches may keep it and must ask whether it is still the same. */
function sendFresh(request: FastifyRequest, reply: FastifyReply, body: string): FastifyReply {
  const tag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 32)}"`
  reply.header('etag', tag).header('cache-control', 'no-cache').header('vary', 'accept-encoding')
  return request.headers['if-none-match'] === tag ? reply.code(304).send() : reply.send(body)
}

/** The page on which everybody sees how models answer, and the same as data. */
export const trustRoutes: FastifyPluginAsyncZod = async (app) => {
  const css = await readFile(new URL('model-quality.css', import.meta.url), 'utf8')
  let known: { readonly until: number; readonly trust: Promise<Trust> } | undefined
  const current = (ctx: Context): Promise<Trust> => {
    const now = ctx.now().getTime()
    if (!known || known.until <= now) {
      const trust = readTrust(ctx)
      known = { until: now + freshMs, trust }
      trust.catch(() => {
        known = undefined
      })
    }
    return known.trust
  }

  app.get(stylesheet, { config, schema: { hide: true } }, (_, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=3600').send(css),
  )

  app.get(
    '/model-quality',
    { config, schema: { summary: 'How models answer, for everybody', produces: ['text/html'] } },
    async (request, reply) => {
      const page = trustPage(await current(request.ctx), request.ctx.config.operator.name)
      return sendFresh(request, reply.type('text/html; charset=utf-8'), page)
    },
  )

  app.get(
    '/model-quality.json',
    { config, schema: { summary: 'How models answer, for everybody, as data', response: { 200: Trust } } },
    ({ ctx }) => current(ctx),
  )
}
