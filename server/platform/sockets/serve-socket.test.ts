import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { testContext } from '../../testing/context.ts'
import { ProblemError } from '../errors.ts'
import { createApp } from '../http/create-app.ts'
import { Outage } from '../outage.ts'
import type { Connection } from './connection.ts'
import { type Pace, usualPace } from './liveness.ts'
import { serveSocket } from './serve-socket.ts'

const Hears = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('watch'), id: z.string() }),
  z.object({ kind: z.literal('leave'), id: z.string() }),
  z.object({ kind: z.literal('fail'), how: z.enum(['problem', 'bug', 'slow']) }),
  z.object({ kind: z.literal('flood'), bytes: z.number() }),
])
const Tells = z.object({
  kind: z.string(),
  id: z.string().optional(),
  code: z.string().optional(),
  detail: z.string().optional(),
})
type Hears = z.infer<typeof Hears>
type Tells = z.infer<typeof Tells>

const base = await testContext()
const logged: string[] = []
const ctx = {
  ...base,
  log: { info() {}, warn() {}, error: (_: string, fields?: object) => void logged.push(JSON.stringify(fields)) },
}
let good = 'good'
const authenticate = async (_: unknown, { bearer }: { bearer: string | undefined }) =>
  bearer === good ? ({ kind: 'member', userId: 'u1', platformAdmin: false } as const) : ({ kind: 'anyone' } as const)

const watched = new Map<string, number>()
const change = (id: string, by: number) => watched.set(id, (watched.get(id) ?? 0) + by)
let release = () => {}
let failure: unknown

async function hear(message: Hears, connection: Connection<Tells>): Promise<void> {
  switch (message.kind) {
    case 'watch':
      await connection.keep(message.id, async () => {
        change(message.id, 1)
        return () => void change(message.id, -1)
      })
      // A field that is not declared must not leave.
      return connection.tell({ kind: 'watching', id: message.id, secret: 'hidden' } as Tells)
    case 'leave':
      await connection.leave(message.id)
      return connection.tell({ kind: 'left', id: message.id })
    case 'flood':
      for (let sent = 0; sent < message.bytes; sent += 10_000)
        connection.tell({ kind: 'flood', id: 'x'.repeat(10_000) })
      return undefined
    case 'fail':
      if (message.how === 'slow') return new Promise((done) => (release = done))
      throw message.how === 'problem' ? new ProblemError('not-found', 'No such thing.') : failure
  }
}

let app: FastifyInstance
let port = 0
async function start(pace: Pace = usualPace): Promise<void> {
  const made = await createApp({ ctx, name: 'Test', authenticate })
  const refused = (code: string, detail: string, about?: Hears) => ({
    kind: 'refused',
    code,
    detail,
    id: about && 'id' in about ? about.id : undefined,
  })
  serveSocket(made, { url: '/api/socket', hears: Hears, tells: Tells, refused, hear, pace })
  made.get('/plain', { config: { permission: 'public' } }, () => 'plain')
  await made.listen({ port: 0, host: '127.0.0.1' })
  port = (made.server.address() as AddressInfo).port
  app = made
}
beforeEach(() => {
  good = 'good'
  watched.clear()
  logged.length = 0
  failure = new Error('a bug with secret@shop.example')
})
afterEach(() => app.close())

