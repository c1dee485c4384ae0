import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { authorizeOrganization } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { makePartitions, readPartitions } from '../../platform/db/partitions.ts'
import { sweep } from '../../privacy/retention/sweep.ts'
import { asMember, testContext } from '../../testing/context.ts'
import { seedProject } from '../../testing/seed.ts'
import { exportUsage } from './export-usage.ts'
import { keepRequests } from './keep-requests.ts'
import { listRequests } from './list-requests.ts'
import { networkOf } from './network-of.ts'
import { openEvidence } from './open-evidence.ts'
import { readHealth } from './read-health.ts'
import { readUsage } from './read-usage.ts'
import { Ring } from './ring.ts'
import { recordOf } from './testing/record.ts'

const patient = { timeout: 60_000 }
const at = new Date('2026-11-20T12:00:00Z')

async function start(overrides: Partial<Context> = {}) {
  const ctx = await testContext({ now: () => at, ...overrides })
  await makePartitions(ctx.control.db, ctx.declarations.tables, at)
  const seeded = await seedProject(ctx)
  const organization = await authorizeOrganization(asMember(ctx, seeded.userId), seeded.organizationId, 'administer')
  return { ctx, organization, ...seeded }
}
const count = async ({ control: { db } }: Context, table: string) =>
  (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db)).rows[0]?.n

test('what was noted is there after a stop: log, usage and the sums of the hour, once', patient, async () => {
  const { ctx, organizationId, organization } = await start()
  const evidence = await openEvidence(ctx, { batch: 100 })
  const records = Array.from({ length: 1_234 }, () => recordOf({ organizationId }))
  for (const record of records) evidence.note(record)
  evidence.note(recordOf({ organizationId, status: 429, end: 'refused', usage: noneUsed(), cost: 0n, buyCost: 0n }))
  await evidence.close()
  expect(evidence.state()).toEqual({ waiting: 0, written: 1_235, dropped: 0 })
  expect([await count(ctx, 'request_log'), await count(ctx, 'usage_records')]).toEqual([1_235, 1_234])
  const again = await openEvidence(ctx)
  for (const record of records.slice(0, 50)) again.note(record)
  await again.close()
  const { groups } = await readUsage(ctx, { organization, filter: { by: 'model', every: 'hour' } })
  expect(groups).toMatchObject([
    { of: 'sim-large', requests: 1_235, errors: 1, inputTokens: 123_400, cost: '0.00017276' },
  ])
  expect(groups[0]?.points.map((point) => point.at)).toEqual(['2026-11-20T10:00:00.000Z'])
})

const noneUsed = () => {
  const { usage } = recordOf({ organizationId: '' })
  return { ...usage, input: 0, output: 0 }
}

test('addresses are cut before they are stored, and texts are made storable', patient, async () => {
  const { ctx, organizationId, organization } = await start()
  const evidence = await openEvidence(ctx)
  evidence.note(recordOf({ organizationId, model: 'odd\0\ud800', userAgent: 'x'.repeat(5_000) }))
  await evidence.close()
  const { requests } = await listRequests(ctx, { organization, filter: { limit: 10 } })
  expect(requests).toMatchObject([{ network: '203.0.113.0/24', model: 'odd\ufffd', cost: '0.00000014' }])
  expect(requests[0]?.userAgent).toHaveLength(200)
  expect(['::ffff:203.0.113.9', '2001:db8:1:2::3', '::1', 'fe80::1%eth0', 'nonsense'].map(networkOf)).toEqual([
    '203.0.113.0/24',
    '2001:db8:1::/48',
    '0:0:0::/48',
    'fe80:0:0::/48',
    null,
  ])
})

test('one record that cannot be stored takes no other with it, and is counted', patient, async () => {
  const { ctx, organizationId } = await start()
  const evidence = await openEvidence(ctx)
  for (let one = 0; one < 20; one++) evidence.note(recordOf({ organizationId, ...(one === 7 && { keyId: 'no id' }) }))
  await evidence.close()
  expect(evidence.state()).toEqual({ waiting: 0, written: 19, dropped: 1 })
  expect(await count(ctx, 'request_log')).toBe(19)
})

test(
  'while the database is away records wait, the oldest go when there are too many, the rest is written',
  patient,
  async () => {
    const { ctx, organizationId } = await start()
    let away = true
    const { db } = ctx.control
    const broken = {
      ...ctx.control,
      db: { isTransaction: false, transaction: () => (away ? fail() : db.transaction()) },
    }
    const evidence = await openEvidence(
      { ...ctx, control: broken as unknown as Context['control'] },
      { most: 10, batch: 4 },
    )
    for (let one = 0; one < 4; one++) evidence.note(recordOf({ organizationId }))
    await evidence.flush()
    for (let one = 0; one < 13; one++) evidence.note(recordOf({ organizationId }))
    expect(evidence.state()).toEqual({ waiting: 14, written: 0, dropped: 3 })
    away = false
    await evidence.close()
    expect(evidence.state()).toEqual({ waiting: 0, written: 14, dropped: 3 })
    expect(await count(ctx, 'request_log')).toBe(14)
  },
)

