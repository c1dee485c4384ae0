import { beforeEach, expect, test } from 'vitest'
import { testConfig } from '../../testing/config.ts'
import { asMember, testContext } from '../../testing/context.ts'
import { seedMember, seedProject } from '../../testing/seed.ts'
import { authorizeOrganization } from '../rights/authorize-organization.ts'
import { Browser, openApp } from '../testing/browser.ts'
import { givePassword, password } from '../testing/people.ts'
import { changeSignOn } from './change-sign-on.ts'
import { addDomain, proveDomain, vouchForDomain } from './domains.ts'
import { clientId, clientSecret, startIdentityProvider } from './testing/identity-provider.ts'
import { startNameServer } from './testing/name-server.ts'

const records = new Map<string, string>()
const config = { ...testConfig('/nowhere'), privateSignOn: true, dnsServers: [await startNameServer(records)] }
const ctx = await testContext({ config })
const app = await openApp(ctx)
const idp = await startIdentityProvider(`${config.publicUrl}/api/sign-on/callback`)
const change = { issuer: idp.issuer, clientId, clientSecret, defaultRole: 'viewer', onlySignOn: false } as const
let count = 0
let person = ''

/** An organization with a provider and a domain that is its own. */
async function company(how: { onlySignOn?: boolean } = {}) {
  const seeded = await seedProject(ctx)
  const owner = asMember(ctx, seeded.userId)
  await ctx.control.db
    .updateTable('agent_memberships')
    .set({ role: 'owner' })
    .where('user_id', '=', seeded.userId)
    .execute()
  const organization = await authorizeOrganization(owner, seeded.organizationId, 'administer')
  const domain = `company-${++count}.example`
  const { id, record } = await addDomain(owner, { organization, domain })
  records.set(record.name, record.value)
  await proveDomain(owner, { organization, domainId: id })
  await changeSignOn(owner, { organization, change: { ...change, ...how } })
  return { ...seeded, owner, organization, domain }
}

beforeEach(() => {
  person = `person-${crypto.randomUUID()}`
  idp.state.current = person
})

async function begin(email: string, next?: string) {
  const browser = new Browser(app)
  const answer = await browser.send('POST', '/api/sign-on/begin', { email, next })
  return { browser, location: answer.json().location as string, status: answer.statusCode }
}

/** Signs on as the person that the provider takes whoever comes for; answers the browser and where it was led. */
async function signOn(email: string, next?: string) {
  const { browser, location } = await begin(email, next)
  const back = new URL(await idp.visit(location))
  const answer = await browser.send('GET', back.pathname + back.search, undefined, { 'sec-fetch-site': 'cross-site' })
  return { browser, back, led: answer.headers.location }
}
const me = async (browser: Browser) => (await browser.send('GET', '/api/me')).json()

test('somebody new is let in as a member, and is the same person the next time', async () => {
  const { domain, organizationId, projectId } = await company()
  const email = `new@${domain}`
  idp.people.set(person, { email, email_verified: true, name: 'Nina New' })
  const { browser, led } = await signOn(email, '/account')
  expect(led).toBe('/account')
  const first = await me(browser)
  expect(first).toMatchObject({ email, displayName: 'Nina New', platformAdmin: false })
  expect(first.organizations).toMatchObject([{ id: organizationId, role: 'viewer' }])
  expect(first.projects).toMatchObject([{ id: projectId, role: 'viewer' }])
  idp.people.set(person, { email: `renamed@${domain}`, email_verified: true })
  expect((await me((await signOn(email)).browser)).userId).toBe(first.userId)
  expect((await browser.send('GET', '/api/account/sessions')).json()[0]).toMatchObject({ signOn: 'Acme' })
})

test('PKCE, state and nonce go along, and the secret does not', async () => {
  const { domain } = await company()
  const { location } = await begin(`a@${domain}`)
  const asked = new URL(location).searchParams
  expect(asked.get('code_challenge_method')).toBe('S256')
  for (const name of ['code_challenge', 'state', 'nonce']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/)
  expect(location).not.toContain(clientSecret)
})

test('an account of the organization is linked by its verified address', async () => {
  const { domain, organizationId } = await company()
  const userId = await seedMember(ctx, { organizationId, role: 'developer' })
  const email = `dev@${domain}`
  await ctx.control.db.updateTable('users').set({ email }).where('id', '=', userId).execute()
  idp.people.set(person, { email, email_verified: true })
  const found = await me((await signOn(email)).browser)
  expect(found).toMatchObject({ userId, organizations: [{ role: 'developer' }] })
})

