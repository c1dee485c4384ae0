import { expect, test } from 'vitest'
import { testContext } from '../testing/context.ts'
import { createApiToken } from './setup/create-api-token.ts'
import { Browser, openApp } from './testing/browser.ts'
import { password, person } from './testing/people.ts'

const ctx = await testContext()
const app = await openApp(ctx)
const signedIn = async () => {
  const { email, userId } = await person(ctx)
  const browser = new Browser(app)
  const answer = await browser.send('POST', '/api/sign-in', { email, password })
  return { browser, answer, email, userId }
}

test('signing in gives two cookies that scripts and other sites do not get', async () => {
  const { browser, answer, userId } = await signedIn()
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({ userId })
  const [access, refresh] = answer.cookies
  expect(access).toMatchObject({ name: 'vitrine_access', path: '/', httpOnly: true, sameSite: 'Strict', maxAge: 600 })
  expect(refresh).toMatchObject({ name: 'vitrine_refresh', path: '/api/refresh', httpOnly: true, sameSite: 'Strict' })
  expect((await browser.send('GET', '/api/me')).json()).toMatchObject({ userId })
})

test('over https the cookies never travel in clear', async () => {
  const secure = await openApp({ ...ctx, config: { ...ctx.config, publicUrl: 'https://vitrine.example' } })
  const { email } = await person(ctx)
  const answer = await new Browser(secure).send('POST', '/api/sign-in', { email, password })
  expect(answer.cookies.map((cookie) => cookie.secure)).toEqual([true, true, true])
})

test('refreshing rotates both cookies; an old one ends the sign-in', async () => {
  const { browser } = await signedIn()
  const [first, stolen] = [new Map(browser.cookies), new Browser(app)]
  expect((await browser.send('POST', '/api/refresh')).statusCode).toBe(204)
  expect((await browser.send('POST', '/api/refresh')).statusCode).toBe(204)
  expect(browser.cookies.get('vitrine_refresh')).not.toEqual(first.get('vitrine_refresh'))
  for (const [name, cookie] of first) stolen.cookies.set(name, cookie)
  expect((await stolen.send('POST', '/api/refresh')).json()).toMatchObject({ status: 401, code: 'sign-in-required' })
  expect((await browser.send('POST', '/api/refresh')).statusCode).toBe(401)
  expect((await browser.send('GET', '/api/me')).statusCode).toBe(401)
})

test('signing out clears the cookies, and kept copies are worthless', async () => {
  const { browser } = await signedIn()
  const copy = new Browser(app)
  for (const [name, cookie] of browser.cookies) copy.cookies.set(name, cookie)
  expect((await browser.send('POST', '/api/sign-out')).statusCode).toBe(204)
  // What tells this browser from strangers' stays.
  expect([...browser.cookies.keys()]).toEqual(['vitrine_browser'])
  expect((await copy.send('GET', '/api/me')).statusCode).toBe(401)
  expect((await copy.send('POST', '/api/refresh')).statusCode).toBe(401)
})

test('a changed password signs this browser in anew and all others out', async () => {
  const { browser, email } = await signedIn()
  const other = new Browser(app)
  await other.send('POST', '/api/sign-in', { email, password })
  const change = { current: password, next: 'another long enough password' }
  expect((await browser.send('POST', '/api/password', change)).statusCode).toBe(204)
  expect((await browser.send('GET', '/api/me')).statusCode).toBe(200)
  expect((await other.send('GET', '/api/me')).statusCode).toBe(401)
})

test('other sites can’t act with a member’s cookies, nor sign somebody in', async () => {
  const { browser, email } = await signedIn()
  const from = (headers: Record<string, string>) => (url: string, body?: object) =>
    browser.send('POST', url, body, headers)
  for (const post of [
    from({ 'sec-fetch-site': 'cross-site' }),
    from({ 'sec-fetch-site': 'same-site', origin: 'http://localhost:4402' }),
    from({ 'sec-fetch-site': 'cross-site', origin: 'null' }),
  ])
    for (const answer of [
      await post('/api/sign-out'),
      await post('/api/refresh'),
      await post('/api/password', { current: password, next: 'another long enough password' }),
      await post('/api/sign-in', { email, password }),
    ])
      expect(answer.json()).toMatchObject({ status: 403, code: 'origin-not-allowed' })
  expect((await browser.send('GET', '/api/me')).statusCode).toBe(200)
})

test('an API token works without cookies, and a wrong one is not made good by a cookie', async () => {
  const { browser } = await signedIn()
  const token = await createApiToken(ctx, { label: 'test' })
  const me = (bearer: string) =>
    new Browser(app).send('GET', '/api/me', undefined, { authorization: `Bearer ${bearer}` })
  expect((await me(token)).json()).toMatchObject({ platformAdmin: true })
  expect((await me(`vt_${'a'.repeat(43)}`)).statusCode).toBe(401)
  const both = await browser.send('GET', '/api/me', undefined, { authorization: `Bearer vt_${'a'.repeat(43)}` })
  expect(both.statusCode).toBe(401)
})

test('over HTTP too, an unknown address is answered like a wrong password', async () => {
  const { email } = await person(ctx)
  const [known, unknown] = [
    await new Browser(app).send('POST', '/api/sign-in', { email, password: 'wrong wrong wrong' }),
    await new Browser(app).send('POST', '/api/sign-in', { email: 'nobody@example.com', password: 'wrong wrong wrong' }),
  ]
  const visible = ({ headers, statusCode, body }: typeof known) => {
    const own = new Set(['date', 'x-request-id'])
    return { headers: Object.entries(headers).filter(([name]) => !own.has(name)), statusCode, body }
  }
  expect(visible(known)).toEqual(visible(unknown))
  expect(known.json()).toMatchObject({ status: 401, code: 'wrong-credentials' })
})

test('a refused field is named', async () => {
  const short = { token: 'x'.repeat(43), displayName: 'Bo', password: 'short' }
  const answer = await new Browser(app).send('POST', '/api/accept-invite', short)
  expect(answer.json()).toMatchObject({ status: 400, errors: [{ field: 'password' }] })
})

test('an address that tries again and again has to wait', async () => {
  const context = await testContext()
  const browser = new Browser(await openApp(context))
  const read = () => browser.send('GET', `/api/invites/${'x'.repeat(43)}`)
  for (let tries = 0; tries < 60; tries++) expect((await read()).statusCode).toBe(404)
  expect((await read()).statusCode).toBe(429)
  const answer = await browser.send('POST', '/api/sign-in', { email: 'ada@example.com', password })
  expect(answer.statusCode).toBe(429)
  expect(answer.headers['retry-after']).toBe('60')
  const names: string[] = []
  for await (const name of context.control.ephemeral.names()) names.push(name)
  expect(names.join()).toContain('sign-in-rate')
  expect(names.join()).not.toContain('127.0.0.1')
})
