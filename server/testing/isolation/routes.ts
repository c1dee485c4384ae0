import type { Scope } from '@vitrine/protocol'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { needsSignIn, type Permission } from '../../platform/http/permission.ts'
import { scopeOfRoute } from '../../platform/http/scope.ts'

type JsonSchema = Record<string, unknown>
type Parameter = { readonly name: string; readonly required?: boolean; readonly schema: JsonSchema }
type Operation = {
  readonly parameters?: readonly (Parameter & { readonly in: string })[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> }
  readonly 'x-permission'?: Permission
}

/** An address of the published API, as its document describes it, and the checks that its body has to pass. */
export type Route = {
  readonly route: string
  readonly method: string
  /** `/api/reports/{reportId}` */
  readonly path: string
  readonly permission: Permission | undefined
  /** What an API token must be good for. */
  readonly scope: Scope
  readonly query: readonly Parameter[]
  readonly body: { readonly type: string; readonly schema: JsonSchema } | undefined
  readonly accepts: z.ZodType | undefined
}

export type Socket = { readonly url: string; readonly hears: z.ZodType; readonly tells: z.ZodType }

/** Listens, from before the first route is registered, for what the document leaves out. */
export function observeRoutes(app: FastifyInstance) {
  const bodies = new Map<string, z.ZodType>()
  const scopes = new Map<string, Scope>()
  const sockets: Socket[] = []
  const hidden: string[] = []
  app.addHook('onRoute', ({ method, url, schema, config }) => {
    const route = `${String(method)} ${url}`
    if (schema?.body) bodies.set(route, schema.body as z.ZodType)
    if (config?.scope) scopes.set(route, config.scope)
    if (config?.socket) sockets.push({ url, ...config.socket })
    else if (schema?.hide && method !== 'HEAD' && config && needsSignIn(config.permission)) hidden.push(route)
  })
  return { bodies, scopes, sockets, hidden }
}

/** Every address of `/openapi.json`. */
export function publishedRoutes(
  app: FastifyInstance,
  { bodies, scopes }: Pick<ReturnType<typeof observeRoutes>, 'bodies' | 'scopes'>,
): Route[] {
  const { paths = {} } = (
    app as unknown as { swagger: () => { paths?: Record<string, Record<string, Operation>> } }
  ).swagger()
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([verb, operation]) => {
      const method = verb.toUpperCase()
      const route = `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
      const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
      return {
        route,
        method,
        path,
        permission: operation['x-permission'],
        scope: scopes.get(route) ?? scopeOfRoute(operation['x-permission'] ?? 'public', method),
        query: (operation.parameters ?? []).filter((one) => one.in === 'query'),
        body: type && content ? { type, schema: content.schema } : undefined,
        accepts: bodies.get(route),
      }
    }),
  )
}
