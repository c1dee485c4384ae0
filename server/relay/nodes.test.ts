import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { serveSimulator } from '../../tools/simulator/serve.ts'
import { authorizeOrganization } from '../accounts/index.ts'
import { bookPayment } from '../billing/index.ts'
import type { Context } from '../context.ts'
import { declarations } from '../declarations.ts'
import { openContext } from '../open-context.ts'
import { randomToken } from '../platform/crypto/random-token.ts'
import { startEmbedded } from '../platform/db/embedded.ts'
import { atEnd } from '../testing/cleanup.ts'
import { testConfig } from '../testing/config.ts'
import { asMember } from '../testing/context.ts'
import { redisProgram } from '../testing/redis.ts'
import { seedProject } from '../testing/seed.ts'
import { askFor } from '../testing/servers.ts'
import { transact } from '../transact.ts'
import { revokeKey } from './keys/revoke-key.ts'
import { seedKey } from './keys/testing/seed-key.ts'
import { ensureSimulatedSupply } from './supply/index.ts'
import { nodeProcess } from './testing/node-process.ts'

const patient = { timeout: 180_000 }
const soon = { timeout: 60_000, interval: 20 }

/** An installation with two nodes of the relay, on a database that can be stopped. */
async function installation(how: { readonly redisUrl?: string; readonly behaviour?: string } = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'vitrine-nodes-'))
  const postgres = { dir: join(dir, 'postgres'), durable: false }
  let embedded = await startEmbedded(postgres)
  const { host, user, password, database } = embedded.connection
  const simulator = await serveSimulator()
  const shared = {
    databaseUrl: `postgres://${user}:${password}@localhost/${database}?host=${encodeURIComponent(host)}`,
    masterKey: randomBytes(32).toString('base64'),
    redisUrl: how.redisUrl,
    privateProviders: true,
  }
  const { ctx: opened, close } = await openContext({ ...testConfig(join(dir, 'here')), ...shared }, declarations)
  const ctx: Context = { ...opened, actor: { kind: 'operator' } }
  atEnd(async () => {
    await close()
    await embedded.stop()
    await simulator.close()
    await rm(dir, { recursive: true, force: true, maxRetries: 20 })
  })
  const { organizationId, userId } = await seedProject(ctx)
  await ensureSimulatedSupply(ctx, { url: simulator.url + (how.behaviour ?? '') })
  const amount = 10n ** 13n
  await transact(ctx, ctx.control, (ctx, tx) =>
    bookPayment(ctx, tx, { id: crypto.randomUUID(), organizationId, kind: 'top-up', amount }),
  )
  return {
    ctx,
    organizationId,
    userId,
    key: () => seedKey(ctx, { organization_id: organizationId }),
    node: (name: string) => nodeProcess({ ...shared, dataDir: join(dir, name) }),
    stopDatabase: () => embedded.stop(),
    startDatabase: async () => {
      embedded = await startEmbedded(postgres)
    },
  }
}

const statusOf = async (answer: Promise<Response>): Promise<number> => {
  const { status, body } = await answer
  await body?.cancel()
  return status
}

async function revokedEverywhere(redisUrl?: string) {
  const { ctx, organizationId, userId, key, node } = await installation({ redisUrl })
  const nodes = await Promise.all([node('one'), node('other')])
  const { id, secret } = await key()
  for (const { ask } of nodes) expect(await statusOf(ask(secret))).toBe(200)
  const owner = asMember(ctx, userId)
  const organization = await authorizeOrganization(owner, organizationId, 'develop')
  await revokeKey(owner, { organization, keyId: id })
  const revoked = Date.now()
  for (const { ask } of nodes) await vi.waitFor(async () => expect(await statusOf(ask(secret))).toBe(401), soon)
  // Nodes look all keys up again every twenty seconds; this was the news.
  expect(Date.now() - revoked).toBeLessThan(10_000)
}

test('a revoked key ends on every node, told by PostgreSQL', patient, () => revokedEverywhere())
test.skipIf(!redisProgram())('a revoked key ends on every node, told by Redis', patient, async () =>
  revokedEverywhere((await askFor('redis')).url),
)

test(
  'without its database a node serves the keys that it knows; others are asked to wait, never refused',
  patient,
  async () => {
    const { key, node, stopDatabase, startDatabase } = await installation()
    const { ask } = await node('one')
    const [known, later] = [await key(), await key()]
    const nobodys = `vk-${randomToken()}`
    expect(await statusOf(ask(known.secret))).toBe(200)
    await stopDatabase()
    for (let time = 0; time < 3; time++) expect(await statusOf(ask(known.secret))).toBe(200)
    for (const secret of [later.secret, nobodys]) {
      const answer = await ask(secret)
      expect(answer.status).toBe(503)
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await answer.json()).toMatchObject({ error: { code: 'temporarily_unavailable' } })
    }
    expect(await statusOf(ask('vk-short'))).toBe(401)
    await startDatabase()
    await vi.waitFor(async () => expect(await statusOf(ask(later.secret))).toBe(200), soon)
    expect(await statusOf(ask(nobodys))).toBe(401)
    expect(await statusOf(ask(known.secret))).toBe(200)
  },
)

test('a node that is told to stop takes nothing new, and what is under way comes to its end', patient, async () => {
  const { ctx, organizationId, key, node } = await installation({ behaviour: '/~pace=40,pieces=60,length=600' })
  const { ask, signal, ended } = await node('one')
  const { secret } = await key()
  const answers = await Promise.all([1, 2, 3].map(() => ask(secret, { stream: true })))
  const texts = answers.map((answer) => answer.text())
  let taken = answers.length
  signal('SIGTERM')
  await vi.waitFor(async () => {
    const after = await statusOf(ask(secret)).catch((error: Error) => (error.cause as { code?: string }).code)
    // A request may overtake the signal: then it is served, and charged, like the others.
    if (after === 200) taken++
    expect(['ECONNREFUSED', 503]).toContain(after)
  }, soon)
  expect(await Promise.race([ended, Promise.resolve('running')])).toBe('running')
  for (const text of await Promise.all(texts)) expect(text.trimEnd().endsWith('data: [DONE]')).toBe(true)
  expect(await ended).toBe(0)
  const charges = await ctx.control.db
    .selectFrom('balance_transactions')
    .select('amount')
    .where('organization_id', '=', organizationId)
    .where('kind', '=', 'charge')
    .where('account', '=', 'customer')
    .execute()
  expect(charges).toHaveLength(taken)
  expect(await ctx.control.db.selectFrom('balance_leases').selectAll().execute()).toEqual([])
})
