import { afterAll, expect, test } from 'vitest'
import { servePage } from './serve-page.ts'
import { addRoutes, id, make } from './testing/app.ts'

const app = await make()
addRoutes(app)
servePage(app, '/*', '<!doctype html>page')
afterAll(() => app.close())

test.each(['/', '/projects/1', '/apiary', '/v1-notes', '//evil.example/', '/%2e%2e/secret.txt'])(
  '%s is the page',
  async (url) => {
    const { statusCode, body, headers } = await app.inject(url)
    expect([statusCode, body, headers['cache-control']]).toEqual([200, '<!doctype html>page', 'no-cache'])
  },
)

test.each(['/api', '/v1', '/api?x=1', '/api/', '/api/nothing', '/v1/nothing'])('%s is a problem', async (url) => {
  const { statusCode, headers } = await app.inject(url)
  expect([statusCode, headers['content-type']]).toEqual([404, 'application/problem+json'])
})

test('an address of the API that answers other methods says which', async () => {
  const { statusCode, headers } = await app.inject('/api/as/member')
  expect([statusCode, headers['allow']]).toEqual([405, 'POST'])
  expect((await app.inject(`/api/things/${id}`)).statusCode).toBe(200)
})
