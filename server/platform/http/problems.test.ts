import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { Problem } from '@vitrine/protocol'
import type { InjectOptions } from 'fastify'
import { afterAll, describe, expect, test } from 'vitest'
import { id, lines, testApp } from './testing/app.ts'

const app = await testApp()
afterAll(() => app.close())

describe('problems', () => {
  const problem = async (request: InjectOptions | string) => {
    const answer = await app.inject(request)
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(answer.json().status).toBe(answer.statusCode)
    expect(answer.json().hint).toMatch(/^[A-Z].+\.|number: /)
    return { answer, ...Problem.parse(answer.json()) }
  }
  const put = (
    payload: unknown,
    headers: Record<string, string> = { 'content-type': 'application/json' },
    url = `/api/things/${id}`,
  ) => problem({ method: 'PUT', url, headers, payload: payload as string })

  test('name each field that was refused', async () => {
    const { status, code, errors } = await put(JSON.stringify({ id: 'x', name: 'a', more: { n: 'one' } }))
    expect([status, code]).toEqual([400, 'invalid-request'])
    expect(errors?.map(({ field }) => field)).toEqual(['id', 'name', 'more.n'])
  })

  test('of params and query too, and of a body that is missing', async () => {
    expect((await put('{}', undefined, '/api/things/1')).errors?.map(({ field }) => field)).toEqual(['id'])
    expect((await put(JSON.stringify({ id, name: 'ab' }), undefined, `/api/things/${id}?n=x`)).detail).toContain(
      'query',
    )
    expect((await problem({ method: 'PUT', url: `/api/things/${id}` })).errors?.map(({ field }) => field)).toEqual([
      'body',
    ])
  })

  test('of bodies that can’t be read', async () => {
    expect(await put('{"id":')).toMatchObject({ status: 400, detail: 'The body of the request is not JSON.' })
    expect(await put('')).toMatchObject({ status: 400 })
    expect(await put('{"__proto__":{"admin":true}}')).toMatchObject({ status: 400, code: 'invalid-request' })
    expect(await put('x', { 'content-type': 'application/xml' })).toMatchObject({
      status: 415,
      code: 'unsupported-media-type',
    })
    expect(await put(`"${'x'.repeat(1_000_001)}"`)).toMatchObject({ status: 413, code: 'too-large' })
    expect(await put('{}', { 'content-type': 'application/json', 'content-length': '5' })).toMatchObject({
      status: 400,
    })
  })

  test('never repeat what was sent', async () => {
    const { answer } = await put(JSON.stringify({ id: 'hunter2', name: 2, hunter2: 'hunter2' }))
    expect(answer.body).not.toContain('hunter2')
  })

  test('of addresses and methods', async () => {
    expect(await problem('/nothing?token=secret')).toMatchObject({ status: 404, code: 'not-found' })
    expect(await problem('/api/things/%E0%A4%A')).toMatchObject({ status: 400, code: 'invalid-request' })
    expect(await problem(`/api/things/${'x'.repeat(501)}`)).toMatchObject({ status: 404 })
    const wrong = await problem({ method: 'DELETE', url: `/api/things/${id}?x=1` })
    expect([wrong.status, wrong.code, wrong.answer.headers.allow]).toEqual([
      405,
      'method-not-allowed',
      'GET, HEAD, PUT',
    ])
  })

  test('that a verb throws, with what to do', async () => {
    const { answer, ...rest } = await problem('/api/problem')
    expect(rest).toMatchObject({
      status: 429,
      code: 'too-many-requests',
      detail: 'Too many.',
      hint: 'Wait.',
      errors: [{ field: 'name', message: 'Too many.' }],
    })
    expect(answer.headers['retry-after']).toBe('2')
  })

  test('bugs are logged with their number, and say nothing else', async () => {
    lines.length = 0
    const { answer, status, code, hint } = await problem('/api/bug')
    expect([status, code]).toEqual([500, 'internal'])
    expect(answer.body).not.toContain('hunter2')
    const line = lines.find(({ level }) => level === 'error')
    expect(line).toMatchObject({ route: '/api/bug', error: 'Error: password hunter2 of the database' })
    expect(hint).toContain(line?.request_id)
    expect(answer.headers['x-request-id']).toBe(line?.request_id)
  })

  test('a database that does not answer is no bug', async () => {
    lines.length = 0
    const { status, code, answer } = await problem('/api/outage')
    expect([status, code, answer.headers['retry-after']]).toEqual([503, 'unavailable', '5'])
    expect(answer.body).not.toContain('ECONNREFUSED')
    expect(lines.map(({ level, message }) => [level, message])).toContainEqual(['warn', 'A store does not answer'])
  })

  test('two requests that meet in the database are no bug, and the values of neither are told', async () => {
    lines.length = 0
    const { status, code, answer } = await problem('/api/collision')
    expect([status, code]).toEqual([409, 'conflict'])
    expect(answer.body).not.toContain('platform_secrets')
    expect(lines.map(({ level, message }) => [level, message])).toContainEqual(['warn', 'Two requests met'])
    expect(lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  test('a sender who hangs up is neither a bug of ours nor an outage', async () => {
    lines.length = 0
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    const begun = 'POST /api/body HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{'
    socket.write(begun)
    const [request]: IncomingMessage[] = await once(app.server, 'request')
    socket.destroy()
    await new Promise((done) => request?.once('close', done))
    expect(lines.filter(({ level }) => level !== 'info')).toEqual([])
  })

  test('an answer that is not as declared is a bug', async () => {
    const { answer, status } = await problem('/api/broken')
    expect(status).toBe(500)
    expect(answer.body).not.toContain('hunter2')
  })

  test('what takes too long is unavailable', async () => {
    expect(await problem('/api/slow')).toMatchObject({ status: 503, code: 'unavailable' })
  })
})
