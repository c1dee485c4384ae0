import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { authorizeOrganization } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { recipientsInUse } from '../../privacy/recipients-in-use.ts'
import { testConfig } from '../../testing/config.ts'
import { asMember, testContext } from '../../testing/context.ts'
import { seedMember, seedProject } from '../../testing/seed.ts'
import { changeChannel } from './channels/change-channel.ts'
import { createChannel } from './channels/create-channel.ts'
import { listChannels } from './channels/list-channels.ts'
import { removeChannel } from './channels/remove-channel.ts'
import { testChannel } from './channels/test-channel.ts'
import { ensureSimulatedSupply } from './ensure-simulated-supply.ts'
import { openSupply } from './open-supply.ts'
import { createCredential } from './own/create-credential.ts'
import { listCredentials } from './own/list-credentials.ts'
import { listModels } from './own/list-models.ts'
import { changeRoute } from './routes/change-route.ts'
import { createRoute } from './routes/create-route.ts'
import { listRoutes } from './routes/list-routes.ts'
import { removeRoute } from './routes/remove-route.ts'
import type { Supply } from './supply.ts'
import { sampleCredential } from './testing/sample-supply.ts'

const goodKey = 'sk-a-very-good-key'
const asked: { url: string; authorization: string | undefined }[] = []
/** A provider that knows one key, and sends whoever comes to /moved elsewhere. */
const server = createServer((request, response) => {
  const { url = '', headers } = request
  asked.push({ url, authorization: headers.authorization })
  if (url.startsWith('/moved')) response.writeHead(302, { location: '/v1/models' }).end()
  else response.writeHead(headers.authorization === `Bearer ${goodKey}` ? 200 : 401).end('{"secret":"of the answer"}')
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const simulatorUrl = 'http://127.0.0.1:1'

let ctx: Context
let admin: Context
let open: Supply[] = []

beforeEach(async () => {
  asked.length = 0
  ctx = await testContext({ config: { ...testConfig('/nowhere'), privateProviders: true, simulatorUrl } })
  const { organizationId } = await seedProject(ctx)
  const userId = await seedMember(ctx, { organizationId, role: null })
  await ctx.control.db.updateTable('users').set({ platform_admin: true }).where('id', '=', userId).execute()
  admin = asMember(ctx, userId, true)
  return async () => {
    for (const supply of open) await supply.close()
    open = []
  }
})
afterAll(() => server.close())

const compatible = (key = goodKey) => ({
  provider: 'openai-compatible',
  name: 'Ours',
  baseUrl: `${url}/v1`,
  fields: { key },
})
const to = (channelId: string, model = 'their-model') => ({ channelId, model, priority: 0, weight: 2 })
const routeOf = (model: string, channelId: string, organizationId: string | null = null) =>
  createRoute(admin, { model, strategy: 'priority', attempts: 2, targets: [to(channelId)], organizationId })

async function supplied(everyMs = 3_600_000): Promise<Supply> {
  const supply = await openSupply(ctx, everyMs)
  open.push(supply)
  return supply
}

const soon = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 20 })
const problem = (code: string, field?: string) => expect.objectContaining({ code, ...(field && { field }) })

