import { BeginSignOn, FindSignOn, FoundSignOn, SignOnBegun, signOnCookie } from '@vitrine/protocol'
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { setLogin } from '../login/cookies.ts'
import { visitOf } from '../login/device.ts'
import { limitSignIns } from '../login/limit-sign-ins.ts'
import { beginSignOn } from './begin-sign-on.ts'
import { finishSignOn } from './finish-sign-on.ts'
import { SignOnError } from './identity.ts'
import { providerFor } from './provider.ts'

const config = { permission: 'public' } as const

/** `lax`: the way back from the provider begins on another site. */
const attributes = ({ ctx }: FastifyRequest) =>
  ({
    path: '/api/sign-on',
    httpOnly: true,
    sameSite: 'lax',
    secure: ctx.config.publicUrl.startsWith('https:'),
  }) as const

/** Signing on at an organization's own identity provider. */
export const signOnRoutes: FastifyPluginAsyncZod = async (app) => {
  app.addHook('preHandler', limitSignIns)

  app.post(
    '/api/sign-on/find',
    { config, schema: { summary: 'How an address signs in', body: FindSignOn, response: { 200: FoundSignOn } } },
    async ({ ctx, body }) => {
      const provider = await providerFor(ctx, body.email)
      return { signOn: provider !== undefined, password: !provider?.row.only_sign_on }
    },
  )

  app.post(
    '/api/sign-on/begin',
    { config, schema: { summary: 'Where to sign on', body: BeginSignOn, response: { 200: SignOnBegun } } },
    async (request, reply) => {
      const { location, browser } = await beginSignOn(request.ctx, request.body)
      const maxAge = signOnCookie.ttl.seconds
      reply.setCookie(signOnCookie.name, browser, { ...attributes(request), maxAge })
      return { location }
    },
  )

  app.get(
    '/api/sign-on/callback',
    {
      config,
      schema: {
        summary: 'Where identity providers send browsers back to',
        querystring: z.looseObject({}),
        response: { 303: z.null() },
      },
    },
    async (request, reply) => {
      reply.clearCookie(signOnCookie.name, attributes(request))
      const address = new URL(request.url, request.ctx.config.publicUrl)
      const browser = request.cookies[signOnCookie.name] ?? ''
      try {
        const { login, next } = await finishSignOn(request.ctx, { address, browser }, visitOf(request))
        setLogin(request, reply, login)
        return await reply.redirect(next, 303)
      } catch (error) {
        if (!(error instanceof SignOnError)) throw error
        return reply.redirect(`/sign-in?problem=${error.problem}`, 303)
      }
    },
  )
}
