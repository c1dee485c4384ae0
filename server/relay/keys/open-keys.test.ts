import type { IncomingMessage } from 'node:http'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import type { Context } from '../../context.ts'
import { openDatabase } from '../../platform/db/open.ts'
import { redisEphemeral } from '../../platform/ephemeral/redis.ts'
import { atEnd } from '../../testing/cleanup.ts'
import { testContext } from '../../testing/context.ts'
import { sharedServer } from '../../testing/database.ts'
import { redisProgram } from '../../testing/redis.ts'
import { seedMember, seedProject } from '../../testing/seed.ts'
import { askFor } from '../../testing/servers.ts'
import { publishKeyNews } from './key-news.ts'
import type { Keys } from './known-key.ts'
import { believedMs, openKeys } from './open-keys.ts'
import { seedKey } from './testing/seed-key.ts'

let now = new Date()
const ctx = { ...(await testContext()), now: () => now }
const { organizationId, projectId, userId } = await seedProject(ctx)
const absentMs = 1_001

async function open(of: Context = ctx, how?: { pauseMs: number }): Promise<Keys> {
  const keys = await openKeys(of, how)
  atEnd(() => keys.close())
  return keys
}
const revoke = (id: string) =>
  ctx.control.db.updateTable('api_keys').set({ revoked_at: now, ends_at: now }).where('id', '=', id).execute()
const from = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage

test('a key is found with everything that limits it: asked for once, then known at once', async () => {
  const keys = await open()
  const { id, secret } = await seedKey(ctx, {
    organization_id: organizationId,
    project_id: projectId,
    member_id: userId,
    concurrent: 3,
    spend_per_month: '9007199254740993000',
  })
  const limit = (requests: number, of: object) => ({
    id: crypto.randomUUID(),
    organization_id: organizationId,
    requests_per_minute: requests,
    own_keys: false,
    ...of,
  })
  const foreign = await seedProject(ctx)
  await ctx.control.db
    .insertInto('relay_limits')
    .values([
      limit(30, {}),
      limit(20, { project_id: projectId }),
      limit(10, { member_id: userId }),
      { ...limit(1, {}), organization_id: foreign.organizationId },
    ])
    .execute()
  const asked = keys.find(secret)
  expect(asked).toBeInstanceOf(Promise)
  const known = await asked
  expect(known).toMatchObject({
    id,
    organizationId,
    limits: {
      key: { concurrent: 3, spendPerMonth: 9_007_199_254_740_993_000n },
      member: { requestsPerMinute: 10 },
      project: { requestsPerMinute: 20 },
      organization: { requestsPerMinute: 30 },
    },
  })
  expect(keys.find(secret)).toBe(known)
})

test('what is no key is refused without asking; what may be one is asked for once a second', async () => {
  const keys = await open()
  for (const odd of ['', 'vk-', 'sk-1', `vk-${'a'.repeat(42)}`, `vk-${'a'.repeat(1e6)}`])
    expect(keys.find(odd)).toEqual({ refused: 'unknown' })
  const guess = `vk-${'a'.repeat(43)}`
  const [one, other] = [keys.find(guess), keys.find(guess)]
  expect(await one).toEqual({ refused: 'unknown' })
  expect(await other).toEqual({ refused: 'unknown' })
  expect(keys.find(guess)).toEqual({ refused: 'unknown' })
  now = new Date(now.getTime() + absentMs)
  expect(keys.find(guess)).toBeInstanceOf(Promise)
})

test('a key ends by time, by being revoked, and with its member’s leaving', async () => {
  const keys = await open()
  const member = await seedMember(ctx, { organizationId, role: 'developer' })
  const ending = await seedKey(ctx, { organization_id: organizationId, ends_at: new Date(now.getTime() + 5_000) })
  const theirs = await seedKey(ctx, { organization_id: organizationId, member_id: member })
  expect(await keys.find(ending.secret)).toMatchObject({ id: ending.id })
  expect(await keys.find(theirs.secret)).toMatchObject({ memberId: member })
  now = new Date(now.getTime() + 5_000)
  expect(keys.find(ending.secret)).toEqual({ refused: 'expired' })
  await ctx.control.db.deleteFrom('agent_memberships').where('user_id', '=', member).execute()
  await publishKeyNews(ctx, { organizationId })
  await vi.waitFor(async () => expect(await keys.find(theirs.secret)).toEqual({ refused: 'revoked' }))
})

