import {
  ChangeSignOn,
  DomainParams,
  NewDomain,
  OrganizationParams,
  RequireSecondStep,
  SignOn,
  SignOnDomain,
} from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizeOrganization } from '../rights/authorize-organization.ts'
import { changeSignOn } from './change-sign-on.ts'
import { addDomain, proveDomain, removeDomain, vouchForDomain } from './domains.ts'
import { readSignOn } from './read-sign-on.ts'
import { removeSignOn } from './remove-sign-on.ts'
import { requireSecondStep } from './require-second-step.ts'

const config = { permission: 'organization:administer' } as const
const base = '/api/organizations/:organizationId'

/** How an organization lets its members in. */
export const signOnSettingsRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    `${base}/sign-on`,
    { config, schema: { summary: 'How members sign in', params: OrganizationParams, response: { 200: SignOn } } },
    async ({ ctx, params }) => readSignOn(ctx, await authorizeOrganization(ctx, params.organizationId, 'administer')),
  )

  app.patch(
    `${base}/sign-on`,
    {
      config,
      schema: {
        summary: 'Set the identity provider; it is asked at once',
        params: OrganizationParams,
        body: ChangeSignOn,
        response: { 200: SignOn },
      },
    },
    async ({ ctx, params, body }) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'administer')
      await changeSignOn(ctx, { organization, change: body })
      return readSignOn(ctx, organization)
    },
  )

  app.delete(
    `${base}/sign-on`,
    {
      config,
      schema: { summary: 'Remove the identity provider', params: OrganizationParams, response: { 204: z.null() } },
    },
    async ({ ctx, params }, reply) => {
      await removeSignOn(ctx, await authorizeOrganization(ctx, params.organizationId, 'administer'))
      return reply.code(204).send(null)
    },
  )

  app.patch(
    `${base}/second-step`,
    {
      config,
      schema: {
        summary: 'Whether members need two-step sign-in',
        params: OrganizationParams,
        body: RequireSecondStep,
        response: { 204: z.null() },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'administer')
      await requireSecondStep(ctx, { organization, ...body })
      return reply.code(204).send(null)
    },
  )

  await app.register(domainRoutes)
}

const domainRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    `${base}/sign-on/domains`,
    {
      config,
      schema: {
        summary: 'Claim a domain',
        params: OrganizationParams,
        body: NewDomain,
        response: { 201: SignOnDomain },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'administer')
      return reply.code(201).send(await addDomain(ctx, { organization, ...body }))
    },
  )

  app.post(
    `${base}/sign-on/domains/:domainId/prove`,
    {
      config,
      schema: { summary: 'Look the domain’s proof up in DNS', params: DomainParams, response: { 200: SignOnDomain } },
    },
    async ({ ctx, params }) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'administer')
      return proveDomain(ctx, { organization, domainId: params.domainId })
    },
  )

  app.post(
    `${base}/sign-on/domains/:domainId/vouch`,
    {
      config: { permission: 'platform' },
      schema: { summary: 'Say as operator whose domain it is', params: DomainParams, response: { 200: SignOnDomain } },
    },
    async ({ ctx, params }) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'administer')
      return vouchForDomain(ctx, { organization, domainId: params.domainId })
    },
  )

  app.delete(
    `${base}/sign-on/domains/:domainId`,
    { config, schema: { summary: 'Give a domain up', params: DomainParams, response: { 204: z.null() } } },
    async ({ ctx, params }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'administer')
      await removeDomain(ctx, { organization, domainId: params.domainId })
      return reply.code(204).send(null)
    },
  )
}
