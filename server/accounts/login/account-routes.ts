import {
  deviceCookie,
  LoginSession,
  LoginSessionParams,
  PasswordAgain,
  RecoveryCodes,
  SecondStep,
  SecondStepCode,
  SecondStepSecret,
} from '@vitrine/protocol'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { endLogins } from './end-logins.ts'
import { limitSignIns } from './limit-sign-ins.ts'
import { listLogins } from './list-logins.ts'
import { beginSecondStep } from './second-step/begin-second-step.ts'
import { confirmSecondStep } from './second-step/confirm-second-step.ts'
import { endSecondStep } from './second-step/end-second-step.ts'
import { readSecondStep } from './second-step/read-second-step.ts'
import { renewRecoveryCodes } from './second-step/renew-recovery-codes.ts'

const config = { permission: 'account' } as const
const none = z.null()
const deviceOf = ({ cookies }: FastifyRequest) => cookies[deviceCookie.name]

/** What members look after themselves: where they are signed in, and the second step. */
export const ownLoginRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/account/sessions',
    { config, schema: { summary: 'Where you are signed in', response: { 200: z.array(LoginSession) } } },
    ({ ctx }) => listLogins(ctx),
  )

  app.delete(
    '/api/account/sessions',
    { config, schema: { summary: 'Sign out everywhere else', response: { 204: none } } },
    async ({ ctx }, reply) => {
      await endLogins(ctx, 'others')
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/api/account/sessions/:sessionId',
    { config, schema: { summary: 'Sign out there', params: LoginSessionParams, response: { 204: none } } },
    async ({ ctx, params }, reply) => {
      await endLogins(ctx, params)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/account/second-step',
    { config, schema: { summary: 'Your two-step sign-in', response: { 200: SecondStep } } },
    ({ ctx }) => readSecondStep(ctx),
  )

  await app.register(secondStepRoutes)
}

const secondStepRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('preHandler', limitSignIns)

  app.post(
    '/api/account/second-step',
    {
      config,
      schema: {
        summary: 'A secret for your authenticator app',
        body: PasswordAgain,
        response: { 201: SecondStepSecret },
      },
    },
    async (request, reply) => reply.code(201).send(await beginSecondStep(request.ctx, request.body, deviceOf(request))),
  )

  app.post(
    '/api/account/second-step/confirm',
    {
      config,
      schema: {
        summary: 'Switch two-step sign-in on by a first code; recovery codes are shown this once',
        body: SecondStepCode,
        response: { 200: RecoveryCodes },
      },
    },
    (request) => confirmSecondStep(request.ctx, request.body, deviceOf(request)),
  )

  app.post(
    '/api/account/second-step/off',
    {
      config,
      schema: { summary: 'Switch two-step sign-in off', body: PasswordAgain, response: { 204: none } },
    },
    async (request, reply) => {
      await endSecondStep(request.ctx, request.body, deviceOf(request))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/account/recovery-codes',
    {
      config,
      schema: {
        summary: 'New recovery codes; the old ones end',
        body: PasswordAgain,
        response: { 200: RecoveryCodes },
      },
    },
    (request) => renewRecoveryCodes(request.ctx, request.body, deviceOf(request)),
  )
}
