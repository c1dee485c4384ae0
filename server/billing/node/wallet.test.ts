import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { testContext } from '../../testing/context.ts'
import { sharedServer } from '../../testing/database.ts'
import { administer } from '../../testing/template.ts'
import { carryMonths } from '../carry-months.ts'
import { checkBalances } from '../check-balances.ts'
import { balanceOf, charge, funded, held } from '../testing/funded.ts'
import { endLeases } from './leases.ts'
import { openWallet } from './open-wallet.ts'

const dollar = 1_000_000_000_000n
const ctx = await testContext()
const patience = { timeout: 30_000, interval: 20 }
/** Another machine on the same database. */
const machine = async () => ({
  ...ctx,
  config: { ...ctx.config, dataDir: await mkdtemp(join(tmpdir(), 'vitrine-money-')) },
})
const journals = async (dataDir: string) =>
  (await readdir(join(dataDir, 'money'))).map((name) => join(dataDir, 'money', name))

test('a hold is settled, the rest is released, and closing gives everything back', async () => {
  const organizationId = await funded(ctx, dollar)
  const here = await machine()
  const wallet = await openWallet(here)
  const first = await held(wallet, organizationId, 1_000n)
  expect(wallet.hold('', organizationId, 1_000n)).not.toBeInstanceOf(Promise)
  await first.settle(charge(organizationId, 600n))
  await first.settle(charge(organizationId, 600n))
  first.release()
  await wallet.close()
  expect(await balanceOf(ctx, organizationId)).toEqual({ amount: dollar - 600n, leased: 0n })
  expect(await checkBalances(ctx)).toEqual([])
  expect(await readdir(join(here.config.dataDir, 'money'))).toEqual([])
})

test('what does not fit is refused; what others hold is asked back', async () => {
  const organizationId = await funded(ctx, 1_000n)
  const [one, other] = [await openWallet(await machine()), await openWallet(await machine())]
  const hold = await held(one, organizationId, 600n)
  expect(await other.hold('', organizationId, 401n)).toEqual({ refused: 'balance' })
  expect(other.hold('', organizationId, 401n)).toEqual({ refused: 'balance' })
  const second = await held(other, organizationId, 400n)
  hold.release()
  second.release()
  await vi.waitFor(async () => expect(await other.hold('', organizationId, 1_000n)).toHaveProperty('amount'), patience)
  expect(await one.hold('', organizationId, 1n)).toEqual({ refused: 'balance' })
  expect(await one.hold('', crypto.randomUUID(), 1n)).toEqual({ refused: 'balance' })
  await one.close()
  await other.close()
  expect(await balanceOf(ctx, organizationId)).toEqual({ amount: 1_000n, leased: 0n })
})

