import {
  ChangeOrganizationRole,
  Invited,
  OrganizationInvite,
  OrganizationMember,
  OrganizationMemberParams,
  OrganizationParams,
  ResetLink,
} from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { changeRole } from '../members/change-role.ts'
import { inviteMember } from '../members/invite-member.ts'
import { makeResetLink } from '../members/make-reset-link.ts'
import { removeMember } from '../members/remove-member.ts'
import { resendInvitation } from '../members/resend-invitation.ts'
import { authorizeOrganization } from '../rights/authorize-organization.ts'
import { listOrganizationMembers } from './list-organization-members.ts'

const none = z.null()
const path = '/api/organizations/:organizationId/members'
const administer = { config: { permission: 'organization:administer' } } as const

export const organizationMemberRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    path,
    {
      config: { permission: 'organization:view' },
      schema: {
        summary: 'Members of the whole organization, and open invitations',
        params: OrganizationParams,
        response: { 200: z.array(OrganizationMember) },
      },
    },
    async ({ ctx, params }) =>
      listOrganizationMembers(ctx, { organization: await authorizeOrganization(ctx, params.organizationId, 'view') }),
  )

  app.post(
    path,
    {
      ...administer,
      schema: {
        summary: 'Invite somebody to the whole organization; the link goes by e-mail, or is shown this once',
        params: OrganizationParams,
        body: OrganizationInvite,
        response: { 201: Invited },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'administer')
      return reply.code(201).send(await inviteMember(ctx, { ...body, organization }))
    },
  )

  app.post(
    `${path}/:userId/invitation`,
    {
      ...administer,
      schema: {
        summary: 'Send an invitation again, by a new link',
        params: OrganizationMemberParams,
        response: { 201: Invited },
      },
    },
    async ({ ctx, params }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'administer')
      return reply.code(201).send(await resendInvitation(ctx, { organization, userId: params.userId }))
    },
  )

  await app.register(changeRoutes)
}

/** What changes those who are members already. */
const changeRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    `${path}/:userId/reset-link`,
    {
      config: { permission: 'organization:own' },
      schema: {
        summary: 'Make a link for a new password, where no e-mails are sent; shown this once',
        params: OrganizationMemberParams,
        response: { 201: ResetLink },
      },
    },
    async ({ ctx, params }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'own')
      return reply.code(201).send(await makeResetLink(ctx, { organization, userId: params.userId }))
    },
  )

  app.patch(
    `${path}/:userId`,
    {
      ...administer,
      schema: {
        summary: 'Change a member’s role in the organization',
        params: OrganizationMemberParams,
        body: ChangeOrganizationRole,
        response: { 204: none },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'administer')
      await changeRole(ctx, { organization, userId: params.userId, role: body.role })
      return reply.code(204).send(null)
    },
  )

  app.delete(
    `${path}/:userId`,
    {
      ...administer,
      schema: {
        summary: 'Remove a member or an invitation from the organization',
        params: OrganizationMemberParams,
        response: { 204: none },
      },
    },
    async ({ ctx, params }, reply) => {
      const organization = await authorizeOrganization(ctx, params.organizationId, 'administer')
      await removeMember(ctx, { organization, userId: params.userId })
      return reply.code(204).send(null)
    },
  )
}