const own = { authorization: 'Bearer good' }
type Client = { readonly socket: WebSocket; readonly heard: Tells[]; say: (message: unknown) => void }
async function open(headers: Record<string, string> = own): Promise<Client> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/socket`, { headers })
  const heard: Tells[] = []
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString())))
  await once(socket, 'open')
  return { socket, heard, say: (message) => socket.send(JSON.stringify(message)) }
}
async function statusOf(headers: Record<string, string>, path = '/api/socket'): Promise<number | undefined> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers })
  socket.on('error', () => {})
  const [, answer] = await once(socket, 'unexpected-response')
  answer.resume()
  return answer.statusCode
}

describe('who may open one', () => {
  beforeEach(() => start())
  const cookie = 'vitrine_access=x'

  test('nobody who is not signed in', async () => {
    expect(await statusOf({})).toBe(401)
    expect(await statusOf({ authorization: 'Bearer bad' })).toBe(401)
    const connections = () => new Promise<number>((done) => app.server.getConnections((_, count) => done(count)))
    await vi.waitFor(async () => expect(await connections()).toBe(0))
  })

  test('no page of another site, though it brings the cookie', async () => {
    await app.close()
    const member = async () => ({ kind: 'member', userId: 'u1', platformAdmin: false }) as const
    const cookies = await createApp({ ctx, name: 'Test', authenticate: member })
    serveSocket(cookies, { url: '/api/socket', hears: Hears, tells: Tells, refused: (code) => ({ kind: code }), hear })
    await cookies.listen({ port: 0, host: '127.0.0.1' })
    port = (cookies.server.address() as AddressInfo).port
    app = cookies
    for (const headers of [
      { cookie, origin: 'https://evil.example' },
      { cookie, origin: 'null' },
      { cookie, origin: `${ctx.config.publicUrl}.evil.example` },
      { cookie, origin: ctx.config.replayUrl },
      { cookie },
      { cookie, origin: ctx.config.publicUrl, 'sec-fetch-site': 'cross-site' },
      { cookie, origin: ctx.config.replayUrl, 'sec-fetch-site': 'same-site' },
    ])
      expect([headers, await statusOf(headers as Record<string, string>)]).toEqual([headers, 403])
    const { socket } = await open({ cookie, origin: ctx.config.publicUrl })
    socket.close()
  })

  test('a plain request gets a problem, and no other address becomes a socket', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/socket`, { headers: own })
    expect([answer.status, await answer.json()]).toMatchObject([400, { detail: 'This address speaks WebSocket only.' }])
    const plain = new WebSocket(`ws://127.0.0.1:${port}/plain`)
    plain.on('error', () => {})
    await once(plain, 'close')
    expect(await statusOf({}, '/nothing')).toBe(404)
    expect((await fetch(`http://127.0.0.1:${port}/plain`)).status).toBe(200)
  })
})

describe('messages', () => {
  beforeEach(() => start())

  test('are answered in order, with declared fields only', async () => {
    const { socket, heard, say } = await open()
    for (const id of ['a', 'b', 'a']) say({ kind: 'watch', id })
    say({ kind: 'leave', id: 'b' })
    await vi.waitFor(() => expect(heard).toHaveLength(4))
    expect(heard.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['watching a', 'watching b', 'watching a', 'left b'])
    expect(Object.keys(heard[0] ?? {})).toEqual(['kind', 'id'])
    expect(watched).toEqual(
      new Map([
        ['a', 1],
        ['b', 0],
      ]),
    )
    socket.close()
    await vi.waitFor(() => expect(watched.get('a')).toBe(0))
  })

  test('that are not understood are refused, and the connection lives on', async () => {
    const { socket, heard, say } = await open()
    const nonsense = [
      '',
      'nonsense',
      '[]',
      'null',
      '{"kind":"drop"}',
      '{"__proto__":{"kind":"watch"}}',
      '{"kind":"watch","id":1}',
      '['.repeat(10_000),
    ]
    for (const text of nonsense) socket.send(text)
    socket.send(Buffer.from([0, 1, 2]))
    say({ kind: 'watch', id: 'a' })
    await vi.waitFor(() => expect(heard.at(-1)?.kind).toBe('watching'))
    expect(heard.filter(({ code }) => code === 'invalid-request')).toHaveLength(nonsense.length + 1)
    socket.close()
  })

  test('that fail say why to the caller only as far as it is meant for them', async () => {
    const { socket, heard, say } = await open()
    say({ kind: 'fail', how: 'problem' })
    say({ kind: 'fail', how: 'bug' })
    await vi.waitFor(() => expect(heard).toHaveLength(2))
    expect(heard[0]).toMatchObject({ kind: 'refused', code: 'not-found', detail: 'No such thing.' })
    expect(heard[1]).toEqual({ kind: 'refused', code: 'internal', detail: 'Something failed here.' })
    expect(logged.join()).toContain('a bug')
    socket.close()
  })

  test('that a store did not answer end the connection: who comes back asks for everything anew', async () => {
    const { socket, heard, say } = await open()
    failure = new Outage('The short-lived store', new Error('Connection is closed.'))
    say({ kind: 'watch', id: 'a' })
    say({ kind: 'fail', how: 'bug' })
    const [code] = await once(socket, 'close')
    expect([code, heard.map(({ kind }) => kind)]).toEqual([1013, ['watching']])
    await vi.waitFor(() => expect(watched.get('a')).toBe(0))
  })

  test('too large or too many end the connection, and what it kept is let go', async () => {
    const large = await open()
    large.say({ kind: 'watch', id: 'a' })
    await vi.waitFor(() => expect(watched.get('a')).toBe(1))
    large.socket.send('x'.repeat(20_000))
    expect((await once(large.socket, 'close'))[0]).toBe(1009)
    await vi.waitFor(() => expect(watched.get('a')).toBe(0))

    const many = await open()
    many.say({ kind: 'fail', how: 'slow' })
    for (let n = 0; n < 60; n++) many.say({ kind: 'watch', id: `n${n}` })
    expect((await once(many.socket, 'close'))[0]).toBe(1008)
    release()
    await vi.waitFor(() => expect(logged).toEqual([]))
    const fresh = await open()
    fresh.say({ kind: 'watch', id: 'after' })
    await vi.waitFor(() => expect(fresh.heard).toHaveLength(1))
    expect([...watched].filter(([id]) => id.startsWith('n')).reduce((sum, [, count]) => sum + count, 0)).toBe(0)
    fresh.socket.close()
  })

  test('at most a hundred subscriptions are kept', async () => {
    const { socket, heard, say } = await open()
    for (let n = 0; n < 102; n++) {
      say({ kind: 'watch', id: `${n}` })
      await vi.waitFor(() => expect(heard).toHaveLength(n + 1), { interval: 1 })
    }
    expect(heard.slice(-3).map(({ kind }) => kind)).toEqual(['watching', 'refused', 'refused'])
    expect(heard.at(-1)).toMatchObject({ code: 'too-many-requests', id: '101' })
    socket.close()
  })
})