test('without the database it goes on while the slice lasts, and posts when it is back', async () => {
  const alone = await testContext()
  const organizationId = await funded(alone, dollar)
  const wallet = await openWallet(alone, { gatherMs: 1, patienceMs: 500 })
  const first = await held(wallet, organizationId, 1_000n)
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(alone.control.db)
  const name = rows[0]?.name ?? ''
  const server = await sharedServer()
  await administer(server, `alter database ${name} with allow_connections false`)
  await administer(server, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
  await first.settle(charge(organizationId, 900n))
  await (await held(wallet, organizationId, 50n)).settle(charge(organizationId, 40n))
  expect(await wallet.hold('', organizationId, dollar / 2n)).toEqual({ refused: 'unavailable' })
  await administer(server, `alter database ${name} with allow_connections true`)
  await vi.waitFor(async () => expect((await balanceOf(alone, organizationId)).amount).toBe(dollar - 940n), patience)
  await wallet.close()
  expect(await balanceOf(alone, organizationId)).toEqual({ amount: dollar - 940n, leased: 0n })
  expect(await checkBalances(alone)).toEqual([])
})

test('a journal whose machine died is posted once, torn tail or not, and its slice goes back', async () => {
  const organizationId = await funded(ctx, dollar)
  const here = await machine()
  const wallet = await openWallet(here, { gatherMs: 3_600_000 })
  for (const cost of [5n, 7n]) await (await held(wallet, organizationId, 100n)).settle(charge(organizationId, cost))
  const [path = ''] = await journals(here.config.dataDir)
  const written = await readFile(path, 'utf8')
  expect(written.trimEnd().split('\n')).toHaveLength(2)
  // As a machine that loses power leaves it, in the folder of another.
  const there = await machine()
  const left = await openWallet(there)
  await left.close()
  const name = path.replace(here.config.dataDir, there.config.dataDir)
  for (let time = 0; time < 2; time++) {
    await writeFile(name.replace(/[0-9a-f]{8}-/, '00000000-'), `${written}deadbeef [2,"to`)
    const next = await openWallet(there)
    expect((await balanceOf(ctx, organizationId)).amount).toBe(dollar - 12n)
    await next.close()
  }
  await wallet.close()
  expect(await balanceOf(ctx, organizationId)).toEqual({ amount: dollar - 12n, leased: 0n })
  expect(await checkBalances(ctx)).toEqual([])
})

test('a slice that lapsed is not spent from again, and charges from it still count', async () => {
  const organizationId = await funded(ctx, dollar)
  const wallet = await openWallet(await machine(), { gatherMs: 3_600_000 })
  const hold = await held(wallet, organizationId, 100n)
  await sql`update balance_leases set renewed_at = now() - interval '61 minutes' where organization_id = ${organizationId}`.execute(
    ctx.control.db,
  )
  expect(await endLeases(ctx, 'lapsed')).toBe(1)
  expect((await balanceOf(ctx, organizationId)).leased).toBe(0n)
  await wallet.tick()
  expect(wallet.hold('', organizationId, 1n)).toBeInstanceOf(Promise)
  await hold.settle(charge(organizationId, 90n))
  await wallet.close()
  expect(await balanceOf(ctx, organizationId)).toEqual({ amount: dollar - 90n, leased: 0n })
  expect(await checkBalances(ctx)).toEqual([])
})

test('what is neither settled nor released lapses', async () => {
  const organizationId = await funded(ctx, 1_000n)
  const wallet = await openWallet(await machine(), { holdMs: 0 })
  await held(wallet, organizationId, 1_000n)
  expect(await wallet.hold('', organizationId, 1_000n)).toEqual({ refused: 'balance' })
  await wallet.tick()
  expect(await held(wallet, organizationId, 1_000n)).toBeDefined()
  await wallet.close()
})

test('entries are refused unless they sum to zero, and none can be changed', async () => {
  const { db } = ctx.control
  const row = {
    at: new Date(),
    movement: crypto.randomUUID(),
    kind: 'top-up' as const,
    organization_id: crypto.randomUUID(),
  }
  const alone = db
    .insertInto('balance_transactions')
    .values({ ...row, account: 'customer', amount: 5n })
    .execute()
  await expect(alone).rejects.toThrow('sum to zero')
  await expect(sql`delete from balance_transactions`.execute(db)).rejects.toThrow('append-only')
  await expect(sql`update balance_transactions set amount = 0`.execute(db)).rejects.toThrow('append-only')
  await expect(sql`truncate balance_transactions`.execute(db)).rejects.toThrow('append-only')
})

test('a month that is over is carried forward, and the sum stays true when it goes', async () => {
  const mine = await testContext()
  const { db } = mine.control
  const organizationId = await funded(mine, 1_000n)
  const [part] = (
    await sql<{
      name: string
    }>`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'balance_transactions'::regclass order by 1`.execute(
      db,
    )
  ).rows
  const later = { ...mine, now: () => new Date(Date.now() + 40 * 86_400_000) }
  expect(await carryMonths(later)).toBe(2)
  expect(await carryMonths(later)).toBe(0)
  expect(await checkBalances(mine)).toEqual([])
  await sql`drop table ${sql.table(part?.name ?? '')}`.execute(db)
  expect(await checkBalances(mine)).toEqual([])
  await sql`update balances set amount = amount + 1 where organization_id = ${organizationId}`.execute(db)
  expect(await checkBalances(mine)).toMatchObject([
    { organizationId, what: 'entries', expected: 1_001n, found: 1_000n },
  ])
})

test('what costs more than was held is paid from what is there, and never from nothing', async () => {
  const organizationId = await funded(ctx, 1_000n)
  const wallet = await openWallet(await machine())
  const [one, other] = [await held(wallet, organizationId, 600n), await held(wallet, organizationId, 100n)]
  expect([one.most, other.most].every((most) => most <= 900n)).toBe(true)
  expect(() => other.settle(charge(organizationId, 401n + other.amount))).toThrow(RangeError)
  await other.settle(charge(organizationId, other.most))
  await one.settle(charge(organizationId, one.most))
  await wallet.close()
  const { amount } = await balanceOf(ctx, organizationId)
  expect(amount).toBeGreaterThanOrEqual(0n)
  expect(amount).toBeLessThanOrEqual(300n)
  expect(await checkBalances(ctx)).toEqual([])
})
