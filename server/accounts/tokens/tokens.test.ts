import type { NewApiToken, Scope } from '@vitrine/protocol'
import { expect, test } from 'vitest'
import { asMember, testContext } from '../../testing/context.ts'
import { seedProject } from '../../testing/seed.ts'
import { routes } from '../../web.ts'
import { startLogin } from '../login/login-session.ts'
import { Browser, type Method, openApp } from '../testing/browser.ts'
import { crew } from '../testing/people.ts'
import { tokensOf } from './api-token.ts'
import { createToken } from './create-token.ts'
import { revokeToken } from './revoke-token.ts'

let now = new Date()
const ctx = { ...(await testContext()), now: () => now }
const app = await openApp(ctx, routes)
const { organizationId, projectId, foreignProjectId, users } = await crew(ctx)
const owner = asMember(ctx, users.owner)
const plain: NewApiToken = { label: 'Nightly', scopes: ['read'], expiresInDays: 30 }

const call = async (token: string, method: Method, url: string, body?: object) => {
  const answer = await app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${token}` },
    ...(body && { payload: body }),
  })
  return answer.statusCode
}
const make = async (scopes: Scope[], more: Partial<NewApiToken> = {}, userId = users.owner) =>
  (await createToken(asMember(ctx, userId, userId === users.operator), { ...plain, scopes, ...more })).token

test('a token is shown once and kept as its SHA-256 and first characters', async () => {
  const { token, ...made } = await createToken(owner, plain)
  expect(token).toMatch(/^vt_[\w-]{43}$/)
  expect(await tokensOf(ctx, users.owner)).toContainEqual(made)
  expect(made).toMatchObject({ prefix: token.slice(0, 8), scopes: ['read'], lastUsedOn: null, organization: null })
  const rows = await ctx.control.db.selectFrom('api_tokens').selectAll().execute()
  for (const row of rows) expect(Object.values(row).map(String)).not.toContain(token)
})

const project = `/api/projects/${projectId}`
const members = `${project}/members`
const erase = { subject: { kind: 'project', id: projectId }, preview: true }
const asked: [Method, string, object | undefined][] = [
  ['GET', project, undefined],
  ['PATCH', project, { retentionDays: 120 }],
  ['GET', members, undefined],
  ['POST', '/v1/data-deletion', erase],
  ['POST', `/api/organizations/${organizationId}/projects`, { name: 'More' }],
]
const may = async (token: string) => {
  const done: number[] = []
  for (const [method, url, body] of asked) done.push(await call(token, method, url, body))
  return done
}

test('a token does what its scopes say, of what its member may do', async () => {
  expect(await may(await make(['read']))).toEqual([200, 403, 200, 403, 403])
  expect(await may(await make(['triage']))).toEqual([200, 403, 200, 403, 403])
  expect(await may(await make(['administer']))).toEqual([200, 200, 200, 403, 201])
  expect(await may(await make(['erase']))).toEqual([403, 403, 403, 200, 403])
  expect(await may(await make(['read', 'administer', 'erase', 'export', 'triage'], {}, users.viewer))).toEqual([
    200, 403, 200, 403, 403,
  ])
})

test('one for an organization or a project sees nothing else', async () => {
  const other = await seedProject(ctx)
  await ctx.control.db
    .insertInto('agent_memberships')
    .values({ id: crypto.randomUUID(), user_id: users.owner, organization_id: other.organizationId, role: 'owner' })
    .execute()
  const elsewhere = `/api/projects/${other.projectId}`
  const everywhere = await make(['administer'])
  const here = await make(['administer'], { organizationId })
  const single = await make(['administer'], { projectId })
  expect([await call(everywhere, 'GET', elsewhere), await call(everywhere, 'GET', project)]).toEqual([200, 200])
  expect([await call(here, 'GET', elsewhere), await call(here, 'GET', project)]).toEqual([404, 200])
  expect([await call(single, 'GET', elsewhere), await call(single, 'GET', project)]).toEqual([404, 200])
  const create = `/api/organizations/${organizationId}/projects`
  expect([await call(here, 'POST', create, { name: 'A' }), await call(single, 'POST', create, { name: 'B' })]).toEqual([
    201, 404,
  ])
  const me = await app.inject({ url: '/api/me', headers: { authorization: `Bearer ${single}` } })
  expect(me.json().projects.map(({ id }: { id: string }) => id)).toEqual([projectId])
})

test('being platform admin comes with a scope of its own', async () => {
  const foreign = `/api/projects/${foreignProjectId}`
  const without = await make(['read', 'administer'], {}, users.operator)
  const platform = await make(['read', 'platform'], {}, users.operator)
  expect([await call(without, 'GET', foreign), await call(platform, 'GET', foreign)]).toEqual([404, 200])
  await expect(make(['platform'])).rejects.toMatchObject({ field: 'scopes' })
  await expect(make(['platform'], { organizationId }, users.operator)).rejects.toMatchObject({ field: 'scopes' })
})

test('nobody makes one for what they can’t see', async () => {
  await expect(make(['read'], { projectId: foreignProjectId })).rejects.toMatchObject({ code: 'not-found' })
  await expect(make(['read'], { organizationId }, users.outsider)).rejects.toMatchObject({ code: 'not-found' })
})

test('no token reaches the account itself, whatever its scopes', async () => {
  const token = await make(['read', 'administer', 'erase', 'export', 'platform'], {}, users.operator)
  for (const [method, url, body] of [
    ['GET', '/api/account/tokens', undefined],
    ['POST', '/api/account/tokens', plain],
    ['GET', '/api/account/sessions', undefined],
    ['DELETE', '/api/account/sessions', undefined],
    ['POST', '/api/account/second-step/off', { password: 'x' }],
    ['POST', '/api/password', { current: 'x', next: 'a long enough one' }],
    ['POST', '/api/sign-out', undefined],
  ] as const)
    expect([url, await call(token, method, url, body)]).toEqual([url, 403])
})

test('one for an organization or a project does not list the copies of its member’s account', async () => {
  const list = async (more: Partial<NewApiToken>) => call(await make(['read'], more), 'GET', '/api/account/exports')
  expect([await list({}), await list({ organizationId }), await list({ projectId })]).toEqual([200, 404, 404])
})

test('a token that was revoked or has lapsed is nobody', async () => {
  const { token, id } = await createToken(owner, plain)
  await expect(revokeToken(asMember(ctx, users.admin), { tokenId: id })).rejects.toMatchObject({ code: 'not-found' })
  expect(await call(token, 'GET', project)).toBe(200)
  await revokeToken(owner, { tokenId: id })
  expect(await call(token, 'GET', project)).toBe(401)
  const lapsing = await make(['read'], { expiresInDays: 1 })
  const began = now
  now = new Date(now.getTime() + 86_400_001)
  expect(await call(lapsing, 'GET', project)).toBe(401)
  now = began
})

test('of its use, the day is kept', async () => {
  const { token, id } = await createToken(owner, plain)
  await call(token, 'GET', project)
  const row = await ctx.control.db.selectFrom('api_tokens').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  expect(row.last_used_on?.toISOString()).toBe(`${now.toISOString().slice(0, 10)}T00:00:00.000Z`)
})

test('the account’s page makes, lists and revokes them', async () => {
  const browser = new Browser(app)
  browser.signIn(await startLogin(ctx, users.agent))
  const made = (await browser.send('POST', '/api/account/tokens', plain)).json()
  expect((await browser.send('GET', '/api/account/tokens')).json()).toMatchObject([{ id: made.id, label: 'Nightly' }])
  expect((await browser.send('DELETE', `/api/account/tokens/${made.id}`)).statusCode).toBe(204)
  expect((await browser.send('DELETE', `/api/account/tokens/${made.id}`)).statusCode).toBe(404)
})
