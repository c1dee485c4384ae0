import { Keys } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { showKeys } from './show-keys.ts'

export const keyRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/administration/keys',
    {
      config: { permission: 'platform' },
      schema: { summary: 'Which root keys there are, and what is under which of them', response: { 200: Keys } },
    },
    ({ ctx }) => showKeys(ctx),
  )
}