test('an account that reaches beyond the organization is not opened, nor is a platform admin’s', async () => {
  const { domain, organizationId } = await company()
  const elsewhere = await seedProject(ctx)
  const operator = await seedMember(ctx, { organizationId, role: 'viewer' })
  await ctx.control.db.updateTable('users').set({ platform_admin: true }).where('id', '=', operator).execute()
  for (const [userId, name] of [
    [elsewhere.userId, 'victim'],
    [operator, 'operator'],
  ] as const) {
    const email = `${name}@${domain}`
    await ctx.control.db.updateTable('users').set({ email }).where('id', '=', userId).execute()
    idp.state.current = `${person}-${name}`
    idp.people.set(idp.state.current, { email, email_verified: true })
    const { browser, led } = await signOn(email)
    expect(led).toBe('/sign-in?problem=taken')
    expect((await browser.send('GET', '/api/me')).statusCode).toBe(401)
  }
})

test('a provider speaks for its own domains only, and for verified addresses only', async () => {
  const [ours, theirs] = [await company(), await company()]
  idp.people.set(person, { email: `boss@${theirs.domain}`, email_verified: true })
  expect((await signOn(`a@${ours.domain}`)).led).toBe('/sign-in?problem=foreign')
  idp.people.set(person, { email: `a@${ours.domain}`, email_verified: false })
  expect((await signOn(`a@${ours.domain}`)).led).toBe('/sign-in?problem=unverified')
  idp.people.set(person, { email: `a@${ours.domain}` })
  expect((await signOn(`a@${ours.domain}`)).led).toBe('/sign-in?problem=unverified')
  const users = await ctx.control.db.selectFrom('users').select('id').where('email', 'like', '%boss@%').execute()
  expect(users).toEqual([])
})

test('a sign-on reaches the organization that vouches, and nothing that comes later elsewhere', async () => {
  const { domain, organizationId } = await company()
  const email = `later@${domain}`
  idp.people.set(person, { email, email_verified: true })
  const { browser } = await signOn(email)
  const { userId } = await me(browser)
  const other = await seedProject(ctx)
  await ctx.control.db
    .insertInto('agent_memberships')
    .values({ id: crypto.randomUUID(), user_id: userId, organization_id: other.organizationId, role: 'owner' })
    .execute()
  expect((await browser.send('GET', `/api/projects/${other.projectId}`)).statusCode).toBe(404)
  expect((await me(browser)).organizations).toMatchObject([{ id: organizationId }])
  const token = { label: 'x', scopes: ['administer'], expiresInDays: 1 }
  expect((await browser.send('POST', '/api/account/tokens', token)).statusCode).toBe(403)
  expect(
    (await browser.send('POST', '/api/account/tokens', { ...token, organizationId: other.organizationId })).statusCode,
  ).toBe(404)
  expect((await browser.send('POST', '/api/account/tokens', { ...token, organizationId })).statusCode).toBe(201)
})

test('an answer counts once, in the browser that asked, and only as it was asked for', async () => {
  const { domain } = await company()
  const email = `once@${domain}`
  idp.people.set(person, { email, email_verified: true })
  const { browser, back, led } = await signOn(email)
  expect(led).toBe('/')
  const lapsed = '/sign-in?problem=lapsed'
  const again = await browser.send('GET', back.pathname + back.search)
  expect(again.headers.location).toBe(lapsed)

  const victim = new Browser(app)
  const attacker = await begin(email)
  const stolen = new URL(await idp.visit(attacker.location))
  expect((await victim.send('GET', stolen.pathname + stolen.search)).headers.location).toBe(lapsed)
  expect(victim.cookies.has('vitrine_access')).toBe(false)

  const [one, two] = [await begin(email), await begin(email)]
  const [first, second] = [new URL(await idp.visit(one.location)), new URL(await idp.visit(two.location))]
  first.searchParams.set('code', second.searchParams.get('code') ?? '')
  const mixed = await one.browser.send('GET', first.pathname + first.search)
  expect(mixed.headers.location).toBe('/sign-in?problem=refused')
  const denied = await begin(email)
  const state = new URL(denied.location).searchParams.get('state')
  const refusal = await denied.browser.send('GET', `/api/sign-on/callback?error=access_denied&state=${state}`)
  expect(refusal.headers.location).toBe('/sign-in?problem=refused')
})

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/api/sign-out',
  'javascript:alert(1)',
  '/a b',
])('%s is not gone on to', async (next) => {
  const { domain } = await company()
  idp.people.set(person, { email: `x@${domain}`, email_verified: true })
  expect((await signOn(`x@${domain}`, next)).led).toBe('/')
})

