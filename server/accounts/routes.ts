import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { loginRoutes } from './login/routes.ts'
import { memberRoutes } from './members/routes.ts'
import { projectRoutes } from './projects/routes.ts'

export const accountRoutes: FastifyPluginAsyncZod = async (app) => {
  await app.register(loginRoutes)
  await app.register(memberRoutes)
  await app.register(projectRoutes)
}
