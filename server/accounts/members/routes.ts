import {
  ChangeRole,
  Invite,
  InviteDetails,
  Invited,
  InviteParams,
  Member,
  MemberParams,
  ProjectParams,
} from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { limitSignIns } from '../login/limit-sign-ins.ts'
import { authorizeProject } from '../rights/authorize-project.ts'
import { changeRole } from './change-role.ts'
import { inviteMember } from './invite-member.ts'
import { listMembers } from './list-members.ts'
import { readInvite } from './read-invite.ts'
import { removeMember } from './remove-member.ts'
import { resendInvitation } from './resend-invitation.ts'

const none = z.null()

export const memberRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/projects/:projectId/members',
    {
      config: { permission: 'project:view' },
      schema: { summary: 'Members and open invitations', params: ProjectParams, response: { 200: z.array(Member) } },
    },
    async ({ ctx, params }) => listMembers(ctx, { project: await authorizeProject(ctx, params.projectId, 'view') }),
  )

  app.post(
    '/api/projects/:projectId/members',
    {
      config: { permission: 'project:administer' },
      schema: {
        summary: 'Invite somebody; the link goes by e-mail, or is shown this once',
        params: ProjectParams,
        body: Invite,
        response: { 201: Invited },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const project = await authorizeProject(ctx, params.projectId, 'administer')
      return reply.code(201).send(await inviteMember(ctx, { ...body, project }))
    },
  )

  app.post(
    '/api/projects/:projectId/members/:userId/invitation',
    {
      config: { permission: 'project:administer' },
      schema: { summary: 'Send an invitation again, by a new link', params: MemberParams, response: { 201: Invited } },
    },
    async ({ ctx, params }, reply) => {
      const project = await authorizeProject(ctx, params.projectId, 'administer')
      return reply.code(201).send(await resendInvitation(ctx, { project, userId: params.userId }))
    },
  )

  app.patch(
    '/api/projects/:projectId/members/:userId',
    {
      config: { permission: 'project:administer' },
      schema: { summary: 'Change a member’s role', params: MemberParams, body: ChangeRole, response: { 204: none } },
    },
    async ({ ctx, params, body }, reply) => {
      const project = await authorizeProject(ctx, params.projectId, 'administer')
      await changeRole(ctx, { project, userId: params.userId, role: body.role })
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/api/projects/:projectId/members/:userId',
    {
      config: { permission: 'project:administer' },
      schema: { summary: 'Remove a member or an invitation', params: MemberParams, response: { 204: none } },
    },
    async ({ ctx, params }, reply) => {
      const project = await authorizeProject(ctx, params.projectId, 'administer')
      await removeMember(ctx, { project, userId: params.userId })
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/invites/:token',
    {
      config: { permission: 'public' },
      preHandler: limitSignIns,
      schema: { summary: 'Whom an invitation is for', params: InviteParams, response: { 200: InviteDetails } },
    },
    ({ ctx, params }) => readInvite(ctx, params),
  )
}
