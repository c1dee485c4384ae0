import { expect, test } from 'vitest'
import { sha256 } from '../../platform/crypto/random-token.ts'
import { testContext } from '../../testing/context.ts'
import { anyone, enter, password, person, restarted } from '../testing/people.ts'
import { authenticate } from './authenticate.ts'
import type { Login } from './login-session.ts'
import { refreshLogin } from './refresh-login.ts'
import { signOut } from './sign-out.ts'

let now = new Date()
const ctx = { ...anyone(await testContext()), now: () => now }
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000)
}

const start = async () => enter(ctx, { email: (await person(ctx)).email, password })
const refreshOf = (login: Login): string => login.refresh ?? ''
const trade = (refresh: string) => refreshLogin(ctx, { refresh })
const works = async ({ access }: Login) => (await authenticate(ctx, { access, bearer: undefined })).kind === 'member'
const ended = { code: 'sign-in-required' }

test('a refresh token is traded for a new one and a new access token', async () => {
  const first = await start()
  const second = await trade(refreshOf(first))
  expect(second.userId).toBe(first.userId)
  expect(second.refresh).toMatch(/^[0-9a-f-]{36}\.[\w-]{43}$/)
  expect(second.refresh).not.toBe(first.refresh)
  expect(await works(second)).toBe(true)
  later(20)
  expect((await trade(refreshOf(second))).refresh).toBeDefined()
})

test('a token that was traded before ends the sign-in for thief and member alike', async () => {
  const first = await start()
  const second = await trade(refreshOf(first))
  later(11)
  await expect(trade(refreshOf(first))).rejects.toMatchObject(ended)
  await expect(trade(refreshOf(second))).rejects.toMatchObject(ended)
  expect(await works(second)).toBe(false)
  const entries = await ctx.control.db
    .selectFrom('audit_log')
    .selectAll()
    .where('target_id', '=', first.userId)
    .execute()
  expect(entries).toMatchObject([{ action: 'login.reuse-refused', actor_kind: 'anyone' }])
})

test('the token before the last ends it even within the ten seconds', async () => {
  const first = await start()
  const third = await trade(refreshOf(await trade(refreshOf(first))))
  await expect(trade(refreshOf(first))).rejects.toMatchObject(ended)
  await expect(trade(refreshOf(third))).rejects.toMatchObject(ended)
})

test('a second tab with the same token gets access, but no second refresh token', async () => {
  const first = await start()
  const second = await trade(refreshOf(first))
  later(9)
  const twin = await trade(refreshOf(first))
  expect(twin.refresh).toBeUndefined()
  expect(await works(twin)).toBe(true)
  expect((await trade(refreshOf(second))).refresh).toBeDefined()
})

test('of many tabs at the same moment one gets the new token and none is signed out', async () => {
  const first = await start()
  const tabs = await Promise.all(Array.from({ length: 12 }, () => trade(refreshOf(first))))
  const fresh = tabs.filter((login) => login.refresh !== undefined)
  expect(fresh).toHaveLength(1)
  for (const tab of tabs) expect(await works(tab)).toBe(true)
  expect((await trade(fresh[0]?.refresh ?? '')).refresh).toBeDefined()
})

test('other sign-ins of the member go on when one is revoked', async () => {
  const { email } = await person(ctx)
  const [laptop, phone] = [await enter(ctx, { email, password }), await enter(ctx, { email, password })]
  await trade(refreshOf(laptop))
  later(11)
  await expect(trade(refreshOf(laptop))).rejects.toMatchObject(ended)
  expect(await works(phone)).toBe(true)
})

test('nonsense is refused, and is no reason to end anything', async () => {
  const login = await start()
  const [family] = refreshOf(login).split('.')
  for (const nonsense of ['', '.', 'x.y', `${family}`, `${family}.`, `${login.refresh}.x`, `../${login.refresh}`])
    await expect(trade(nonsense)).rejects.toMatchObject(ended)
  expect((await trade(refreshOf(login))).refresh).toBeDefined()
})

test('access lapses after ten minutes; the sign-in goes on', async () => {
  const login = await start()
  later(599)
  expect(await works(login)).toBe(true)
  later(2)
  expect(await works(login)).toBe(false)
  expect(await works(await trade(refreshOf(login)))).toBe(true)
})

test('signing out ends access and refresh at once', async () => {
  const login = await start()
  await signOut({ ...ctx, actor: await authenticate(ctx, { access: login.access, bearer: undefined }) })
  expect(await works(login)).toBe(false)
  await expect(trade(refreshOf(login))).rejects.toMatchObject(ended)
})

test('a sign-in survives a restart and lapses 30 days after its last use', async () => {
  const login = await start()
  const again = await restarted(ctx, () => now)
  const second = await refreshLogin(again.ctx, { refresh: refreshOf(login) })
  later(30 * 86_400 + 1)
  await expect(refreshLogin(again.ctx, { refresh: refreshOf(second) })).rejects.toMatchObject(ended)
  await again.close()
})

test('an erased user is refused', async () => {
  const { email, userId } = await person(ctx)
  const login = await enter(ctx, { email, password })
  await ctx.control.db.deleteFrom('login_sessions').where('user_id', '=', userId).execute()
  await ctx.control.db.deleteFrom('agent_memberships').where('user_id', '=', userId).execute()
  await ctx.control.db.deleteFrom('users').where('id', '=', userId).execute()
  expect(await works(login)).toBe(false)
  await expect(trade(refreshOf(login))).rejects.toMatchObject(ended)
})

test('no token rests in clear', async () => {
  const login = await start()
  const stored = await ctx.control.db.selectFrom('login_sessions').selectAll().execute()
  const [family = '', secret = ''] = refreshOf(login).split('.')
  const row = stored.find(({ id }) => id === family)
  expect(row?.current).toEqual(sha256(secret))
  expect(stored.flatMap(({ current, previous }) => [String(current), String(previous)])).not.toContain(secret)
})
