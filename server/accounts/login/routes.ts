import {
  AcceptInvite,
  ChangePassword,
  FirstAdmin,
  Me,
  refreshCookie,
  SecondStepAsked,
  SecondStepCode,
  SignIn,
  secondStepCookie,
} from '@vitrine/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { acceptInvite } from '../members/accept-invite.ts'
import { createFirstAdmin } from '../setup/create-first-admin.ts'
import type { Admission } from './admit.ts'
import { changePassword } from './change-password.ts'
import { clearLogin, setLogin, setPending } from './cookies.ts'
import { visitOf } from './device.ts'
import { limitSignIns } from './limit-sign-ins.ts'
import { refreshLogin } from './refresh-login.ts'
import { takeSecondStep } from './second-step/take-second-step.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { whoAmI } from './who-am-i.ts'

const none = z.null()

const admitted = { 200: Me, 202: SecondStepAsked }

/** 200 with who is signed in, or 202: a code is asked for. */
async function answerAdmission(request: FastifyRequest, reply: FastifyReply, admission: Admission) {
  if ('pending' in admission) {
    setPending(request, reply, admission.pending)
    return reply.code(202).send({ secondStep: true })
  }
  setLogin(request, reply, admission)
  const actor = { kind: 'member', userId: admission.userId, platformAdmin: false } as const
  return reply.code(200).send(await whoAmI({ ...request.ctx, actor }))
}

export const loginRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/me',
    { config: { permission: 'member' }, schema: { summary: 'Who is signed in', response: { 200: Me } } },
    ({ ctx }) => whoAmI(ctx),
  )

  app.post(
    '/api/sign-out',
    { config: { permission: 'account' }, schema: { summary: 'End this sign-in', response: { 204: none } } },
    async (request, reply) => {
      await signOut(request.ctx)
      clearLogin(request, reply)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/refresh',
    { config: { permission: 'public' }, schema: { summary: 'Renew the access cookie', response: { 204: none } } },
    async (request, reply) => {
      const refresh = request.cookies[refreshCookie.name] ?? ''
      setLogin(request, reply, await refreshLogin(request.ctx, { refresh }))
      return reply.code(204).send(null)
    },
  )

  await app.register(limitedRoutes)
}

/** Whoever guesses passwords or tokens has to use one of these. */
const limitedRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('preHandler', limitSignIns)

  app.post(
    '/api/sign-in',
    {
      config: { permission: 'public' },
      schema: { summary: 'Sign in by e-mail address and password', body: SignIn, response: admitted },
    },
    async (request, reply) =>
      answerAdmission(request, reply, await signIn(request.ctx, request.body, visitOf(request))),
  )

  app.post(
    '/api/sign-in/second-step',
    {
      config: { permission: 'public' },
      schema: {
        summary: 'The second step: a code of the authenticator app, or a recovery code',
        body: SecondStepCode,
        response: { 200: Me },
      },
    },
    async (request, reply) => {
      const pending = request.cookies[secondStepCookie.name] ?? ''
      const login = await takeSecondStep(request.ctx, { pending, code: request.body.code }, visitOf(request))
      return answerAdmission(request, reply, login)
    },
  )

  app.post(
    '/api/first-admin',
    {
      config: { permission: 'public' },
      schema: { summary: 'Use the one-time link of a fresh installation', body: FirstAdmin, response: admitted },
    },
    async (request, reply) =>
      answerAdmission(request, reply, await createFirstAdmin(request.ctx, request.body, visitOf(request))),
  )

  app.post(
    '/api/accept-invite',
    {
      config: { permission: 'public' },
      schema: { summary: 'Join a project by an invitation', body: AcceptInvite, response: admitted },
    },
    async (request, reply) =>
      answerAdmission(request, reply, await acceptInvite(request.ctx, request.body, visitOf(request))),
  )

  app.post(
    '/api/password',
    {
      config: { permission: 'account' },
      schema: {
        summary: 'Change the password; ends every other sign-in',
        body: ChangePassword,
        response: { 204: none },
      },
    },
    async (request, reply) => {
      setLogin(request, reply, await changePassword(request.ctx, request.body, visitOf(request)))
      return reply.code(204).send(null)
    },
  )
}
