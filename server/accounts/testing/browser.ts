import { accessCookie, refreshCookie } from '@vitrine/protocol'
import { fastify } from 'fastify'
import { type FastifyPluginAsyncZod, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Context } from '../../context.ts'
import { createApp } from '../../platform/http/create-app.ts'
import type { Permission } from '../../platform/http/permission.ts'
import { atEnd } from '../../testing/cleanup.ts'
import { authenticate } from '../login/authenticate.ts'
import type { Login } from '../login/login-session.ts'
import { accountRoutes } from '../routes.ts'

export async function openApp(ctx: Context, plugins: Plugins = [accountRoutes]) {
  const app = await createApp({ ctx, authenticate, name: 'Vitrine' })
  for (const plugin of plugins) await app.register(plugin)
  atEnd(() => app.close())
  return app
}
type Plugins = readonly FastifyPluginAsyncZod[]
type App = Awaited<ReturnType<typeof openApp>>
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Cookie = { readonly value: string; readonly path: string }

/** Every route of the API with what it asks of its caller. */
export async function declaredRoutes(plugins: Plugins) {
  const app = fastify()
  const routes: { route: string; permission: Permission; summary: string }[] = []
  app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler)
  app.addHook('onRoute', ({ method, url, config, schema }) => {
    if (method === 'HEAD' || schema?.hide || !config?.permission) return
    routes.push({ route: `${String(method)} ${url}`, permission: config.permission, summary: schema?.summary ?? '' })
  })
  for (const plugin of plugins) await app.register(plugin)
  await app.close()
  return routes
}

/** Keeps cookies and sends them where they belong, as a browser on our own pages does. */
export class Browser {
  readonly #app: App
  readonly cookies = new Map<string, Cookie>()

  constructor(app: App) {
    this.#app = app
  }

  signIn({ access, refresh = '' }: Login): void {
    this.cookies.set(accessCookie.name, { value: access, path: '/' })
    this.cookies.set(refreshCookie.name, { value: refresh, path: '/api/refresh' })
  }

  async send(method: Method, url: string, body?: object, headers: Record<string, string> = {}) {
    const fitting = [...this.cookies].filter(([, { path }]) => url.startsWith(path))
    const answer = await this.#app.inject({
      method,
      url,
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
      cookies: Object.fromEntries(fitting.map(([name, { value }]) => [name, value])),
      ...(body && { payload: body }),
    })
    for (const { name, value, path, maxAge } of answer.cookies)
      if (value === '' || maxAge === 0) this.cookies.delete(name)
      else this.cookies.set(name, { value, path: path ?? '/' })
    return answer
  }
}
