import { Readable } from 'node:stream'
import { AuditFilter, AuditHead, AuditPage, OrganizationParams } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { authorizeOrganization } from '../rights/authorize-organization.ts'
import { readAuditHead } from './audit-state.ts'
import { type AuditScope, exportAudit } from './export-audit.ts'
import { listAudit } from './list-audit.ts'

const longestExportMs = 3_600_000
const file = z.unknown().describe('NDJSON for "vitrine audit verify"')

async function* withNewlines(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`
}

const streamed = (ctx: Context, scope: AuditScope) =>
  Readable.from(withNewlines(exportAudit(ctx, scope)), { objectMode: false })
const asFile = (ctx: Context) =>
  ({
    'content-type': 'application/x-ndjson; charset=utf-8',
    'content-disposition': `attachment; filename="audit-${ctx.now().toISOString().slice(0, 10)}.ndjson"`,
    'cache-control': 'no-store',
  }) as const

export const auditRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/audit-head',
    {
      config: { permission: 'public' },
      schema: { summary: 'Where the audit chain ends, and the key that seals it', response: { 200: AuditHead } },
    },
    ({ ctx }) => readAuditHead(ctx),
  )

  app.get(
    '/api/organizations/:organizationId/audit',
    {
      config: { permission: 'organization:administer' },
      schema: {
        summary: 'Who did what in an organization',
        params: OrganizationParams,
        querystring: AuditFilter,
        response: { 200: AuditPage },
      },
    },
    async ({ ctx, params, query }) => {
      const { id } = await authorizeOrganization(ctx, params.organizationId, 'administer')
      return listAudit(ctx, { organizationId: id }, query)
    },
  )

  app.get(
    '/api/organizations/:organizationId/audit/export',
    {
      config: { permission: 'organization:administer' },
      handlerTimeout: longestExportMs,
      schema: {
        summary: 'The audit trail of an organization with its seals, as a file',
        params: OrganizationParams,
        response: { 200: file },
      },
    },
    async ({ ctx, params }, reply) => {
      const { id } = await authorizeOrganization(ctx, params.organizationId, 'administer')
      return reply.headers(asFile(ctx)).send(streamed(ctx, { organizationId: id }))
    },
  )

  app.get(
    '/api/administration/audit',
    {
      config: { permission: 'platform' },
      schema: {
        summary: 'Who did what in the whole installation',
        querystring: AuditFilter,
        response: { 200: AuditPage },
      },
    },
    ({ ctx, query }) => listAudit(ctx, {}, query),
  )

  app.get(
    '/api/administration/audit/export',
    {
      config: { permission: 'platform' },
      handlerTimeout: longestExportMs,
      schema: { summary: 'The whole audit trail with its seals, as a file', response: { 200: file } },
    },
    ({ ctx }, reply) => reply.headers(asFile(ctx)).send(streamed(ctx, {})),
  )
}
