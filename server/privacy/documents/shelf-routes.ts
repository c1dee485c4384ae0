import { DocumentComparison, DocumentHistory, VersionWhich } from '@vitrine/protocol'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Permission } from '../../platform/http/permission.ts'
import { historyPage } from './formats/history-page.ts'
import { indexPage } from './formats/index-page.ts'
import { compareVersions, readHistory } from './history.ts'
import { publishDocument } from './publish.ts'
import { kindOf, parseFile, type Shelf, sendCached, sendDocument, stylesheet } from './serve-document.ts'

const page = 'text/html; charset=utf-8'
/** So many steps back the page of changes goes; older ones can be compared one by one. */
const shown = 20

type Routes = {
  readonly base: string
  readonly permission: Permission
  /** Of what, for the summaries: "the installation". */
  readonly of: string
  /** Whose documents they are, from the request; throws where the reader may not see them. */
  readonly shelf: (request: FastifyRequest) => Promise<Shelf>
  readonly owner: (request: FastifyRequest, shelf: Shelf) => string
}

const chainOf = (kind: string, { scope }: Shelf) => ({ kind: kindOf(kind), projectId: scope.project?.id ?? null })

const Name = z.string().max(100)
const Kind = z.object({ kind: Name })

/** One set of documents at one address: list, each in each format, versions, what changed. */
export const shelfRoutes =
  ({ base, permission, of, shelf: find, owner }: Routes): FastifyPluginAsyncZod =>
  async (app) => {
    const config = { permission }
    const html = (summary: string) => ({ summary, produces: ['text/html'] })

    app.get(base, { config, schema: html(`The privacy documents of ${of}`) }, async (request, reply) => {
      const shelf = await find(request)
      const feeds = !shelf.scope.project
      const about = feeds
        ? 'What is published about this installation, rendered from the declarations by which the program itself works.'
        : `What is true of the project ${shelf.scope.project?.name}, with its own settings.`
      return sendCached(
        request,
        reply,
        page,
        indexPage({ base: shelf.base, stylesheet, owner: owner(request, shelf), about, feeds }),
      )
    })

    app.get(
      `${base}/:file`,
      {
        config,
        schema: {
          summary: `A document of ${of}, as page, Markdown, CSV, JSON, DPV (JSON-LD) or fideslang (YAML)`,
          params: z.looseObject({ file: Name }),
        },
      },
      async (request, reply) => {
        const { name, format } = parseFile(request.params.file)
        return sendDocument(request, reply, { kind: kindOf(name), shelf: await find(request) }, format)
      },
    )

    app.get(
      `${base}/:kind/versions/:file`,
      {
        config,
        schema: {
          summary: `A document of ${of} as it was published once, by number or hash`,
          params: Kind.loose().extend({ file: Name }),
        },
      },
      async (request, reply) => {
        const { name, format } = parseFile(request.params.file)
        const about = { kind: kindOf(request.params.kind), shelf: await find(request), past: name }
        return sendDocument(request, reply, about, format)
      },
    )

    app.get(
      `${base}/:kind/history.json`,
      {
        config,
        schema: {
          summary: `The chain of versions of a document of ${of}, to check it`,
          params: Kind.loose(),
          response: { 200: DocumentHistory },
        },
      },
      async (request) => {
        const shelf = await find(request)
        await publishDocument(request.ctx, kindOf(request.params.kind), shelf.scope)
        return readHistory(request.ctx, chainOf(request.params.kind, shelf))
      },
    )

    app.get(
      `${base}/:kind/history.html`,
      { config, schema: { ...html(`What changed in a document of ${of}`), params: Kind.loose() } },
      async (request, reply) => {
        const { ctx } = request
        const shelf = await find(request)
        const chain = chainOf(request.params.kind, shelf)
        await publishDocument(ctx, chain.kind, shelf.scope)
        const history = await readHistory(ctx, chain)
        const recent = history.versions.slice(0, shown + 1)
        const comparisons = await Promise.all(
          recent
            .slice(0, -1)
            .map(({ number }, n) =>
              compareVersions(ctx, chain, { from: String(recent[n + 1]?.number), to: String(number) }),
            ),
        )
        return sendCached(request, reply, page, historyPage({ history, comparisons, base: shelf.base, stylesheet }))
      },
    )

    app.get(
      `${base}/:kind/changes.json`,
      {
        config,
        schema: {
          summary: `What changed between two versions of a document of ${of}`,
          params: Kind.loose(),
          querystring: z.object({ from: VersionWhich.optional(), to: VersionWhich.optional() }),
          response: { 200: DocumentComparison },
        },
      },
      async (request) => {
        const shelf = await find(request)
        return compareVersions(request.ctx, chainOf(request.params.kind, shelf), request.query)
      },
    )
  }
