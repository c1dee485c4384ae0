import type { FastifyInstance } from 'fastify'

const program = /^\/(api|v1)(?![\w-])/

/** One page for every address that `address` matches, but those of the API: programs are told what is wrong there. */
export function servePage(app: FastifyInstance, address: string, html: string): void {
  app.get(address, { config: { permission: 'public' }, schema: { hide: true } }, async ({ url }, reply) => {
    if (program.test(url)) return reply.callNotFound()
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(html)
  })
}