describe('connections end', () => {
  test('when the client does not answer a ping', async () => {
    await start({ pingEveryMs: 20, lifetimeMs: 60_000 })
    const alive = await open()
    const dead = new WebSocket(`ws://127.0.0.1:${port}/api/socket`, { headers: own, autoPong: false })
    expect((await once(dead, 'close'))[0]).toBe(1006)
    expect(alive.socket.readyState).toBe(WebSocket.OPEN)
    alive.socket.close()
  })

  test('when their time is up', async () => {
    await start({ pingEveryMs: 60_000, lifetimeMs: 20 })
    const { socket } = await open()
    expect(await once(socket, 'close')).toMatchObject([4000, Buffer.from('sign in anew')])
  })

  test('soon after the member signed out', async () => {
    await start({ pingEveryMs: 20, lifetimeMs: 60_000 })
    const { socket } = await open()
    await once(socket, 'ping')
    await once(socket, 'ping')
    expect(socket.readyState).toBe(WebSocket.OPEN)
    good = 'another'
    expect(await once(socket, 'close')).toMatchObject([4000, Buffer.from('sign in anew')])
  })

  test('when the client does not read', async () => {
    await start()
    const { socket, say } = await open()
    socket.pause()
    say({ kind: 'flood', bytes: 30_000_000 })
    await vi.waitFor(() => expect(app.websocketServer.clients.size).toBe(0))
    socket.terminate()
  })

  test('when the client vanishes', async () => {
    await start()
    const { socket, say } = await open()
    say({ kind: 'watch', id: 'a' })
    await vi.waitFor(() => expect(watched.get('a')).toBe(1))
    ;(socket as unknown as { _socket: Socket })._socket.resetAndDestroy()
    await vi.waitFor(() => expect(watched.get('a')).toBe(0))
  })

  test('when the server closes: clients are told to come back, and it does close', async () => {
    await start()
    const { socket } = await open()
    const closed = once(socket, 'close')
    await app.close()
    expect((await closed)[0]).toBe(1001)
  })

  test('a handshake that breaks off harms nobody', async () => {
    await start()
    const raw = connect(port, '127.0.0.1')
    raw.write(
      'GET /api/socket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nAuthorization: Bearer good\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bad\r\n\r\n',
    )
    raw.on('error', () => {}).resume()
    await once(raw, 'close')
    const { socket } = await open()
    socket.close()
  })
})
