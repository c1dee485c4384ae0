import {
  ChangeBilling,
  ChangeOrganization,
  NewOrganization,
  Organization,
  OrganizationParams,
  OrganizationSummary,
} from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizeOrganization } from '../rights/authorize-organization.ts'
import { changeBilling, changeOrganization } from './change-organization.ts'
import { createOrganization } from './create-organization.ts'
import { listOrganizations } from './list-organizations.ts'
import { readOrganization } from './read-organization.ts'
import { requestDeletion, withdrawDeletion } from './request-deletion.ts'

const none = z.null()
const path = '/api/organizations/:organizationId'

export const organizationRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/organizations',
    {
      config: { permission: 'platform' },
      schema: { summary: 'All organizations of the installation', response: { 200: z.array(OrganizationSummary) } },
    },
    ({ ctx }) => listOrganizations(ctx),
  )

  app.post(
    '/api/organizations',
    {
      config: { permission: 'platform' },
      schema: {
        summary: 'Make an organization and invite its first owner',
        body: NewOrganization,
        response: { 201: z.object({ organization: Organization, link: z.url().nullable() }) },
      },
    },
    async ({ ctx, body }, reply) => reply.code(201).send(await createOrganization(ctx, body)),
  )

  app.get(
    path,
    {
      config: { permission: 'organization:view' },
      schema: { summary: 'An organization', params: OrganizationParams, response: { 200: Organization } },
    },
    async ({ ctx, params }) =>
      readOrganization(ctx, { organization: await authorizeOrganization(ctx, params.organizationId, 'view') }),
  )

  app.patch(
    path,
    {
      config: { permission: 'organization:administer' },
      schema: {
        summary: 'Change an organization: name, code, where warnings go, as what its code lets people register',
        params: OrganizationParams,
        body: ChangeOrganization,
        response: { 200: Organization },
      },
    },
    async ({ ctx, params, body }) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'administer')
      return changeOrganization(ctx, { organization, change: body })
    },
  )

  await app.register(contactRoutes)
}

/** What those may do who look after the bills, or own it. */
const contactRoutes: FastifyPluginAsyncZod = async (app) => {
  app.patch(
    `${path}/billing`,
    {
      config: { permission: 'organization:bill' },
      schema: {
        summary: 'Change where bills go',
        params: OrganizationParams,
        body: ChangeBilling,
        response: { 200: Organization },
      },
    },
    async ({ ctx, params, body }) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'bill')
      return changeBilling(ctx, { organization, billingEmail: body.billingEmail })
    },
  )

  app.post(
    `${path}/deletion-request`,
    {
      config: { permission: 'organization:own' },
      schema: {
        summary: 'Ask to have the organization deleted',
        params: OrganizationParams,
        response: { 204: none },
      },
    },
    async ({ ctx, params }, reply) => {
      await requestDeletion(ctx, { organization: await authorizeOrganization(ctx, params.organizationId, 'own') })
      return reply.code(204).send(null)
    },
  )

  app.delete(
    `${path}/deletion-request`,
    {
      config: { permission: 'organization:own' },
      schema: { summary: 'Take that back', params: OrganizationParams, response: { 204: none } },
    },
    async ({ ctx, params }, reply) => {
      await withdrawDeletion(ctx, { organization: await authorizeOrganization(ctx, params.organizationId, 'own') })
      return reply.code(204).send(null)
    },
  )
}
