import { z } from 'zod'
import type { Actor, Context } from '../../../context.ts'
import { testContext } from '../../../testing/context.ts'
import { ProblemError } from '../../errors.ts'
import { type AppOptions, createApp } from '../create-app.ts'
import type { Permission } from '../permission.ts'

type Line = { level: string; message: string } & Record<string, unknown>
/** What has been logged. */
export const lines: Line[] = []
const say =
  (level: string) =>
  (message: string, fields: object = {}) =>
    void lines.push({ level, message, ...fields })
const log = { info: say('info'), warn: say('warn'), error: say('error') }
export const ctx: Context = { ...(await testContext()), log }

const actors: Record<string, Actor> = {
  member: { kind: 'member', userId: 'u1', platformAdmin: false },
  admin: { kind: 'member', userId: 'u2', platformAdmin: true },
}
export const authenticate: AppOptions['authenticate'] = async (_, { bearer, access }) =>
  actors[bearer ?? access ?? ''] ?? { kind: 'anyone' }
/** A server whose settings differ in this; a bearer token or cookie `member` or `admin` signs in. */
export const make = (changes: Partial<Context['config']> = {}, more: Partial<AppOptions> = {}) =>
  createApp({ ctx: { ...ctx, config: { ...ctx.config, ...changes } }, name: 'Test', authenticate, ...more })
export type App = Awaited<ReturnType<typeof make>>

const Thing = z.object({ id: z.uuid(), name: z.string().min(2), more: z.object({ n: z.number() }).optional() })
export function addRoutes(app: App): void {
  const respond = { response: { 200: z.object({ actor: z.string() }) } }
  const permissions: Permission[] = [
    'public',
    'intake',
    'upload',
    'member',
    'project:view',
    'project:triage',
    'project:administer',
    'organization:administer',
    'platform',
  ]
  for (const permission of permissions)
    app.post(
      `/api/as/${permission.replace(':', '-')}`,
      { config: { permission }, schema: respond },
      ({ ctx: { actor } }) => ({ actor: actor.kind, leaked: 'secret' }),
    )
  const open = { permission: 'public' } as const
  app.put(
    '/api/things/:id',
    {
      config: open,
      schema: {
        summary: 'Change a thing',
        params: Thing.pick({ id: true }),
        body: Thing,
        querystring: z.object({ n: z.coerce.number().optional() }),
        response: { 200: Thing },
      },
    },
    ({ body }) => body,
  )
  app.get('/api/things/:id', { config: open, schema: respond }, () => ({ actor: 'x' }))
  app.get(
    '/api/broken',
    { config: open, schema: respond },
    () => ({ nothing: 'declared', password: 'hunter2' }) as never,
  )
  app.get('/api/bug', { config: open, schema: respond }, () => {
    throw Object.assign(new Error('password hunter2 of the database'), { statusCode: 418, code: 'SECRET' })
  })
  app.get('/api/outage', { config: open, schema: respond }, () => {
    throw Object.assign(new Error('connect ECONNREFUSED /private/socket'), { code: 'ECONNREFUSED', syscall: 'connect' })
  })
  app.get('/api/collision', { config: open, schema: respond }, () => {
    throw Object.assign(new Error('duplicate key value of platform_secrets'), { code: '23505' })
  })
  app.post('/api/body', { config: open, schema: { ...respond, body: z.unknown() } }, () => ({ actor: 'x' }))
  app.get('/api/slow', { config: open, handlerTimeout: 20, schema: respond }, () => new Promise(() => {}))
  app.get('/api/problem', { config: open, schema: respond }, () => {
    throw new ProblemError('too-many-requests', 'Too many.', 'Wait.', { field: 'name', retryAfterSeconds: 1.2 })
  })
  app.get('/api/long', { config: open, schema: { response: { 200: z.string() } } }, () => 'long '.repeat(10_000))
  app.get('/ip', { config: open }, ({ ip }) => ip)
}

/** A server with routes of every permission and every way to fail. */
export async function testApp(): Promise<App> {
  const app = await make()
  addRoutes(app)
  await app.ready()
  return app
}

export const id = '3b241101-e2bb-4255-8caf-4136c566a962'