test('a key for networks works from there only; proxies are believed where they are ours', async () => {
  const keys = await open({ ...ctx, config: { ...ctx.config, trustedProxies: ['10.0.0.0/8'] } })
  const { secret } = await seedKey(ctx, {
    organization_id: organizationId,
    networks: ['192.0.2.0/24', '2001:db8::/32', '198.51.100.7'],
  })
  const ends = async (...place: Parameters<typeof from>) => 'id' in (await keys.find(secret, from(...place)))
  expect(await ends('192.0.2.9')).toBe(true)
  expect(await ends('::ffff:192.0.2.9')).toBe(true)
  expect(await ends('2001:db8::1')).toBe(true)
  expect(await ends('198.51.100.7')).toBe(true)
  expect(await ends('198.51.100.8')).toBe(false)
  expect(await ends('203.0.113.1', '192.0.2.9')).toBe(false)
  expect(await ends('10.1.1.1', '192.0.2.9')).toBe(true)
  expect(await ends('10.1.1.1', '192.0.2.9, 203.0.113.1')).toBe(false)
  expect(await ends('10.1.1.1', '203.0.113.1, 192.0.2.9, 10.2.2.2')).toBe(true)
  expect(await ends('10.1.1.1', 'nonsense')).toBe(false)
  expect(await keys.find(secret)).toEqual({ refused: 'network' })
})

test.skipIf(!redisProgram())('revoked through one node, it stops at once on another', async () => {
  const { url } = await askFor('redis')
  const node = async () => {
    const ephemeral = await redisEphemeral({ url, onError: () => {} })
    atEnd(() => ephemeral.close())
    return { ...ctx, control: { ...ctx.control, ephemeral } }
  }
  const [a, b] = [await node(), await node()]
  const keys = await open(b, { pauseMs: 3_600_000 })
  const { id, secret } = await seedKey(ctx, { organization_id: organizationId })
  expect(await keys.find(secret)).toMatchObject({ id })
  await revoke(id)
  expect(keys.find(secret)).toMatchObject({ id })
  await publishKeyNews(a, { keyId: id })
  await vi.waitFor(async () => expect(await keys.find(secret)).toEqual({ refused: 'revoked' }))
})

test('what nobody told of is found all the same', async () => {
  const keys = await open(ctx, { pauseMs: 20 })
  const [revoked, erased] = [
    await seedKey(ctx, { organization_id: organizationId }),
    await seedKey(ctx, { organization_id: organizationId }),
  ]
  for (const { id, secret } of [revoked, erased]) expect(await keys.find(secret)).toMatchObject({ id })
  await revoke(revoked.id)
  await ctx.control.db.deleteFrom('api_keys').where('id', '=', erased.id).execute()
  await vi.waitFor(async () => expect(await keys.find(revoked.secret)).toEqual({ refused: 'revoked' }))
  await vi.waitFor(async () => expect(await keys.find(erased.secret)).toEqual({ refused: 'unknown' }))
})

test('without a database known keys go on for an hour, and nobody is told that theirs is unknown', async () => {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(ctx.control.db)
  const name = rows[0]?.name ?? ''
  const server = openDatabase({ ...(await sharedServer()), database: 'postgres' }, { max: 1, onError() {} })
  atEnd(() => server.destroy())
  const [known, stranger] = [
    await seedKey(ctx, { organization_id: organizationId }),
    await seedKey(ctx, { organization_id: organizationId }),
  ]
  const keys = await open(ctx, { pauseMs: 20 })
  expect(await keys.find(known.secret)).toMatchObject({ id: known.id })
  await sql`alter database ${sql.id(name)} with allow_connections false`.execute(server)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`.execute(server)
  const began = now
  try {
    expect(keys.find(known.secret)).toMatchObject({ id: known.id })
    expect(await keys.find(stranger.secret)).toEqual({ refused: 'unavailable' })
    now = new Date(began.getTime() + believedMs - 1_000)
    expect(keys.find(known.secret)).toMatchObject({ id: known.id })
    now = new Date(began.getTime() + believedMs + 1_000)
    expect(await keys.find(known.secret)).toEqual({ refused: 'unavailable' })
  } finally {
    await sql`alter database ${sql.id(name)} with allow_connections true`.execute(server)
    now = began
  }
  for (const { id, secret } of [known, stranger])
    await vi.waitFor(async () => expect(await keys.find(secret)).toMatchObject({ id }), { timeout: 20_000 })
})