test('how an address signs in follows from its domain alone', async () => {
  const { domain, userId } = await company()
  await ctx.control.db
    .updateTable('users')
    .set({ email: `real@${domain}` })
    .where('id', '=', userId)
    .execute()
  const ask = async (email: string) => (await new Browser(app).send('POST', '/api/sign-on/find', { email })).body
  expect(await ask(`real@${domain}`)).toBe(await ask(`nobody@${domain}`))
  expect(JSON.parse(await ask(`nobody@${domain}`))).toEqual({ signOn: true, password: true })
  expect(JSON.parse(await ask('nobody@elsewhere.example'))).toEqual({ signOn: false, password: true })
  expect((await begin('nobody@elsewhere.example')).status).toBe(404)
})

test('where sign-on is the only way, passwords are refused, right or wrong; owners keep theirs', async () => {
  const { domain, organizationId, userId, owner, organization } = await company()
  const member = await seedMember(ctx, { organizationId, role: 'developer' })
  for (const [id, name] of [
    [member, 'dev'],
    [userId, 'owner'],
  ] as const) {
    await ctx.control.db
      .updateTable('users')
      .set({ email: `${name}@${domain}` })
      .where('id', '=', id)
      .execute()
    await givePassword(ctx, id)
  }
  const enter = async (name: string, given: string) => {
    const browser = new Browser(app)
    const answer = await browser.send('POST', '/api/sign-in', { email: `${name}@${domain}`, password: given })
    return { browser, body: answer.body, status: answer.statusCode }
  }
  const before = await enter('dev', password)
  expect(before.status).toBe(200)
  await changeSignOn(owner, { organization, change: { ...change, onlySignOn: true } })
  expect((await before.browser.send('GET', '/api/me')).statusCode).toBe(401)
  const right = await enter('dev', password)
  expect(right.status).toBe(403)
  expect((await enter('dev', 'wrong one')).body).toBe(right.body)
  expect((await enter('nobody', 'wrong one')).body).toBe(right.body)
  expect((await enter('owner', password)).status).toBe(200)
})

test('a domain belongs to one organization: the one that proves it', async () => {
  const [a, b] = [await company(), await company()]
  const claim = await addDomain(b.owner, { organization: b.organization, domain: a.domain })
  await expect(proveDomain(b.owner, { organization: b.organization, domainId: claim.id })).rejects.toMatchObject({
    message: 'The record is not there yet.',
  })
  records.set(claim.record.name, claim.record.value)
  for (const prove of [proveDomain, vouchForDomain])
    await expect(prove(b.owner, { organization: b.organization, domainId: claim.id })).rejects.toMatchObject({
      code: 'conflict',
    })
})

test('the provider’s address, our name there and the secret rest encrypted', async () => {
  const { organizationId } = await company()
  const row = await ctx.control.db
    .selectFrom('sign_on_providers')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow()
  for (const sealed of [row.issuer, row.client_id, row.client_secret])
    for (const secret of [idp.issuer, clientId, clientSecret]) expect(sealed.includes(secret)).toBe(false)
  expect(row.hosts).toEqual(['127.0.0.1'])
})

test('a provider that does not answer changes nothing, and its host is not called again', async () => {
  const { owner, organization } = await company()
  const issuer = 'http://127.0.0.1:1'
  await expect(changeSignOn(owner, { organization, change: { ...change, issuer } })).rejects.toMatchObject({
    field: 'issuer',
  })
  await expect(
    changeSignOn(owner, { organization, change: { ...change, issuer: 'https://idp.invalid' } }),
  ).rejects.toMatchObject({ field: 'issuer' })
  await expect(ctx.egress.fetch('https://idp.invalid/')).rejects.toMatchObject({ name: 'EgressError' })
})

test.each([
  'http://127.0.0.1:1/',
  'http://localhost:1/',
  'https://10.0.0.1/',
  'https://169.254.169.254/latest/meta-data',
  'https://[::1]/',
  'https://[fd00::1]/',
  'https://[::ffff:10.0.0.1]/',
  'http://example.com/',
])('without the operator’s leave, %s is not called', async (issuer) => {
  const careful = await testContext({ config: testConfig('/nowhere') })
  const { userId, organizationId } = await seedProject(careful)
  const owner = asMember(careful, userId)
  const organization = await authorizeOrganization(owner, organizationId, 'administer')
  await expect(changeSignOn(owner, { organization, change: { ...change, issuer } })).rejects.toMatchObject({
    field: 'issuer',
    message: issuer.includes('example.com') ? expect.anything() : expect.stringContaining('private address'),
  })
  expect(await careful.control.db.selectFrom('sign_on_providers').selectAll().execute()).toEqual([])
})
