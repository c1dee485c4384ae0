import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, test } from 'vitest'
import { createApp } from './create-app.ts'
import { type App, addRoutes, authenticate, ctx, id, lines, make, testApp } from './testing/app.ts'

const app = await testApp()
afterAll(() => app.close())

describe('routes', () => {
  test.each([
    [{}, /GET \/bare has no permission\. Write config: \{ permission: '…' \}/],
    [{ config: {} }, /GET \/bare has no permission/],
  ])('one without a permission is refused by its name: %j', async (options, message) => {
    const bare = await make()
    expect(() => bare.get('/bare', options as never, () => 'x')).toThrow(message)
    await bare.close()
  })

  test('in the API, one without a response schema too', async () => {
    const bare = await make()
    const config = { permission: 'public' } as const
    expect(() => bare.get('/api/bare', { config }, () => 'x')).toThrow('Route GET /api/bare has no response schema')
    expect(() => bare.get('/page', { config }, () => 'x')).not.toThrow()
    await bare.close()
  })

  test('answer declared fields only', async () => {
    const answer = await app.inject({ method: 'POST', url: '/api/as/public' })
    expect(answer.json()).toEqual({ actor: 'anyone' })
  })
})

describe('headers', () => {
  test('are there on answers, problems and unknown addresses alike', async () => {
    for (const url of ['/healthz', '/api/bug', '/nothing']) {
      const { headers } = await app.inject(url)
      expect(headers).toMatchObject({
        'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'x-frame-options': 'DENY',
        'cache-control': 'no-store',
      })
      expect(headers['strict-transport-security']).toBeUndefined()
      expect(headers['access-control-allow-origin']).toBeUndefined()
      expect(JSON.stringify(headers)).not.toMatch(/fastify|express|powered/i)
    }
  })

  test('over https browsers are told to stay with it', async () => {
    const secure = await make({ publicUrl: 'https://support.example' })
    expect((await secure.inject('/healthz')).headers['strict-transport-security']).toBe('max-age=31536000')
    await secure.close()
  })

  test('a request’s own number is not believed', async () => {
    const answer = await app.inject({ url: '/healthz', headers: { 'x-request-id': 'forged', 'request-id': 'forged' } })
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('long answers are packed', async () => {
    const answer = await app.inject({ url: '/api/long', headers: { 'accept-encoding': 'br' } })
    expect(answer.headers['content-encoding']).toBe('br')
    expect(answer.rawPayload.length).toBeLessThan(200)
  })
})

describe('the log', () => {
  test('has one line per answer, with the pattern of the route and none of its values', async () => {
    lines.length = 0
    await app.inject({ url: `/api/things/${id}?token=hunter2`, headers: { 'user-agent': 'hunter2' } })
    await app.inject('/hunter2')
    expect(lines.map(({ method, route, status }) => [method, route, status])).toEqual([
      ['GET', '/api/things/:id', 200],
      ['GET', 'none', 404],
    ])
    expect(JSON.stringify(lines)).not.toContain('hunter2')
    expect(Object.keys(lines[0] ?? {}).sort()).toEqual([
      'duration_ms',
      'level',
      'message',
      'method',
      'request_id',
      'route',
      'status',
    ])
  })
})

describe('forwarded addresses', () => {
  const ip = async (trustedProxies: string[], forwarded: string) => {
    const proxied = await make({ trustedProxies })
    addRoutes(proxied)
    const answer = await proxied.inject({
      url: '/ip',
      headers: { 'x-forwarded-for': forwarded },
      remoteAddress: '10.0.0.1',
    })
    await proxied.close()
    return answer.body
  }
  test('are believed from declared proxies only', async () => {
    expect(await ip([], '203.0.113.9')).toBe('10.0.0.1')
    expect(await ip(['loopback'], '203.0.113.9')).toBe('10.0.0.1')
    expect(await ip(['10.0.0.0/8'], '203.0.113.9')).toBe('203.0.113.9')
    expect(await ip(['10.0.0.0/8'], '1.2.3.4, 203.0.113.9')).toBe('203.0.113.9')
  })
})

describe('/openapi.json', () => {
  test('describes every route with its permission and the problem', async () => {
    const api = (await app.inject('/openapi.json')).json()
    expect(api.openapi).toBe('3.1.0')
    const route = api.paths['/api/things/{id}'].put
    expect(route).toMatchObject({ summary: 'Change a thing', 'x-permission': 'public', security: [] })
    expect(route.requestBody.content['application/json'].schema.required).toEqual(['id', 'name'])
    expect(route.responses.default.content['application/problem+json'].schema.required).toContain('code')
    expect(route.parameters.map((one: { name: string }) => one.name).sort()).toEqual(['id', 'n'])
    expect(Object.keys(api.paths)).not.toContain('/healthz')
  })
})

describe('health', () => {
  test('the process answers; it is ready when its database is', async () => {
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' })
    expect((await app.inject('/readyz')).json()).toEqual({ status: 'ready' })
    const dead = {
      ...ctx.control,
      db: {
        getExecutor: () => {
          throw new Error('gone')
        },
      } as never,
    }
    const unready = await createApp({ ctx: { ...ctx, control: dead }, name: 'Test', authenticate })
    expect((await unready.inject('/readyz')).statusCode).toBe(503)
    expect((await unready.inject('/healthz')).statusCode).toBe(200)
    await unready.close()
  })
})

describe('on a real port', () => {
  const listen = async (server: App) => {
    await server.listen({ port: 0, host: '127.0.0.1' })
    return (server.server.address() as AddressInfo).port
  }

  test('what is not HTTP is answered and ended', async () => {
    const server = await make()
    const port = await listen(server)
    const exchange = async (sent: string) => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {}).write(sent)
      return text(socket)
    }
    expect(await exchange('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n[^]*"code":"invalid-request"/)
    expect(await exchange(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413/)
    expect(
      await exchange('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'),
    ).toMatch(/^HTTP\/1\.1 400/)
    await server.close()
  })

  test('closing lets a running request end', async () => {
    const server = await make()
    const started = Promise.withResolvers<void>()
    const finish = Promise.withResolvers<string>()
    server.get('/waits', { config: { permission: 'public' } }, () => {
      started.resolve()
      return finish.promise
    })
    const answer = fetch(`http://127.0.0.1:${await listen(server)}/waits`)
    await started.promise
    const closed = server.close()
    finish.resolve('done')
    expect(await (await answer).text()).toBe('done')
    await closed
  })
})
