import { NewRelayKey, RelayLimits, SetRelayLimits } from '@vitrine/protocol'
import { expect, test, vi } from 'vitest'
import { authorizeOrganization } from '../../accounts/index.ts'
import { atEnd } from '../../testing/cleanup.ts'
import { as, asMember, testContext } from '../../testing/context.ts'
import { seedMember, seedProject } from '../../testing/seed.ts'
import { changeKey } from './change-key.ts'
import { createKey } from './create-key.ts'
import { createOwnKey } from './create-own-key.ts'
import { ensureRelayKey } from './ensure-relay-key.ts'
import { listKeys } from './list-keys.ts'
import { listLimits } from './list-limits.ts'
import { openKeys } from './open-keys.ts'
import { revokeKey, revokeOwnKey } from './revoke-key.ts'
import { rotateKey } from './rotate-key.ts'
import { setLimits } from './set-limits.ts'

let now = new Date()
const ctx = { ...(await testContext()), now: () => now }
const { organizationId, projectId, userId } = await seedProject(ctx)
const foreign = await seedProject(ctx)
const owner = asMember(ctx, userId)
const viewerId = await seedMember(ctx, { organizationId, role: 'viewer' })
const viewer = asMember(ctx, viewerId)
const organization = await authorizeOrganization(owner, organizationId, 'own')
const keys = await openKeys(ctx, { pauseMs: 3_600_000 })
atEnd(() => keys.close())

const make = (more: object = {}) =>
  createKey(owner, { organization, key: NewRelayKey.parse({ name: 'Shop', ...more }) })
const own = () => createOwnKey(viewer, { organization, key: NewRelayKey.parse({ name: 'Mine' }) })
const refused = (secret: string, why: string) =>
  vi.waitFor(async () => expect(await keys.find(secret)).toEqual({ refused: why }))

test('a key is shown once, kept as its hash, and works at once', async () => {
  const limits = RelayLimits.parse({ requestsPerMinute: 5, spendPerDay: '0.000000000001', spendPerMonth: '12.50' })
  const { secret, ...made } = await make({ limits, models: ['small'], projectId, expiresInDays: 1 })
  expect(secret).toMatch(/^vk-[\w-]{43}$/)
  expect(await listKeys(owner, { organization })).toContainEqual(made)
  expect(made).toMatchObject({ prefix: secret.slice(0, 8), limits: { ...limits, spendPerMonth: '12.50' } })
  const rows = await ctx.control.db.selectFrom('api_keys').selectAll().execute()
  for (const row of rows) expect(Object.values(row).map(String)).not.toContain(secret)
  expect(await keys.find(secret)).toMatchObject({
    id: made.id,
    models: ['small'],
    limits: { key: { requestsPerMinute: 5, spendPerDay: 1n, spendPerMonth: 12_500_000_000_000n } },
  })
})

test('a change, new limits and revoking count at once', async () => {
  const { id, secret } = await make()
  expect(await keys.find(secret)).toMatchObject({ id, endpoints: [] })
  await changeKey(owner, { organization, keyId: id, change: { endpoints: ['chat'] } })
  await vi.waitFor(async () => expect(await keys.find(secret)).toMatchObject({ endpoints: ['chat'] }))
  const set = SetRelayLimits.parse({ limits: { concurrent: 7 } })
  await setLimits(owner, { organization, set })
  await vi.waitFor(async () =>
    expect(await keys.find(secret)).toMatchObject({ limits: { organization: { concurrent: 7 } } }),
  )
  await setLimits(owner, { organization, set: SetRelayLimits.parse({ projectId, limits: { concurrent: 2 } }) })
  await setLimits(owner, { organization, set: SetRelayLimits.parse({ limits: { concurrent: 8 } }) })
  const all = (await listLimits(owner, { organization })).map((one) => [one.projectId, one.limits.concurrent])
  expect(new Map(all as [string | null, number][])).toEqual(
    new Map([
      [null, 8],
      [projectId, 2],
    ]),
  )
  await revokeKey(owner, { organization, keyId: id })
  await refused(secret, 'revoked')
  await expect(revokeKey(owner, { organization, keyId: id })).rejects.toMatchObject({ code: 'not-found' })
})

