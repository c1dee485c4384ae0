import { ProjectParams } from '@vitrine/protocol'
import type { FastifyInstance } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { authenticate } from './accounts/index.ts'
import { projectNews } from './capture/index.ts'
import { createApp } from './platform/http/create-app.ts'
import { openMail } from './platform/mail/open-mail.ts'
import { serveSocket } from './platform/sockets/serve-socket.ts'
import { atEnd } from './testing/cleanup.ts'
import { testContext } from './testing/context.ts'
import { programs, unknowns } from './testing/isolation/callers.ts'
import { canariesOf } from './testing/isolation/canaries.ts'
import { type Probe, violations } from './testing/isolation/probe.ts'
import { observeRoutes, publishedRoutes } from './testing/isolation/routes.ts'
import { socketViolations } from './testing/isolation/sockets.ts'
import { buildWorld } from './testing/isolation/world.ts'
import { testMailServer } from './testing/mail-server.ts'
import { seedMember } from './testing/seed.ts'
import { routes } from './web.ts'

const ctx = await testContext({ mail: openMail((await testMailServer()).config) })
const theirs = await buildWorld(ctx, 'canary-theirs')
const mine = await buildWorld(ctx, 'canary-mine')

async function probeOf(plugins: readonly FastifyPluginAsyncZod[]) {
  const app = await createApp({ ctx, authenticate, name: 'Vitrine' })
  const { sockets, hidden, ...known } = observeRoutes(app)
  for (const plugin of [...routes, ...plugins]) await app.register(plugin)
  await app.listen({ port: 0, host: '127.0.0.1' })
  atEnd(() => app.close())
  const operator = await seedMember(ctx, { organizationId: mine.organizationId, role: null })
  await ctx.control.db.updateTable('users').set({ platform_admin: true }).where('id', '=', operator).execute()
  const canaries = await canariesOf(ctx, theirs, [mine])
  const probe: Probe = {
    ctx,
    app: app,
    theirs,
    mine,
    operator,
    canaries,
    unknowns: await unknowns(ctx, app, theirs.users.owner),
    programs: await programs(ctx, theirs, mine),
  }
  return { probe, published: publishedRoutes(probe.app, known), sockets, hidden }
}

test('each organization has a row in every table that is about organizations, and texts of its own', async () => {
  const empty = Object.entries(theirs.things).filter(([, ids]) => ids.length === 0)
  const withIds = new Set(ctx.declarations.tables.filter(({ columns }) => columns['id']).map(({ name }) => name))
  expect(empty.map(([name]) => name).filter((name) => withIds.has(name))).toEqual([])
  const canaries = await canariesOf(ctx, theirs, [mine])
  expect(canaries.length).toBeGreaterThan(30)
})

test('nobody gets at another organization’s things, by any message of any socket', { timeout: 120_000 }, async () => {
  const { probe, sockets } = await probeOf([])
  expect(sockets.map(({ url }) => url)).toContain('/api/socket')
  for (const socket of sockets) expect(await socketViolations(probe, socket)).toEqual([])
})

const leaky: FastifyPluginAsyncZod = async (app) => {
  const read = (id: string) =>
    ctx.control.db.selectFrom('projects').select('name').where('id', '=', id).executeTakeFirst()
  app.get(
    '/api/projects/:projectId/leak',
    {
      config: { permission: 'project:administer' },
      schema: { summary: 'Leaks', params: ProjectParams, response: { 200: z.unknown() } },
    },
    ({ params }) => read(params.projectId),
  )
  app.post(
    '/api/leaks',
    {
      config: { permission: 'member' },
      schema: { summary: 'Changes', body: z.object({ reportId: z.uuid() }), response: { 404: z.unknown() } },
    },
    async ({ body }, reply) => {
      await ctx.control.db.updateTable('reports').set({ status: 'closed' }).where('id', '=', body.reportId).execute()
      return reply.code(404).send({})
    },
  )
  app.get(
    '/api/leaks/:oddityId',
    {
      config: { permission: 'member' },
      schema: { summary: 'Odd', params: z.object({ oddityId: z.uuid() }), response: { 200: z.unknown() } },
    },
    async () => ({}),
  )
  app.post(
    '/api/leaks/odd',
    {
      config: { permission: 'member' },
      schema: {
        summary: 'Odd',
        body: z.object({ text: z.string().refine((text) => text === 'open sesame') }),
        response: { 200: z.unknown() },
      },
    },
    async () => ({}),
  )
}

test('a route that leaks, changes or can’t be tried is caught without a test of its own', {
  timeout: 60_000,
}, async () => {
  const { probe, published } = await probeOf([leaky])
  const caught = await violations(
    probe,
    published.filter(({ path }) => /leak/.test(path)),
  )
  for (const expected of [
    /^GET \S+leak: another organization’s owner gets 200/,
    /^GET \S+leak: another organization’s owner is told "canary-theirs shop"/,
    /^GET \S+leak: another organization’s owner can tell it from nothing/,
    /^GET \S+leak: project viewer gets 200, and has not the right project:administer/,
    /^POST \/api\/leaks: rows or files of the other organization have changed/,
    /^GET \/api\/leaks\/:oddityId: write in server\/testing\/isolation\/ids.ts what "oddityId" names/,
    /^POST \/api\/leaks\/odd: no body .* add \.meta/,
  ])
    expect(caught).toContainEqual(expect.stringMatching(expected))
})

const leakySocket: FastifyPluginAsyncZod = async (app) => {
  serveSocket(app as unknown as FastifyInstance, {
    url: '/api/leaky-socket',
    hears: z.object({ kind: z.literal('listen'), projectId: z.uuid() }),
    tells: z.object({ kind: z.string(), projectId: z.uuid().optional(), code: z.string().optional() }),
    refused: (code) => ({ kind: 'refused', code }),
    hear: async ({ projectId }, { ctx, keep, tell }) =>
      keep(projectId, () =>
        ctx.control.ephemeral.subscribe(projectNews.key({ id: projectId }), (text) => tell(JSON.parse(text))),
      ),
  })
}

test('a socket that leaks is caught as well', { timeout: 60_000 }, async () => {
  const { probe, sockets } = await probeOf([leakySocket])
  const [leak] = sockets.filter(({ url }) => url === '/api/leaky-socket')
  const caught = leak ? await socketViolations(probe, leak) : []
  expect(caught).toContainEqual(expect.stringMatching(/^socket \S+: a stranger hears/))
})

// The last, because whoever has the right changes things as well.
test('nobody gets at another organization’s things, by any published route', { timeout: 600_000 }, async () => {
  const { probe, published, hidden } = await probeOf([])
  // What the document hides it can't be tried by.
  expect(hidden).toEqual([])
  expect(await violations(probe, published)).toEqual([])
})
