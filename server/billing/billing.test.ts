import { expect, test, vi } from 'vitest'
import { authenticate, startAccountWork } from '../accounts/index.ts'
import { createApp } from '../platform/http/create-app.ts'
import { openMail } from '../platform/mail/open-mail.ts'
import { apiToken, member } from '../reports/testing/sample.ts'
import { atEnd } from '../testing/cleanup.ts'
import { testContext } from '../testing/context.ts'
import { testMailServer } from '../testing/mail-server.ts'
import { seedMember, seedProject } from '../testing/seed.ts'
import { openWallet } from './node/open-wallet.ts'
import { openMoney } from './open-money.ts'
import { billingRoutes } from './routes.ts'
import { balanceOf, charge, held } from './testing/funded.ts'
import { onBalanceLow } from './warn-if-low.ts'

const mail = await testMailServer()
const ctx = await testContext({ mail: openMail(mail.config) })
const { organizationId, userId } = await seedProject(ctx)
const platformAdmin = await seedMember(ctx, { organizationId, role: null })
await ctx.control.db.updateTable('users').set({ platform_admin: true }).where('id', '=', platformAdmin).execute()
const app = await createApp({ ctx, authenticate, name: 'Test' })
await app.register(billingRoutes)
atEnd(() => app.close())
const owner = await member(app, ctx, userId)
const admin = await member(app, ctx, platformAdmin)
const headers = { authorization: `Bearer ${await apiToken(ctx, userId)}` }
const path = `/api/organizations/${organizationId}/billing`
const month = new Date().toISOString().slice(0, 7)

test('a payment is booked once; another under its id is refused, and so is one from an owner', async () => {
  const payment = { id: crypto.randomUUID(), kind: 'top-up', amount: '12.50' }
  for (let time = 0; time < 2; time++)
    expect((await admin.post(`${path}/payments`, payment)).json()).toMatchObject({ amount: '12.50', setAside: '0.00' })
  expect((await admin.post(`${path}/payments`, { ...payment, amount: '1' })).json()).toMatchObject({
    code: 'conflict',
    errors: [{ field: 'id' }],
  })
  expect((await owner.post(`${path}/payments`, payment)).statusCode).toBe(403)
  for (const amount of ['-1', '0', '1e3', '1.0000000000001', 'NaN', 1])
    expect((await admin.post(`${path}/payments`, { ...payment, id: crypto.randomUUID(), amount })).statusCode).toBe(400)
  const less = { id: crypto.randomUUID(), kind: 'correction', amount: '-12.51' }
  expect((await admin.post(`${path}/payments`, less)).json()).toMatchObject({
    code: 'conflict',
    errors: [{ field: 'amount' }],
  })
  expect((await admin.post(`${path}/payments`, { ...less, amount: '-0.50' })).json()).toMatchObject({ amount: '12.00' })
  expect((await owner.get(`${path}/balance`)).json()).toMatchObject({ amount: '12.00' })
  const audited = await ctx.control.db.selectFrom('audit_log').select('action').orderBy('at').execute()
  expect(audited.map(({ action }) => action)).toEqual(['balance.topped-up', 'balance.corrected'])
})

test('the statement sums up the month; formulas in it are none', async () => {
  const wallet = await openWallet(ctx)
  const evil = { ...charge(organizationId, 2_000_000_000_000n), model: '=cmd()' }
  await (await held(wallet, organizationId, 3_000_000_000_000n)).settle(evil)
  await wallet.close()
  const statement = (await owner.get(`${path}/statement?month=${month}`)).json()
  expect(statement).toMatchObject({ month, opening: '0.00', closing: '10.00' })
  expect(statement.lines).toContainEqual({
    kind: 'charge',
    model: '=cmd()',
    projectId: null,
    keyId: evil.keyId,
    count: 1,
    amount: '-2.00',
  })
  const csv = await owner.get(`${path}/statement.csv?month=${month}`)
  expect(csv.headers['content-type']).toContain('text/csv')
  expect(csv.body).toContain("'=cmd()")
  expect(csv.body).not.toContain(',=cmd()')
  expect((await owner.get(`${path}/statement?month=2026-13`)).statusCode).toBe(400)
  expect((await owner.get(`${path}/statement?month=2024-01`)).json()).toMatchObject({ opening: '0.00', lines: [] })
})