test('rotated, both work until the overlap is over; the new one may what the old one may', async () => {
  const old = await make({ models: ['small'], limits: { concurrent: 3 } })
  const made = await rotateKey(owner, { organization, keyId: old.id, overlapHours: 2 })
  expect(made).toMatchObject({ rotatedFrom: old.id, models: ['small'], limits: { concurrent: 3 }, endsAt: null })
  for (const { id, secret } of [old, made]) expect(await keys.find(secret)).toMatchObject({ id })
  const began = now
  now = new Date(began.getTime() + 2 * 3_600_000)
  expect(await keys.find(old.secret)).toEqual({ refused: 'expired' })
  expect(await keys.find(made.secret)).toMatchObject({ id: made.id })
  await expect(rotateKey(owner, { organization, keyId: old.id, overlapHours: 0 })).rejects.toMatchObject({
    code: 'conflict',
  })
  now = began
})

test('members make keys for themselves where that is allowed, and nobody else gets those', async () => {
  await expect(own()).rejects.toMatchObject({ code: 'not-allowed' })
  await setLimits(owner, { organization, set: SetRelayLimits.parse({ memberId: viewerId, limits: {}, ownKeys: true }) })
  const mine = await own()
  expect(await keys.find(mine.secret)).toMatchObject({ memberId: viewerId })
  await expect(rotateKey(owner, { organization, keyId: mine.id, overlapHours: 0 })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  const other = await make()
  await expect(revokeOwnKey(viewer, { organization, keyId: other.id })).rejects.toMatchObject({ code: 'not-found' })
  await revokeOwnKey(viewer, { organization, keyId: mine.id })
  await refused(mine.secret, 'revoked')
})

test('projects, members and keys of others are as if they were not there', async () => {
  await expect(make({ projectId: foreign.projectId })).rejects.toMatchObject({ field: 'projectId' })
  const set = SetRelayLimits.parse({ memberId: foreign.userId, limits: {} })
  await expect(setLimits(owner, { organization, set })).rejects.toMatchObject({ field: 'memberId' })
  const theirs = await authorizeOrganization(asMember(ctx, foreign.userId), foreign.organizationId, 'own')
  const { id, secret } = await make()
  for (const attempt of [
    () => changeKey(owner, { organization: theirs, keyId: id, change: { name: 'x' } }),
    () => rotateKey(owner, { organization: theirs, keyId: id, overlapHours: 0 }),
    () => revokeKey(owner, { organization: theirs, keyId: id }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'not-found' })
  expect(await listKeys(owner, { organization: theirs })).toEqual([])
  expect(await keys.find(secret)).toMatchObject({ id })
})

test('what is no network, no amount or no count is refused', () => {
  for (const wrong of [
    { networks: ['192.0.2.0/33'] },
    { networks: ['example.com'] },
    { limits: { spendPerDay: '-1' } },
    { limits: { spendPerDay: '1e9' } },
    { limits: { concurrent: 0 } },
    { endpoints: ['anything'] },
  ])
    expect(NewRelayKey.safeParse({ name: 'x', ...wrong }).success).toBe(false)
  const networks = ['192.0.2.1', '192.0.2.0/24', '2001:db8::1', '2001:db8::/32']
  expect(NewRelayKey.safeParse({ name: 'x', networks }).success).toBe(true)
})

test('each start makes one key, which ends the one before', async () => {
  const operator = as(ctx, { kind: 'operator' })
  const first = await ensureRelayKey(operator)
  expect(await keys.find(first)).toHaveProperty('id')
  const second = await ensureRelayKey(operator)
  await refused(first, 'revoked')
  expect(await keys.find(second)).toHaveProperty('id')
  await expect(ensureRelayKey(owner)).rejects.toMatchObject({ code: 'not-allowed' })
})
