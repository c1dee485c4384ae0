import { AcceptInvite, accessCookie, ChangePassword, FirstAdmin, Me, refreshCookie, SignIn } from '@vitrine/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { acceptInvite } from '../members/accept-invite.ts'
import { createFirstAdmin } from '../setup/create-first-admin.ts'
import { changePassword } from './change-password.ts'
import { clearLogin, setLogin } from './cookies.ts'
import { limitSignIns } from './limit-sign-ins.ts'
import type { Login } from './login-session.ts'
import { refreshLogin } from './refresh-login.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { whoAmI } from './who-am-i.ts'

const none = z.null()

async function signedIn(request: FastifyRequest, reply: FastifyReply, login: Login): Promise<Me> {
  setLogin(request, reply, login)
  return whoAmI({ ...request.ctx, actor: { kind: 'member', userId: login.userId, platformAdmin: false } })
}

export const loginRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/me',
    { config: { permission: 'member' }, schema: { summary: 'Who is signed in', response: { 200: Me } } },
    ({ ctx }) => whoAmI(ctx),
  )

  app.post(
    '/api/sign-out',
    { config: { permission: 'member' }, schema: { summary: 'End this sign-in', response: { 204: none } } },
    async (request, reply) => {
      await signOut(request.ctx, { access: request.cookies[accessCookie.name] ?? '' })
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
      schema: { summary: 'Sign in by e-mail address and password', body: SignIn, response: { 200: Me } },
    },
    async (request, reply) => signedIn(request, reply, await signIn(request.ctx, request.body)),
  )

  app.post(
    '/api/first-admin',
    {
      config: { permission: 'public' },
      schema: { summary: 'Use the one-time link of a fresh installation', body: FirstAdmin, response: { 200: Me } },
    },
    async (request, reply) => signedIn(request, reply, await createFirstAdmin(request.ctx, request.body)),
  )

  app.post(
    '/api/accept-invite',
    {
      config: { permission: 'public' },
      schema: { summary: 'Join a project by an invitation', body: AcceptInvite, response: { 200: Me } },
    },
    async (request, reply) => signedIn(request, reply, await acceptInvite(request.ctx, request.body)),
  )

  app.post(
    '/api/password',
    {
      config: { permission: 'member' },
      schema: {
        summary: 'Change the password; ends every other sign-in',
        body: ChangePassword,
        response: { 204: none },
      },
    },
    async (request, reply) => {
      setLogin(request, reply, await changePassword(request.ctx, request.body))
      return reply.code(204).send(null)
    },
  )
}