describe('channels', () => {
  test('a credential is tried on entry, encrypted, and never shown again', async () => {
    const channel = await createChannel(admin, { ...compatible(), region: 'eu', concurrent: 7 })
    expect(channel).toMatchObject({ state: 'on', region: 'eu', concurrent: 7, weight: 1, baseUrl: `${url}/v1` })
    expect(channel.testedAt).not.toBeNull()
    expect(asked).toEqual([{ url: '/v1/models', authorization: `Bearer ${goodKey}` }])
    expect(JSON.stringify([channel, await listChannels(admin)])).not.toContain(goodKey)
    const { rows } = await sql<{ all: string }>`select relay_channels::text as all from relay_channels`.execute(
      ctx.control.db,
    )
    expect(rows[0]?.all).not.toContain(goodKey)
    expect(rows[0]?.all).not.toContain(Buffer.from(goodKey).toString('hex'))
    const { rows: entries } = await sql`select * from audit_log where action = 'relay-channel.created'`.execute(
      ctx.control.db,
    )
    expect(entries).toHaveLength(1)
  })

  test('a credential that is refused leaves nothing behind, and the answer is told to nobody', async () => {
    const refused = await createChannel(admin, compatible('sk-bad')).catch((error: Error) => error)
    expect(refused).toEqual(problem('invalid-request', 'fields'))
    expect(String(refused)).not.toMatch(/sk-bad|of the answer/)
    expect(await listChannels(admin)).toEqual([])
    await expect(createChannel(admin, { ...compatible(), baseUrl: `${url}/moved` })).rejects.toThrow('302')
    expect(asked.at(-1)?.url).toBe('/moved/models')
    const gone = { ...compatible(), baseUrl: 'http://127.0.0.1:9/v1' }
    await expect(createChannel(admin, gone)).rejects.toEqual(problem('invalid-request', 'baseUrl'))
  })

  test.each([
    [{ baseUrl: 'https://user:pass@example.com' }, 'baseUrl'],
    [{ baseUrl: 'https://example.com/v1?key=1' }, 'baseUrl'],
    [{ baseUrl: 'http://example.com/v1' }, 'baseUrl'],
    [{ baseUrl: undefined }, 'baseUrl'],
    [{ provider: 'openai' }, 'baseUrl'],
    [{ provider: 'nobody' }, 'provider'],
    [{ provider: 'constructor' }, 'provider'],
    [{ provider: 'openai', baseUrl: undefined, fields: {} }, 'fields.key'],
    [{ fields: { key: goodKey, other: 'x' } }, 'fields.other'],
    [
      { provider: 'azure-openai', baseUrl: undefined, fields: { key: 'k', resource: 'evil.example/' } },
      'fields.resource',
    ],
    [
      {
        provider: 'aws-bedrock',
        baseUrl: undefined,
        fields: { region: 'x@evil.example#', accessKeyId: 'a', secretAccessKey: 's' },
      },
      'fields.region',
    ],
  ])('%j is refused before anybody is called', async (change, field) => {
    const entered = { ...compatible(), ...change } as Parameters<typeof createChannel>[1]
    await expect(createChannel(admin, entered)).rejects.toEqual(problem('invalid-request', field))
    expect(asked).toEqual([])
    expect(await listChannels(admin)).toEqual([])
  })

  test('private addresses only where the operator allows them', async () => {
    const strict = { ...admin, config: { ...ctx.config, privateProviders: false } }
    for (const baseUrl of [`${url}/v1`, 'https://localhost', 'https://[::1]/', 'https://169.254.169.254/latest'])
      await expect(createChannel(strict, { ...compatible(), baseUrl })).rejects.toEqual(
        problem('invalid-request', 'baseUrl'),
      )
  })

  test('a change that is no good changes nothing; a new address wants its credential anew', async () => {
    const { id } = await createChannel(admin, compatible())
    const change = (given: object) => changeChannel(admin, { channelId: id, change: given })
    await expect(change({ fields: { key: 'sk-bad' } })).rejects.toEqual(problem('invalid-request', 'fields'))
    await expect(change({ baseUrl: `${url}/v2` })).rejects.toEqual(problem('invalid-request', 'fields.key'))
    expect((await testChannel(admin, id)).baseUrl).toBe(`${url}/v1`)
    const changed = await change({ baseUrl: `${url}/v2`, fields: { key: goodKey }, weight: 5, state: 'draining' })
    expect(changed).toMatchObject({ baseUrl: `${url}/v2`, weight: 5, state: 'draining' })
    expect(await change({ name: 'Another' })).toMatchObject({ name: 'Another', baseUrl: `${url}/v2` })
  })

  test('one that a route leads to is not removed', async () => {
    const { id } = await createChannel(admin, compatible())
    const route = await routeOf('m', id)
    await expect(removeChannel(admin, id)).rejects.toEqual(problem('conflict'))
    await removeRoute(admin, route.id)
    await removeChannel(admin, id)
    expect([await listChannels(admin), await listRoutes(admin)]).toEqual([[], []])
    await expect(removeChannel(admin, id)).rejects.toEqual(problem('not-found'))
  })

  test('members do none of this', async () => {
    const { userId } = await seedProject(ctx)
    const member = asMember(ctx, userId)
    const id = crypto.randomUUID()
    const attempts = [
      () => listChannels(member),
      () => createChannel(member, compatible()),
      () => changeChannel(member, { channelId: id, change: {} }),
      () => testChannel(member, id),
      () => removeChannel(member, id),
      () => listRoutes(member),
      () => createRoute(member, { model: 'm', strategy: 'priority', attempts: 1, targets: [] }),
    ]
    for (const attempt of attempts) await expect(attempt()).rejects.toEqual(problem('not-allowed'))
    expect(asked).toEqual([])
  })

  test('model providers are told of once there is one', async () => {
    const inUse = async () => (await recipientsInUse(ctx)).map(({ id }) => id)
    expect(await inUse()).not.toContain('model-provider')
    await createChannel(admin, compatible())
    expect(await inUse()).toContain('model-provider')
    expect(await inUse()).not.toContain('own-model-provider')
  })
})

