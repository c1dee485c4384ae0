import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { redisEphemeral } from '../../platform/ephemeral/redis.ts'
import { testContext } from '../../testing/context.ts'
import { redisProgram, startRedis, type TestRedis } from '../../testing/redis.ts'
import { Browser, openApp } from '../testing/browser.ts'
import { password, person } from '../testing/people.ts'

describe.skipIf(!redisProgram())('while what keeps sign-ins does not answer', () => {
  let redis: TestRedis
  let app: Awaited<ReturnType<typeof openApp>>
  let email = ''
  beforeAll(async () => {
    redis = await startRedis()
    const ctx = await testContext()
    const ephemeral = await redisEphemeral({ url: redis.url, onError: () => {} })
    const control = { ...ctx.control, ephemeral }
    app = await openApp({ ...ctx, control, region: () => control })
    ;({ email } = await person(ctx))
  }, 120_000)
  afterAll(() => redis?.stop())

  test('nobody is signed out, and nobody is told that somebody was', { timeout: 60_000 }, async () => {
    const browser = new Browser(app)
    const me = async () => (await browser.send('GET', '/api/me')).statusCode
    expect((await browser.send('POST', '/api/sign-in', { email, password })).statusCode).toBe(200)
    const before = new Map(browser.cookies)
    await redis.kill()
    for (const [method, url, body] of [
      ['POST', '/api/refresh'],
      ['GET', '/api/account/sessions'],
      ['DELETE', '/api/account/sessions'],
      ['POST', '/api/sign-out'],
      ['POST', '/api/sign-in', { email, password }],
      ['POST', '/api/password', { current: password, next: 'another long enough password' }],
    ] as const) {
      const answer = await browser.send(method, url, body)
      expect([url, answer.statusCode]).toEqual([url, 503])
      expect(answer.headers).toMatchObject({
        'content-type': expect.stringContaining('application/problem+json'),
        'retry-after': expect.any(String),
      })
      expect(answer.cookies).toEqual([])
    }
    // Whoever is signed in goes on by what the browser holds, until that lapses.
    expect(await me()).toBe(200)
    expect(browser.cookies).toEqual(before)
    // It comes back empty: then, and no sooner, the sign-in has ended.
    await redis.restart()
    await expect.poll(me, { timeout: 30_000 }).toBe(401)
    expect((await browser.send('POST', '/api/refresh')).statusCode).toBe(401)
    expect((await browser.send('POST', '/api/sign-in', { email, password })).statusCode).toBe(200)
    expect(await me()).toBe(200)
  })
})
