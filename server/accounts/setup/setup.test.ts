import { expect, test } from 'vitest'
import type { Context } from '../../context.ts'
import { asMember, testContext } from '../../testing/context.ts'
import { authenticate } from '../login/authenticate.ts'
import { signIn } from '../login/sign-in.ts'
import { whoAmI } from '../login/who-am-i.ts'
import { authorizeProject } from '../rights/authorize-project.ts'
import { anyone, password } from '../testing/people.ts'
import { together } from '../testing/together.ts'
import { createApiToken } from './create-api-token.ts'
import { createFirstAdmin } from './create-first-admin.ts'
import { ensureDemoProject } from './ensure-demo-project.ts'
import { ensureFirstAdminLink } from './ensure-first-admin-link.ts'
import { ensureOrganization } from './ensure-organization.ts'

const ada = { email: 'ada@example.com', displayName: 'Ada', password }
const tokenIn = (link: string | undefined) => new URL(link ?? '').searchParams.get('token') ?? ''
const signUp = (ctx: Context, token: string, who = ada) => createFirstAdmin(anyone(ctx), { ...who, token })

test('the link of a fresh installation makes its first admin, who administers everything', async () => {
  const ctx = await testContext()
  const link = await ensureFirstAdminLink(ctx)
  expect(link).toMatch(/^http:\/\/localhost:4400\/first-admin\?token=[\w-]{43}$/)
  const { userId } = await signUp(ctx, tokenIn(link))
  const project = await ensureDemoProject(ctx, { origin: 'http://localhost:4402' })
  expect(await whoAmI(asMember(ctx, userId))).toMatchObject({
    email: ada.email,
    displayName: 'Ada',
    platformAdmin: true,
    organizations: [{ name: 'My organization', role: 'owner' }],
    projects: [{ id: project.id, role: 'admin' }],
  })
  expect((await signIn(anyone(ctx), ada)).userId).toBe(userId)
  const given = await ctx.control.db.selectFrom('membership_audit_log').selectAll().execute()
  expect(given).toMatchObject([{ action: 'membership.given', user_id: userId, actor_id: userId, role: 'owner' }])
  expect(await ensureFirstAdminLink(ctx)).toBeUndefined()
})

test('the link works once, for an hour, and each start replaces it', async () => {
  let now = new Date()
  const ctx = await testContext({ now: () => now })
  const replaced = tokenIn(await ensureFirstAdminLink(ctx))
  const lapsed = tokenIn(await ensureFirstAdminLink(ctx))
  await expect(signUp(ctx, replaced)).rejects.toMatchObject({ code: 'not-found' })
  now = new Date(now.getTime() + 3_600_000)
  await expect(signUp(ctx, lapsed)).rejects.toMatchObject({ code: 'gone' })
  const token = tokenIn(await ensureFirstAdminLink(ctx))
  const both = await Promise.allSettled([signUp(ctx, token), signUp(ctx, token, { ...ada, email: 'eve@example.com' })])
  expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await expect(signUp(ctx, token)).rejects.toMatchObject({ code: 'gone' })
})

test('only SHA-256 of tokens is stored', async () => {
  const ctx = await testContext()
  const tokens = [tokenIn(await ensureFirstAdminLink(ctx)), await createApiToken(ctx, { label: 'start' })]
  const kept = JSON.stringify([
    await ctx.control.db.selectFrom('password_reset_tokens').selectAll().execute(),
    await ctx.control.db.selectFrom('api_tokens').selectAll().execute(),
  ])
  for (const token of tokens) expect(kept).not.toContain(token)
})

test('the first token acts for the first admin, before and after they sign up', async () => {
  const ctx = await testContext()
  const link = await ensureFirstAdminLink(ctx)
  const token = await createApiToken(ctx, { label: 'start' })
  expect(token).toMatch(/^vt_[\w-]{43}$/)
  const before = await authenticate(ctx, { bearer: token, access: undefined })
  expect(before).toMatchObject({ kind: 'member', platformAdmin: true })
  const { id } = await ensureDemoProject(ctx, { origin: 'http://localhost:4402' })
  expect((await authorizeProject({ ...ctx, actor: before }, id, 'administer')).id).toBe(id)
  const { userId } = await signUp(ctx, tokenIn(link))
  expect(await authenticate(ctx, { bearer: token, access: undefined })).toEqual({ ...before, userId })
})

test('a new token replaces the one with its label, and a wrong one is nobody', async () => {
  const ctx = await testContext()
  const first = await createApiToken(ctx, { label: 'start' })
  const second = await createApiToken(ctx, { label: 'start' })
  const kind = async (bearer: string) => (await authenticate(ctx, { bearer, access: undefined })).kind
  expect(await kind(first)).toBe('anyone')
  expect(await kind(second)).toBe('member')
  for (const wrong of ['vt_', `vt_${'a'.repeat(43)}`, second.slice(3), `${second} `])
    expect(await kind(wrong)).toBe('anyone')
  await expect(createApiToken(anyone(ctx), { label: 'start' })).rejects.toMatchObject({ code: 'not-allowed' })
})

test('the stand-in of the first admin can’t be signed in as', async () => {
  const ctx = await testContext()
  await ensureFirstAdminLink(ctx)
  const { email } = await ctx.control.db.selectFrom('users').select('email').executeTakeFirstOrThrow()
  await expect(signIn(anyone(ctx), { email, password: '' })).rejects.toMatchObject({ code: 'wrong-credentials' })
})

test('the demo project is made once, also by two processes at a time, and follows the shop’s origin', async () => {
  const ctx = await testContext()
  await ensureOrganization(ctx)
  const ensure = () => ensureDemoProject(ctx, { origin: 'http://localhost:4402' })
  await together(ctx, 'audit_log', [ensure, ensure])
  const [one, two] = [await ensure(), await ensure()]
  expect(await ctx.control.db.selectFrom('projects').select('id').execute()).toHaveLength(1)
  expect(one).toEqual(two)
  expect(one).toMatchObject({
    publicKey: expect.stringMatching(/^pk_[A-Za-z0-9]{24}$/),
    masking: { mode: 'balanced' },
    retentionDays: 90,
    recordingSeconds: 120,
    region: 'eu',
  })
  const moved = await ensureDemoProject(ctx, { origin: 'http://localhost:5555' })
  expect(moved).toMatchObject({ id: one.id, origins: ['http://localhost:4402', 'http://localhost:5555'] })
})