describe('routes', () => {
  test('each model once, and through channels that are open to it', async () => {
    const { organizationId } = await seedProject(ctx)
    const shared = await createChannel(admin, compatible())
    const theirs = await createChannel(admin, { ...compatible(), organizationId })
    const route = await routeOf('m', shared.id)
    await expect(routeOf('m', shared.id)).rejects.toEqual(problem('conflict', 'model'))
    await routeOf('m', theirs.id, organizationId)
    await expect(routeOf('n', theirs.id)).rejects.toEqual(problem('invalid-request', 'targets.0.channelId'))
    await expect(routeOf('n', crypto.randomUUID())).rejects.toEqual(problem('invalid-request', 'targets.0.channelId'))
    await expect(routeOf('n', shared.id, crypto.randomUUID())).rejects.toEqual(
      problem('invalid-request', 'organizationId'),
    )
    const change = { strategy: 'cost' as const, attempts: 4, targets: [to(shared.id, 'x'), to(shared.id, 'y')] }
    expect(await changeRoute(admin, { routeId: route.id, change })).toMatchObject(change)
    expect((await listRoutes(admin)).flatMap(({ targets }) => targets)).toHaveLength(3)
  })
})

describe('supply', () => {
  test('follows every change, in memory', async () => {
    const supply = await supplied()
    const { organizationId } = await seedProject(ctx)
    const { id } = await createChannel(admin, { ...compatible(), weight: 3, concurrent: 9 })
    const { id: routeId } = await routeOf('m', id)
    await soon(() => expect(supply.route('m', organizationId)).toBeDefined())
    const route = supply.route('m', organizationId)
    expect(route).toMatchObject({ id: routeId, strategy: 'priority', attempts: 2 })
    expect(route?.targets).toMatchObject([{ model: 'their-model', dialect: 'openai', priority: 0, weight: 6 }])
    const [target] = route?.targets ?? []
    expect(target?.channel).toMatchObject({ id, billed: true, concurrent: 9, baseUrl: `${url}/v1`, state: 'on' })
    expect(await target?.channel.credential()).toEqual({ key: goodKey })
    expect(JSON.stringify(route)).not.toContain(goodKey)
    await changeChannel(admin, { channelId: id, change: { state: 'draining' } })
    await soon(() => expect(supply.route('m', organizationId)?.targets[0]?.channel.state).toBe('draining'))
    await removeRoute(admin, routeId)
    await soon(() => expect(supply.route('m', organizationId)).toBeUndefined())
  })

  test('an organization’s own route goes before that of all, and is nobody else’s', async () => {
    const { organizationId, userId } = await seedProject(ctx)
    const { organizationId: other } = await seedProject(ctx)
    const { id } = await createChannel(admin, compatible())
    const [all, theirs] = [await routeOf('m', id), await routeOf('m', id, organizationId)]
    await routeOf('only-theirs', id, organizationId)
    const supply = await supplied()
    expect([supply.route('m', organizationId)?.id, supply.route('m', other)?.id]).toEqual([theirs.id, all.id])
    expect(supply.route('only-theirs', other)).toBeUndefined()
    const ids = (organization: string) => supply.models(organization).map((model) => model.id)
    expect([ids(organizationId).toSorted(), ids(other)]).toEqual([['m', 'only-theirs'], ['m']])
    const organization = await authorizeOrganization(asMember(ctx, userId), organizationId, 'view')
    expect((await listModels(ctx, organization)).map((model) => model.id).toSorted()).toEqual(['m', 'only-theirs'])
  })

  test('without the database it goes on with what it has, and catches up afterwards', async () => {
    const { id } = await createChannel(admin, compatible())
    const { id: routeId } = await routeOf('m', id)
    const errors: string[] = []
    const log = { ...ctx.log, error: (message: string) => void errors.push(message) }
    const supply = await openSupply({ ...ctx, log }, 10)
    open.push(supply)
    await sql`alter table relay_channels rename to away`.execute(ctx.control.db)
    await soon(() => expect(errors).toHaveLength(1))
    expect(await supply.route('m', 'o')?.targets[0]?.channel.credential()).toEqual({ key: goodKey })
    await sql`alter table away rename to relay_channels`.execute(ctx.control.db)
    await removeRoute(admin, routeId)
    await soon(() => expect(supply.route('m', 'o')).toBeUndefined())
    expect(errors).toHaveLength(1)
  })
})

