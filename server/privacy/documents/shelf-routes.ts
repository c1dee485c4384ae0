import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { indexPage } from './formats/index-page.ts'
import { historyRoutes } from './history-routes.ts'
import { kindOf, parseFile, sendCached, sendDocument, stylesheet } from './serve-document.ts'
import { Kind, Name, page, type ShelfOf } from './shelf.ts'

/** One set of documents at one address: list, each in each format, versions, what changed. */
export const shelfRoutes =
  (set: ShelfOf): FastifyPluginAsyncZod =>
  async (app) => {
    const { base, permission, of, shelf: find, owner } = set
    const config = { permission }
    await app.register(historyRoutes(set))

    app.get(
      base,
      { config, schema: { summary: `The privacy documents of ${of}`, produces: ['text/html'] } },
      async (request, reply) => {
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
      },
    )

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
  }
