import swagger from '@fastify/swagger'
import { Problem } from '@vitrine/protocol'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { needsSignIn } from './permission.ts'

const failure = {
  description: 'What went wrong, and what to do about it.',
  content: { 'application/problem+json': { schema: Problem } },
}

/** `/openapi.json`, made from the schemas that the routes are checked by. Register it before the routes. */
export async function describeApi(app: FastifyInstance, name: string, publicUrl: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: name, version: '1' },
      servers: [{ url: publicUrl }],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
    transform: (document) => {
      const { schema, route } = document
      const described = { ...schema, response: { ...(schema?.response as object | undefined), default: failure } }
      const transformed = jsonSchemaTransform({ ...document, schema: described })
      const permission = route.config?.permission
      const security = permission && needsSignIn(permission) ? [{ token: [] }] : []
      return { ...transformed, schema: { ...transformed.schema, security, 'x-permission': permission } }
    },
  })
  app.get('/openapi.json', { config: { permission: 'public' }, schema: { hide: true } }, () => app.swagger())
}