describe('an organization’s own credentials', () => {
  const keep = async (organizationId: string, provider: string, tested = true) =>
    (await sampleCredential(ctx, organizationId, { provider, tested })).credentialId

  test('are found by the model, by the provider or by their id; never another organization’s', async () => {
    const [{ organizationId }, { organizationId: other }] = [await seedProject(ctx), await seedProject(ctx)]
    const openai = await keep(organizationId, 'openai')
    const anthropic = await keep(organizationId, 'anthropic')
    const vllm = await keep(organizationId, 'vllm')
    await keep(organizationId, 'mistral', false)
    const supply = await supplied()
    const found = (model: string, which?: string, organization = organizationId) =>
      supply.ownRoute(model, organization, which)?.targets.map(({ channel, model }) => [channel.id, model])
    expect(found('gpt-5')).toEqual([[openai, 'gpt-5']])
    expect(found('claude-x')).toEqual([[anthropic, 'claude-x']])
    expect(found('vllm/qwen')).toEqual([[vllm, 'qwen']])
    expect(found('qwen', 'vllm')).toEqual([[vllm, 'qwen']])
    expect(found('qwen', openai)).toEqual([[openai, 'qwen']])
    expect(found('qwen')).toBeUndefined()
    expect(found('mistral-large')).toBeUndefined()
    expect(found('gpt-5', undefined, other)).toBeUndefined()
    expect(found('gpt-5', openai, other)).toBeUndefined()
    const [target] = supply.ownRoute('gpt-5', organizationId)?.targets ?? []
    expect(target?.channel.billed).toBe(false)
    expect(await target?.channel.credential()).toEqual({ key: 'sk-of-openai' })
  })

  test('lead to public addresses only, and not to what the operator has set up', async () => {
    const { organizationId, userId } = await seedProject(ctx)
    await createChannel(admin, compatible())
    await ctx.control.db
      .updateTable('relay_channels')
      .set({ hosts: ['llm.example'] })
      .execute()
    const member = asMember(ctx, userId)
    const organization = await authorizeOrganization(member, organizationId, 'develop')
    asked.length = 0
    for (const baseUrl of [`${url}/v1`, simulatorUrl, 'https://127.0.0.1/v1', 'https://llm.example/v1'])
      await expect(
        createCredential(member, { organization, credential: { ...compatible(), baseUrl } }),
      ).rejects.toEqual(problem('invalid-request', 'baseUrl'))
    expect([asked, await listCredentials(member, organization)]).toEqual([[], []])
  })
})

test('a newcomer has models without a key; what the operator removes stays removed', async () => {
  await ensureSimulatedSupply(ctx, { url: simulatorUrl })
  await ensureSimulatedSupply(ctx, { url: simulatorUrl })
  const supply = await supplied()
  const ids = () => supply.models('o').map(({ id }) => id)
  expect(ids()).toEqual(['sim-large', 'sim-reasoning', 'sim-small'])
  expect(supply.route('sim-large', 'o')?.targets[0]?.channel.baseUrl).toBe(simulatorUrl)
  expect((await recipientsInUse(ctx)).map(({ id }) => id)).not.toContain('model-provider')
  const [route] = await listRoutes(admin)
  await removeRoute(admin, route?.id ?? '')
  const moved = { ...ctx, config: { ...ctx.config, simulatorUrl: 'http://127.0.0.1:2' } }
  await ensureSimulatedSupply(moved, { url: 'http://127.0.0.1:2' })
  await soon(() => expect(supply.route('sim-small', 'o')?.targets[0]?.channel.baseUrl).toBe('http://127.0.0.1:2'))
  expect(ids()).toEqual(['sim-reasoning', 'sim-small'])
  expect(await listChannels(admin)).toHaveLength(1)
})
