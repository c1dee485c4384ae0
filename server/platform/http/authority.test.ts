import { afterAll, describe, expect, test } from 'vitest'
import { ctx, testApp } from './testing/app.ts'

const app = await testApp()
afterAll(() => app.close())
const { publicUrl } = ctx.config

describe('who may call', () => {
  const call = (route: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url: `/api/as/${route}`, headers })
  const status = async (route: string, headers?: Record<string, string>) => (await call(route, headers)).statusCode

  test.each(['public', 'intake', 'upload'])('%s: anyone', async (route) => expect(await status(route)).toBe(200))

  test.each(['member', 'project-view', 'project-triage', 'project-administer', 'organization-administer', 'platform'])(
    '%s: nobody who is not signed in',
    async (route) => {
      const answer = await call(route)
      expect([answer.statusCode, answer.headers['www-authenticate'], answer.json().code]).toEqual([
        401,
        'Bearer',
        'sign-in-required',
      ])
      expect(await status(route, { authorization: 'Bearer wrong' })).toBe(401)
      expect(await status(route, { authorization: 'Basic member' })).toBe(401)
      expect(await status(route, { authorization: 'Bearer admin' })).toBe(200)
    },
  )

  test('platform: admins of the installation', async () => {
    expect((await call('platform', { authorization: 'Bearer member' })).json().code).toBe('not-allowed')
    expect((await call('member', { authorization: 'Bearer member' })).json()).toEqual({ actor: 'member' })
  })
})

describe('forged requests', () => {
  const post = async (route: string, headers: Record<string, string>) =>
    (await app.inject({ method: 'POST', url: `/api/as/${route}`, headers })).statusCode
  const cookie = 'vitrine_access=member'

  test.each([
    { origin: publicUrl },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:4400' },
  ])('a page of ours may: %j', async (headers) =>
    expect(await post('member', { cookie, ...headers } as never)).toBe(200),
  )

  test.each([
    {},
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `${publicUrl}.evil.example` },
    { origin: ctx.config.replayUrl },
    { origin: publicUrl, 'sec-fetch-site': 'cross-site' },
    { origin: ctx.config.replayUrl, 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example', authorization: 'Basic x' },
    { origin: 'https://evil.example', authorization: 'Bearer ' },
    { origin: 'https://evil.example', 'content-type': 'text/plain' },
  ])('another may not: %j', async (headers) => {
    expect(await post('member', { cookie, ...headers } as never)).toBe(403)
    expect(await post('public', { cookie, ...headers } as never)).toBe(403)
  })

  test('signing somebody in from elsewhere is refused without a cookie too', async () => {
    expect(await post('public', { origin: 'https://evil.example' })).toBe(403)
    expect(await post('public', {})).toBe(200)
  })

  test('a program with a token, and intake of clients’ sites, may', async () => {
    expect(await post('member', { authorization: 'Bearer member' })).toBe(200)
    expect(await post('intake', { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' })).toBe(200)
    expect(await post('upload', { origin: 'https://shop.example' })).toBe(200)
  })
})
