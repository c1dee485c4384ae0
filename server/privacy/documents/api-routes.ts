import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { administrationDocumentsApi } from './administration-api.ts'
import { answersApi } from './answers-api.ts'
import { objectionsApi } from './objections/routes.ts'
import { projectDocumentsApi } from './project-api.ts'

/** What the dashboard needs to show, fill in and publish documents. */
export const documentApi: FastifyPluginAsyncZod = async (app) => {
  await app.register(projectDocumentsApi)
  await app.register(answersApi)
  await app.register(objectionsApi)
  await app.register(administrationDocumentsApi)
}
