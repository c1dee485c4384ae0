import type { FastifyInstance } from 'fastify'

/** A route says who may call it and, in the API, what it answers: fields beyond that are dropped. Else it can't exist. */
export function requireDeclaredRoutes(app: FastifyInstance): void {
  app.addHook('onRoute', ({ method, url, config, schema }) => {
    const route = `${String(method)} ${url}`
    if (!config?.permission) throw new Error(`Route ${route} has no permission. Write config: { permission: '…' }.`)
    const api = /^\/(api|v1)\//.test(url) && !schema?.hide
    if (api && !schema?.response)
      throw new Error(`Route ${route} has no response schema. Write schema: { response: { 200: … } }.`)
  })
}
