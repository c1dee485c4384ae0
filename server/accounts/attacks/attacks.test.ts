import { accessCookie, refreshCookie } from '@vitrine/protocol'
import { describe, expect, test } from 'vitest'
import { testContext } from '../../testing/context.ts'
import { routes } from '../../web.ts'
import { startLogin } from '../login/login-session.ts'
import { hashPassword, passwordMatches } from '../login/password.ts'
import { Browser, openApp } from '../testing/browser.ts'
import { crew, password, person } from '../testing/people.ts'

const ctx = await testContext()
const app = await openApp(ctx, routes)
const { organizationId, projectId, users } = await crew(ctx)

/** Each from an address of its own, as a botnet does. */
let host = 0
const from = () => {
  host++
  return `198.51.${host >> 8}.${host & 255}`
}
const post = (
  url: string,
  payload: object,
  headers: Record<string, string> = {},
  cookies: Record<string, string> = {},
) =>
  app.inject({
    method: 'POST',
    url,
    payload,
    remoteAddress: from(),
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
    cookies,
  })
const plain = ({ statusCode, body, headers }: Awaited<ReturnType<typeof post>>) => ({
  statusCode,
  body,
  headers: Object.keys(headers).sort(),
})

test('nothing that an answer consists of says who has an account', async () => {
  const { email } = await person(ctx)
  for (const [url, body] of [
    ['/api/sign-in', { password: 'not it' }],
    ['/api/sign-on/find', {}],
    ['/api/sign-on/begin', {}],
  ] as const) {
    const known = await post(url, { ...body, email })
    const unknown = await post(url, { ...body, email: 'nobody@example.com' })
    expect([url, plain(known)]).toEqual([url, plain(unknown)])
  }
})

test('a new address for each try does not help to guess', async () => {
  const { email } = await person(ctx)
  const answers: number[] = []
  for (let tries = 0; tries < 14; tries++)
    answers.push((await post('/api/sign-in', { email, password: `guess ${tries}` })).statusCode)
  expect(answers).toEqual([...Array(10).fill(401), ...Array(4).fill(429)])
  expect((await post('/api/sign-in', { email, password })).statusCode).toBe(429)
})

test('writing the address otherwise does not start a new count', async () => {
  const { email } = await person(ctx)
  const ways = [email, email.toUpperCase(), email.replace('e', 'E'), ` ${email}`, `${email} `]
  const counted: number[] = []
  for (let tries = 0; tries < 25; tries++)
    counted.push((await post('/api/sign-in', { email: ways[tries % ways.length], password: 'x' })).statusCode)
  expect(counted.filter((status) => status === 401).length).toBeLessThanOrEqual(10)
})

describe('addresses that look alike are not the same', () => {
  test.each([
    ['Cyrillic а', (email: string) => email.replace('example', 'exаmple')],
    ['Kelvin sign', (email: string) => `\u212a${email}`],
    ['dotless ı', (email: string) => `ı${email}`],
    ['full width', (email: string) => email.replace('@', '＠')],
    ['no width', (email: string) => email.replace('@', '\u200b@')],
    ['NUL', (email: string) => `${email}\0`],
    ['two addresses', (email: string) => `${email},other@example.com`],
  ])('%s', async (_, spoil) => {
    const { email } = await person(ctx)
    expect((await post('/api/sign-in', { email: spoil(email), password })).statusCode).toBe(400)
  })
})

