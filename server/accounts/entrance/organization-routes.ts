import {
  ApproveRequest,
  CodeParams,
  Invited,
  MadeCode,
  NewCode,
  OrganizationParams,
  RegistrationCode,
  RegistrationRequest,
  RequestParams,
} from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizeOrganization } from '../rights/authorize-organization.ts'
import { listCodes, makeCode, withdrawCode } from './codes.ts'
import { approveRequest, declineRequest, listRequests } from './requests.ts'

const none = z.null()
const administer = { config: { permission: 'organization:administer' } } as const
const codes = '/api/organizations/:organizationId/registration-codes'
const requests = '/api/organizations/:organizationId/registration-requests'

/** How people come into an organization other than by invitation. */
export const organizationEntranceRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    codes,
    {
      ...administer,
      schema: {
        summary: 'Codes with which people register',
        params: OrganizationParams,
        response: { 200: z.array(RegistrationCode) },
      },
    },
    async ({ ctx, params }) =>
      listCodes(ctx, { organization: await authorizeOrganization(ctx, params.organizationId, 'administer') }),
  )

  app.post(
    codes,
    {
      ...administer,
      schema: {
        summary: 'Make such a code; it is shown this once',
        params: OrganizationParams,
        body: NewCode,
        response: { 201: MadeCode },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'administer')
      return reply.code(201).send(await makeCode(ctx, { ...body, organization }))
    },
  )

  app.delete(
    `${codes}/:codeId`,
    { ...administer, schema: { summary: 'Withdraw a code', params: CodeParams, response: { 204: none } } },
    async ({ ctx, params }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'administer')
      await withdrawCode(ctx, { organization, codeId: params.codeId })
      return reply.code(204).send(null)
    },
  )

  await app.register(requestRoutes)
}

/** Those who wait to be let in. */
const requestRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    requests,
    {
      ...administer,
      schema: {
        summary: 'Who asks to be let in',
        params: OrganizationParams,
        response: { 200: z.array(RegistrationRequest) },
      },
    },
    async ({ ctx, params }) =>
      listRequests(ctx, { organization: await authorizeOrganization(ctx, params.organizationId, 'administer') }),
  )

  app.post(
    `${requests}/:requestId`,
    {
      ...administer,
      schema: {
        summary: 'Let somebody in; they get an invitation',
        params: RequestParams,
        body: ApproveRequest,
        response: { 201: Invited },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'administer')
      const { requestId } = params
      return reply.code(201).send(await approveRequest(ctx, { organization, requestId, role: body.role }))
    },
  )

  app.delete(
    `${requests}/:requestId`,
    { ...administer, schema: { summary: 'Decline a request', params: RequestParams, response: { 204: none } } },
    async ({ ctx, params }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'administer')
      await declineRequest(ctx, { organization, requestId: params.requestId })
      return reply.code(204).send(null)
    },
  )
}
