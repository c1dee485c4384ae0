import { Readable } from 'node:stream'
import {
  HealthFilter,
  KeepRequests,
  OrganizationParams,
  RequestFilter,
  RequestHealth,
  RequestPage,
  UsageFilter,
  UsageSeries,
} from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizeOrganization } from '../../accounts/index.ts'
import { exportUsage } from './export-usage.ts'
import { keepRequests } from './keep-requests.ts'
import { listRequests } from './list-requests.ts'
import { readHealth } from './read-health.ts'
import { readUsage } from './read-usage.ts'

const base = '/api/organizations/:organizationId/relay'
const config = { permission: 'organization:view' } as const
const params = OrganizationParams

/** What an organization's requests to models were, used and cost. */
export const evidenceRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    `${base}/requests`,
    {
      config,
      schema: {
        summary: 'Requests to models, newest first; nothing of what was asked or answered',
        params,
        querystring: RequestFilter,
        response: { 200: RequestPage },
      },
    },
    async ({ ctx, params, query: filter }) =>
      listRequests(ctx, { organization: await authorizeOrganization(ctx, params.organizationId, 'view'), filter }),
  )

  app.patch(
    `${base}/requests`,
    {
      config: { permission: 'organization:administer' },
      schema: {
        summary: 'For how many days requests to models are logged',
        params,
        body: KeepRequests,
        response: { 204: z.null() },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'administer')
      await keepRequests(ctx, { organization, ...body })
      return reply.code(204).send(null)
    },
  )

  app.get(
    `${base}/health`,
    {
      config,
      schema: {
        summary: 'How fast and how well requests to models were answered',
        params,
        querystring: HealthFilter,
        response: { 200: RequestHealth },
      },
    },
    async ({ ctx, params, query: filter }) =>
      readHealth(ctx, { organization: await authorizeOrganization(ctx, params.organizationId, 'view'), filter }),
  )

  await app.register(usageRoutes)
}

const usageRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    `${base}/usage`,
    {
      config,
      schema: {
        summary: 'What requests to models used and cost, over time',
        params,
        querystring: UsageFilter,
        response: { 200: UsageSeries },
      },
    },
    async ({ ctx, params, query: filter }) =>
      readUsage(ctx, { organization: await authorizeOrganization(ctx, params.organizationId, 'view'), filter }),
  )

  app.get(
    `${base}/usage/export`,
    {
      config,
      handlerTimeout: 600_000,
      schema: {
        summary: 'What requests to models used and cost, as CSV',
        params,
        querystring: UsageFilter,
        response: { 200: z.unknown().describe('CSV') },
      },
    },
    async ({ ctx, params, query: filter }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'view')
      const lines = exportUsage(ctx, { organization, filter })
      // Asked for before the head is sent: what is refused is refused as a problem.
      const first = await lines.next()
      reply.headers({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="usage-${ctx.now().toISOString().slice(0, 10)}.csv"`,
        'cache-control': 'no-store',
      })
      return reply.send(Readable.from(joined(first.value ?? '', lines), { objectMode: false }))
    },
  )
}

async function* joined(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first
  yield* rest
}
