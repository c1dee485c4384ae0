import { DocumentComparison, DocumentHistory, VersionWhich } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { historyPage } from './formats/history-page.ts'
import { compareVersions, readHistory } from './history.ts'
import { publishDocument } from './publish.ts'
import { kindOf, type Shelf, sendCached, stylesheet } from './serve-document.ts'
import { Kind, page, type ShelfOf } from './shelf.ts'

/** So many steps back the page of changes goes; older ones can be compared one by one. */
const shown = 20

const chainOf = (kind: string, { scope }: Shelf) => ({ kind: kindOf(kind), projectId: scope.project?.id ?? null })

/** What changed in each document of a set: as page, as chain to check, between any two versions. */
export const historyRoutes =
  ({ base, permission, of, shelf: find }: ShelfOf): FastifyPluginAsyncZod =>
  async (app) => {
    const config = { permission }
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
      {
        config,
        schema: { summary: `What changed in a document of ${of}`, produces: ['text/html'], params: Kind.loose() },
      },
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
