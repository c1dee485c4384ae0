import { ApiToken, ApiTokenParams, CreatedApiToken, NewApiToken } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { signInRequired } from '../rights/authorize-project.ts'
import { tokensOf } from './api-token.ts'
import { createToken } from './create-token.ts'
import { revokeToken } from './revoke-token.ts'

const config = { permission: 'account' } as const

export const tokenRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/account/tokens',
    { config, schema: { summary: 'Your API tokens', response: { 200: z.array(ApiToken) } } },
    async ({ ctx }) => {
      if (ctx.actor.kind !== 'member') throw signInRequired()
      return tokensOf(ctx, ctx.actor.userId)
    },
  )

  app.post(
    '/api/account/tokens',
    {
      config,
      schema: {
        summary: 'Make an API token; it is shown this once',
        body: NewApiToken,
        response: { 201: CreatedApiToken },
      },
    },
    async ({ ctx, body }, reply) => reply.code(201).send(await createToken(ctx, body)),
  )

  app.delete(
    '/api/account/tokens/:tokenId',
    { config, schema: { summary: 'Revoke an API token', params: ApiTokenParams, response: { 204: z.null() } } },
    async ({ ctx, params }, reply) => {
      await revokeToken(ctx, params)
      return reply.code(204).send(null)
    },
  )
}
