import {
  AskReset,
  ChangeEmail,
  ChangeEntrance,
  ChangeProfile,
  CompleteRegistration,
  ConfirmEmail,
  Entrance,
  Register,
  RegistrationDetails,
  RegistrationOutcome,
  RegistrationParams,
  ResetPassword,
} from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { setLogin } from '../login/cookies.ts'
import { visitOf } from '../login/device.ts'
import { limitSignIns } from '../login/limit-sign-ins.ts'
import { askReset } from './ask-reset.ts'
import { completeRegistration, readRegistration } from './complete-registration.ts'
import { askEmail, changeProfile, confirmEmail } from './profile.ts'
import { register } from './register.ts'
import { changeRegistration, registration } from './registration.ts'
import { resetPassword } from './reset-password.ts'

const none = z.null()
const open = { config: { permission: 'public' } } as const
const account = { config: { permission: 'account' } } as const

export const entranceRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/entrance',
    {
      ...open,
      schema: { summary: 'Who may register here, and whether e-mails are sent', response: { 200: Entrance } },
    },
    async ({ ctx }) => ({ mail: ctx.mail !== undefined, registration: await registration(ctx) }),
  )

  app.patch(
    '/api/entrance',
    {
      config: { permission: 'platform' },
      schema: { summary: 'Say who may register here', body: ChangeEntrance, response: { 204: none } },
    },
    async ({ ctx, body }, reply) => {
      await changeRegistration(ctx, body.registration)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/account/profile',
    { ...account, schema: { summary: 'Change one’s name and language', body: ChangeProfile, response: { 204: none } } },
    async ({ ctx, body }, reply) => {
      await changeProfile(ctx, body)
      return reply.code(204).send(null)
    },
  )

  await app.register(limitedRoutes)
}

/** Whoever guesses tokens and codes, or has e-mails sent, has to use one of these. */
const limitedRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('preHandler', limitSignIns)

  app.post(
    '/api/account/email',
    {
      ...account,
      schema: { summary: 'Have a link sent to a new e-mail address', body: ChangeEmail, response: { 202: none } },
    },
    async (request, reply) => {
      await askEmail(request.ctx, request.body, visitOf(request))
      return reply.code(202).send(null)
    },
  )

  app.post(
    '/api/confirm-email',
    { ...open, schema: { summary: 'Confirm a new e-mail address', body: ConfirmEmail, response: { 204: none } } },
    async ({ ctx, body }, reply) => {
      await confirmEmail(ctx, body)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/ask-reset',
    { ...open, schema: { summary: 'Ask for a new password by e-mail', body: AskReset, response: { 202: none } } },
    async ({ ctx, body }, reply) => {
      await askReset(ctx, body)
      return reply.code(202).send(null)
    },
  )

  app.post(
    '/api/reset-password',
    { ...open, schema: { summary: 'Choose a new password', body: ResetPassword, response: { 204: none } } },
    async ({ ctx, body }, reply) => {
      await resetPassword(ctx, body)
      return reply.code(204).send(null)
    },
  )

  await app.register(registrationRoutes)
}

/** Whoever makes an account by themselves. */
const registrationRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/api/registrations',
    { ...open, schema: { summary: 'Register; a link goes to the address', body: Register, response: { 202: none } } },
    async ({ ctx, body }, reply) => {
      await register(ctx, body)
      return reply.code(202).send(null)
    },
  )

  app.get(
    '/api/registrations/:token',
    {
      ...open,
      schema: {
        summary: 'What a confirmed registration asks for next',
        params: RegistrationParams,
        response: { 200: RegistrationDetails },
      },
    },
    ({ ctx, params }) => readRegistration(ctx, params),
  )

  app.post(
    '/api/complete-registration',
    {
      ...open,
      schema: {
        summary: 'Confirm the address and make the account, or ask for it',
        body: CompleteRegistration,
        response: { 200: RegistrationOutcome },
      },
    },
    async (request, reply) => {
      const admission = await completeRegistration(request.ctx, request.body, visitOf(request))
      if (admission && !('pending' in admission)) setLogin(request, reply, admission)
      return { state: admission ? ('in' as const) : ('waiting' as const) }
    },
  )
}