describe('passwords', () => {
  test('what comes after byte 72, or after a NUL, counts', async () => {
    const long = 'x'.repeat(80)
    const hashed = await hashPassword(`${long}1`)
    expect(await passwordMatches(`${long}2`, hashed)).toBe(false)
    expect(await passwordMatches('abc\0def', await hashPassword('abc\0xyz'))).toBe(false)
  })

  test('a huge one is refused before it is hashed', async () => {
    const { email } = await person(ctx)
    const start = performance.now()
    expect((await post('/api/sign-in', { email, password: 'x'.repeat(1_025) })).statusCode).toBe(400)
    expect((await post('/api/sign-in', { email, password: 'x'.repeat(2_000_000) })).statusCode).toBe(413)
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  test.each([{ $ne: '' }, ['a'], null, 1, true])('%j is none', async (given) => {
    const { email } = await person(ctx)
    expect((await post('/api/sign-in', { email, password: given })).statusCode).toBe(400)
    expect((await post('/api/sign-in', { email: given, password })).statusCode).toBe(400)
  })
})

test('a session that was there before signing in is not the one after it', async () => {
  const { email } = await person(ctx)
  const attacker = await startLogin(ctx, users.viewer)
  const answer = await post(
    '/api/sign-in',
    { email, password },
    {},
    {
      [accessCookie.name]: attacker.access,
      [refreshCookie.name]: attacker.refresh ?? '',
    },
  )
  const given = new Map(answer.cookies.map(({ name, value }) => [name, value]))
  expect(given.get(accessCookie.name)).not.toBe(attacker.access)
  expect(given.get(refreshCookie.name)?.split('.')[0]).not.toBe(attacker.refresh?.split('.')[0])
  const still = await app.inject({ url: '/api/me', cookies: { [accessCookie.name]: attacker.access } })
  expect(still.json().userId).toBe(users.viewer)
})

test('a cookie of one purpose is none of another', async () => {
  const { email } = await person(ctx)
  const browser = new Browser(app)
  await browser.send('POST', '/api/sign-in', { email, password })
  const device = browser.cookies.get('vitrine_browser')?.value ?? ''
  const access = browser.cookies.get(accessCookie.name)?.value ?? ''
  const me = await app.inject({ url: '/api/me', cookies: { [accessCookie.name]: device } })
  expect(me.statusCode).toBe(401)
  const second = await post('/api/sign-in/second-step', { code: '000000' }, {}, { vitrine_second_step: access })
  expect(second.statusCode).toBe(401)
  for (const bearer of [access, device, browser.cookies.get(refreshCookie.name)?.value ?? ''])
    expect((await app.inject({ url: '/api/me', headers: { authorization: `Bearer ${bearer}` } })).statusCode).toBe(401)
})

describe('another site', () => {
  const foreign = [
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-site', origin: 'https://other.localhost' },
    { 'sec-fetch-site': '', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site', origin: 'null' },
  ]
  test.each(foreign)('%j can do nothing with a member’s cookies', async (headers) => {
    const { access } = await startLogin(ctx, users.owner)
    for (const [method, url] of [
      ['POST', '/api/account/tokens'],
      ['DELETE', '/api/account/sessions'],
      ['POST', '/api/sign-out'],
      ['PATCH', `/api/projects/${projectId}`],
      ['PATCH', `/api/organizations/${organizationId}/second-step`],
      ['POST', '/api/sign-in'],
      ['POST', '/api/sign-on/begin'],
    ] as const) {
      const answer = await app.inject({ method, url, headers, cookies: { [accessCookie.name]: access }, payload: {} })
      expect([url, answer.statusCode, answer.json().code]).toEqual([url, 403, 'origin-not-allowed'])
    }
  })
})

describe('what is not asked for is not taken', () => {
  const browser = async (userId: string) => {
    const found = new Browser(app)
    found.signIn(await startLogin(ctx, userId))
    return found
  }

  test('fields of a token', async () => {
    const body = { label: 'x', scopes: ['read'], expiresInDays: 1 }
    const more = { ...body, userId: users.owner, user_id: users.owner, prefix: 'vt_admin', expires_at: null }
    const made = (await (await browser(users.viewer)).send('POST', '/api/account/tokens', more)).json()
    const row = await ctx.control.db.selectFrom('api_tokens').selectAll().where('id', '=', made.id).executeTakeFirst()
    expect(row).toMatchObject({ user_id: users.viewer, prefix: made.token.slice(0, 8) })
    expect(row?.expires_at).not.toBeNull()
    for (const scopes of [['platform'], ['*'], ['read', 'all'], []])
      expect(
        (await (await browser(users.owner)).send('POST', '/api/account/tokens', { ...body, scopes })).statusCode,
      ).not.toBe(201)
  })

  test('fields of a project', async () => {
    const agent = await browser(users.admin)
    const other = crypto.randomUUID()
    const sent = {
      name: 'Mine',
      id: other,
      organization_id: other,
      organizationId: other,
      public_key: 'pk_x',
      publicKey: 'pk_x',
      region: 'us',
    }
    const changed = (await agent.send('PATCH', `/api/projects/${projectId}`, sent)).json()
    expect(changed).toMatchObject({ id: projectId, organizationId, name: 'Mine', region: 'eu' })
    expect(changed.publicKey).not.toBe('pk_x')
  })

  test('prototypes', async () => {
    const agent = await browser(users.viewer)
    const body = JSON.parse('{"__proto__":{"platformAdmin":true},"label":"x","scopes":["read"],"expiresInDays":1}')
    await agent.send('POST', '/api/account/tokens', body)
    expect((await agent.send('GET', '/api/me')).json().platformAdmin).toBe(false)
    expect(({} as { platformAdmin?: boolean }).platformAdmin).toBeUndefined()
  })
})
