import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { documentOf, type PrivacyPage } from '@vitrine/ledger'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizeProject } from '../../accounts/index.ts'
import { ProblemError } from '../../platform/errors.ts'
import { release } from '../../platform/release.ts'
import { documentApi } from './api-routes.ts'
import { circumstancesOf } from './circumstances.ts'
import { noticesFeed } from './feed.ts'
import { contentTypes, render } from './formats/render.ts'
import { pageOf, publishDocument } from './publish.ts'
import { projectByToken, publicBase } from './published-project.ts'
import { parseFile, renderedDocument, sendCached, sendDocument, stylesheet } from './serve-document.ts'
import { shelfRoutes } from './shelf-routes.ts'

const config = { permission: 'public' } as const
const ofInstallation = { base: '/documents', scope: {} } as const
const Token = z.object({ token: z.string().regex(/^[\w-]{43}$/) })
const Project = z.object({ projectId: z.uuid() })

/** What does not even look like one is answered like one that isn't there. */
function read<T>(shape: z.ZodType<T>, params: unknown): T {
  const found = shape.safeParse(params)
  if (!found.success) throw new ProblemError('not-found', 'There are no documents here.', 'Check the address.')
  return found.data
}

/** The installation's documents and those that projects made public; and each project's for its members. */
export const documentRoutes: FastifyPluginAsyncZod = async (app) => {
  const css = await readFile(new URL('privacy.css', import.meta.url), 'utf8')

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

  await app.register(documentApi)
  await app.register(
    shelfRoutes({
      base: '/documents',
      permission: 'public',
      of: 'the installation',
      shelf: async () => ofInstallation,
      owner: ({ ctx }) => ctx.config.operator.name,
    }),
  )

  await app.register(
    shelfRoutes({
      base: `${publicBase}/:token`,
      permission: 'public',
      of: 'a project that shows them to everybody',
      shelf: async ({ ctx, params }) => {
        const { token } = read(Token, params)
        return { base: `${publicBase}/${token}`, scope: { project: await projectByToken(ctx, token) } }
      },
      owner: (_, { scope }) => scope.project?.name ?? '',
    }),
  )

  await app.register(
    shelfRoutes({
      base: '/documents/projects/:projectId',
      permission: 'project:view',
      of: 'a project',
      shelf: async ({ ctx, params }) => {
        const { projectId } = read(Project, params)
        const project = await authorizeProject(ctx, projectId, 'view')
        return { base: `/documents/projects/${projectId}`, scope: { project } }
      },
      owner: (_, { scope }) => scope.project?.name ?? '',
    }),
  )
}