test('a balance that falls below its limit is told once, by letter and to who listens, until it is above again', async () => {
  await startAccountWork(ctx)
  await ctx.control.db
    .updateTable('organizations')
    .set({ alert_email: 'alerts@acme.example', billing_email: 'bills@acme.example' })
    .where('id', '=', organizationId)
    .execute()
  const heard: bigint[] = []
  atEnd(async () => stop())
  const stop = onBalanceLow(async (_, __, { amount }) => void heard.push(amount))
  const put = (below: string | null) => app.inject({ method: 'PUT', url: `${path}/alert`, headers, payload: { below } })
  expect((await put('9')).json()).toMatchObject({ alertBelow: '9.00', alertedAt: null })
  const wallet = await openWallet(ctx, { gatherMs: 1 })
  for (const cost of [1_500_000_000_000n, 1_000_000n])
    await (await held(wallet, organizationId, 2_000_000_000_000n)).settle(charge(organizationId, cost))
  await wallet.close()
  expect(heard).toHaveLength(1)
  for (const address of ['alerts@acme.example', 'bills@acme.example'])
    expect((await mail.next(address)).text?.replaceAll('\u2060', '')).toMatch(
      /8\.(50|49) US dollars, below the limit of 9\.00/,
    )
  const topUp = { id: crypto.randomUUID(), kind: 'top-up', amount: '5' }
  expect((await admin.post(`${path}/payments`, topUp)).json()).toMatchObject({ alertedAt: null })
  expect((await put('1000')).json()).toMatchObject({ alertBelow: '1000.00', alertedAt: expect.any(String) })
  expect(heard).toHaveLength(2)
  expect((await put('-1')).statusCode).toBe(400)
  expect((await put(null)).json()).toMatchObject({ alertBelow: null, alertedAt: null })
  expect((await balanceOf(ctx, organizationId)).leased).toBe(0n)
})

test('platform admins set prices and margins; what is sold follows at once', async () => {
  const money = await openMoney(ctx)
  atEnd(() => money.close())
  const url = '/api/relay/prices'
  const sold = () => money.sellPrice('openai', 'gpt-4o', organizationId)?.each.input
  expect(sold()).toBe(2_500_000n)
  expect((await owner.post(url, { provider: '*', model: '*', side: 'sell', margin: 2_000 })).statusCode).toBe(403)
  expect((await admin.post(url, { provider: '*', model: '*', side: 'sell', margin: 2_000 })).statusCode).toBe(201)
  await vi.waitFor(() => expect(sold()).toBe(3_000_000n), 30_000)
  const own = { provider: 'openai', model: 'gpt-4o', side: 'sell', each: { input: '0.000004' } }
  expect((await admin.post(url, own)).json()).toMatchObject({ source: 'platform', margin: null, perRequest: '0.00' })
  await vi.waitFor(() => expect(sold()).toBe(4_000_000n), 30_000)
  expect(money.buyPrice('openai', 'gpt-4o')?.each.input).toBe(2_500_000n)
  for (const wrong of [
    { ...own, model: '*' },
    { ...own, each: { input: '-1' } },
    { ...own, each: { gold: '1' } },
  ])
    expect((await admin.post(url, wrong)).statusCode).toBe(400)
  const listed = (await admin.get(`${url}?provider=openai&model=gpt-4o`)).json()
  expect(listed.map(({ side, source }: { side: string; source: string }) => `${side} ${source}`).sort()).toEqual([
    'buy list',
    'sell platform',
  ])
  expect((await owner.get(url)).statusCode).toBe(403)
})