const fail = () => {
  throw Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' })
}

test('nothing is written for what was erased meanwhile', patient, async () => {
  const { ctx, organizationId } = await start()
  const gone = randomUUID()
  await sql`insert into tombstones (id, kind) values (${gone}, 'organization')`.execute(ctx.control.keys)
  const evidence = await openEvidence(ctx)
  evidence.note(recordOf({ organizationId }))
  evidence.note(recordOf({ organizationId: gone }))
  await evidence.close()
  expect([await count(ctx, 'request_log'), await count(ctx, 'usage_records')]).toEqual([1, 1])
})

test('each organization’s log is swept by its own setting, a month goes when it is due for all', patient, async () => {
  const { ctx, organizationId, organization } = await start()
  const other = await seedProject(ctx)
  const evidence = await openEvidence(ctx)
  for (const day of ['01', '10', '19'])
    for (const id of [organizationId, other.organizationId])
      evidence.note(recordOf({ organizationId: id, startedAt: Date.parse(`2026-11-${day}T00:00:00Z`) }))
  await evidence.close()
  await keepRequests(asMember(ctx, organization.id), { organization, days: 5 })
  const { erased, lateness } = await sweep(ctx)
  expect(erased['request_log']).toBe(2)
  expect(lateness['request_log']).toBeLessThan(10)
  expect(await count(ctx, 'request_log')).toBe(4)
  expect(await count(ctx, 'usage_records')).toBe(6)
  await sweep({ ...ctx, now: () => new Date('2026-12-31T01:00:00Z') })
  expect(await count(ctx, 'request_log')).toBe(0)
  expect((await readPartitions(ctx.control.db, 'request_log')).map(({ name }) => name)).not.toContain(
    'request_log_2026_11',
  )
})

test('requests are listed a page at a time, newest first, and filtered', patient, async () => {
  const { ctx, organizationId, organization } = await start()
  const evidence = await openEvidence(ctx)
  const began = (one: number) => at.getTime() - (one >> 1) * 60_000
  for (let one = 0; one < 25; one++)
    evidence.note(
      recordOf({ organizationId, startedAt: began(one), ...(one % 5 === 0 && { status: 503, end: 'upstream-error' }) }),
    )
  await evidence.close()
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listRequests(ctx, { organization, filter: { limit: 7, cursor } })
    seen.push(...page.requests.map(({ id }) => id))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(new Set(seen).size).toBe(25)
  const failed = await listRequests(ctx, { organization, filter: { limit: 50, went: 'failed' } })
  expect(failed.requests).toHaveLength(5)
  await expect(listRequests(ctx, { organization, filter: { limit: 5, cursor: 'x' } })).rejects.toThrow('not a page')
  const { points } = await readHealth(ctx, { organization, filter: { by: 'nothing', every: 'day' } })
  expect(points).toMatchObject([
    { requests: 25, failed: 5, left: 0, totalMs: { p50: 901, p99: 901 }, firstByteMs: { p50: 120 } },
  ])
})

test('usage is told apart by key, the rest beyond twenty together, and exported whole as CSV', patient, async () => {
  const { ctx, organizationId, organization, projectId } = await start()
  const evidence = await openEvidence(ctx)
  for (let one = 1; one <= 23; one++)
    evidence.note(recordOf({ organizationId, projectId, keyId: randomUUID(), cost: BigInt(one) * 1_000_000_000n }))
  await evidence.close()
  const { groups } = await readUsage(ctx, { organization, filter: { by: 'key', every: 'day' } })
  expect(groups).toHaveLength(21)
  expect(groups.at(-1)).toMatchObject({ others: true, of: null, requests: 3, cost: '0.006' })
  const named = await readUsage(ctx, { organization, filter: { by: 'project', every: 'day' } })
  expect(named.groups).toMatchObject([{ of: projectId, name: 'Shop', requests: 23, cost: '0.276' }])
  let csv = ''
  for await (const part of exportUsage(ctx, { organization, filter: { by: 'key', every: 'day' } })) csv += part
  const lines = csv.trim().split('\n')
  expect(lines).toHaveLength(24)
  expect(lines[0]).toMatch(/^at,of,requests/)
  expect(csv).toMatch(/^2026-11-20T00:00:00Z,[0-9a-f-]{36},1,0,100,0,0,20,0,0\.023$/m)
  const far = readUsage(ctx, { organization, filter: { by: 'key', every: 'hour', from: '2025-01-01T00:00:00Z' } })
  await expect(far).rejects.toThrow('no stretch of time')
})

test('the ring keeps the newest', () => {
  const ring = new Ring<number>(3)
  for (const one of [1, 2, 3, 4, 5]) ring.push(one)
  expect([ring.length, ring.dropped, ring.take(2), ring.length]).toEqual([3, 2, [3, 4], 1])
  ring.push(6)
  expect(ring.take(9)).toEqual([5, 6])
})
