import {
  Balance,
  BalanceAlert,
  NewPayment,
  NewPrice,
  OrganizationParams,
  PriceEntry,
  PriceQuery,
  Statement,
  StatementQuery,
} from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizeOrganization } from '../accounts/index.ts'
import { changeAlert } from './change-alert.ts'
import { enterPayment } from './enter-payment.ts'
import { listPrices } from './prices/list-prices.ts'
import { setPrice } from './prices/set-price.ts'
import { readBalance } from './read-balance.ts'
import { readStatement, statementCsv } from './read-statement.ts'

const path = '/api/organizations/:organizationId/billing'
const bill = { config: { permission: 'organization:bill' } } as const
const platform = { config: { permission: 'platform' } } as const

export const billingRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    `${path}/balance`,
    {
      config: { permission: 'organization:view' },
      schema: {
        summary: 'What an organization has left to spend',
        params: OrganizationParams,
        response: { 200: Balance },
      },
    },
    async ({ ctx, params }) =>
      readBalance(ctx, { organization: await authorizeOrganization(ctx, params.organizationId, 'view') }),
  )

  app.get(
    `${path}/statement`,
    {
      ...bill,
      schema: {
        summary: 'What moved the balance in a month',
        params: OrganizationParams,
        querystring: StatementQuery,
        response: { 200: Statement },
      },
    },
    async ({ ctx, params, query }) =>
      readStatement(ctx, {
        organization: await authorizeOrganization(ctx, params.organizationId, 'bill'),
        month: query.month,
      }),
  )

  app.get(
    `${path}/statement.csv`,
    {
      ...bill,
      schema: {
        summary: 'The same as a table for spreadsheets',
        params: OrganizationParams,
        querystring: StatementQuery,
        response: { 200: z.string() },
      },
    },
    async ({ ctx, params, query }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'bill')
      const statement = await readStatement(ctx, { organization, month: query.month })
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="statement-${statement.month}.csv"`)
        .send(statementCsv(statement))
    },
  )

  app.put(
    `${path}/alert`,
    {
      ...bill,
      schema: {
        summary: 'Set below which balance a warning is sent',
        params: OrganizationParams,
        body: BalanceAlert,
        response: { 200: Balance },
      },
    },
    async ({ ctx, params, body }) =>
      changeAlert(ctx, {
        organization: await authorizeOrganization(ctx, params.organizationId, 'bill'),
        below: body.below,
      }),
  )

  await app.register(platformRoutes)
}

/** What those who run the installation may. */
const platformRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    `${path}/payments`,
    {
      ...platform,
      schema: {
        summary: 'Enter what an organization has paid, or a correction, once for each id',
        params: OrganizationParams,
        body: NewPayment,
        response: { 200: Balance },
      },
    },
    ({ ctx, params, body }) => enterPayment(ctx, { organizationId: params.organizationId, payment: body }),
  )

  app.get(
    '/api/relay/prices',
    {
      ...platform,
      schema: {
        summary: 'The price book with its history',
        querystring: PriceQuery,
        response: { 200: z.array(PriceEntry) },
      },
    },
    ({ ctx, query }) => listPrices(ctx, query),
  )

  app.post(
    '/api/relay/prices',
    {
      ...platform,
      schema: {
        summary: 'Set what a model costs us or our clients, or the margin on it',
        body: NewPrice,
        response: { 201: PriceEntry },
      },
    },
    async ({ ctx, body }, reply) => reply.code(201).send(await setPrice(ctx, body)),
  )
}
