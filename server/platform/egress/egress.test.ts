import { createServer, type IncomingMessage, type Server } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import { get } from 'node:https'
import { type AddressInfo, connect, type LookupFunction } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { recipient } from '@vitrine/ledger'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { testConfig } from '../../testing/config.ts'
import { sharedServer } from '../../testing/database.ts'
import { s3Access } from '../../testing/s3.ts'
import { activeRecipients } from './active-recipients.ts'
import { createEgress } from './create-egress.ts'
import { guardSockets } from './guard-sockets.ts'
import { hostsOf, isLoopback } from './hosts.ts'
import { EgressError } from './refusal.ts'

const about = {
  name: 'Somebody',
  role: 'recipient',
  purpose: 'Tests',
  location: 'here',
  receives: ['operation'],
  keeps: 'nothing',
  safeguards: [],
  notice: '',
} as const
const config = testConfig('/nowhere')
const active = (recipients: ReturnType<typeof recipient>[], overrides: Partial<typeof config> = {}) =>
  activeRecipients({ recipients }, { ...config, ...overrides })

describe('active recipients', () => {
  const database = recipient('database', { ...about, hosts: { setting: 'databaseUrl' } })

  test('a literal host is always reached', () => {
    const [found] = active([recipient('a', { ...about, hosts: ['API.example.'] })])
    expect(found?.reaches).toEqual(['api.example'])
  })

  test.each([
    ['postgres://u:p@db.example:5432/v', ['db.example']],
    ['postgres://u:p@[2001:db8::1]:5432/v', ['2001:db8::1']],
    ['postgres://u:p@db.example/v?host=other.example', ['db.example', 'other.example']],
    ['postgres://u:p@localhost/v?host=other.example', ['other.example']],
  ])('%s reaches %j', (databaseUrl, reaches) => {
    expect(active([database], { databaseUrl })[0]?.reaches).toEqual(reaches)
  })

  test.each([undefined, 'postgres://localhost/v', 'postgres://u@127.0.0.1:5/v', 'postgres:///v?host=/run/postgresql'])(
    'no recipient is behind %s',
    (databaseUrl) => expect(active([database], { databaseUrl })).toEqual([]),
  )

  test('one that we never call is active when its setting is filled in', () => {
    const hosting = recipient('hosting', { ...about, hosts: [], activeWhen: 'operator.hosting' })
    expect(active([hosting])).toEqual([])
    const operator = { ...config.operator, hosting: 'Example Hosting' }
    expect(active([hosting], { operator })).toMatchObject([{ id: 'hosting', reaches: [] }])
  })

  test('one behind settings that belong together is none until they are filled in', () => {
    const store = recipient('store', { ...about, hosts: { setting: 's3.address' } })
    expect(active([store])).toEqual([])
    const s3 = { ...s3Access('https://s3.example', 'ours'), address: 'https://ours.s3.example' }
    expect(active([store], { s3 })).toMatchObject([{ reaches: ['ours.s3.example'] }])
  })

  test('a setting that does not exist is found at once', () => {
    const typo = recipient('typo', { ...about, hosts: { setting: 'operator.hostng' } })
    expect(() => active([typo])).toThrow(`recipient('typo') names the setting "operator.hostng"`)
  })
})

test.each(['localhost', 'LOCALHOST.', '127.0.0.1', '127.8.9.1', '::1', '[::1]', '::ffff:127.0.0.1', ''])(
  '%j is this machine',
  (host) => expect(isLoopback(host)).toBe(true),
)
test.each([
  'localhost.example',
  '128.0.0.1',
  '127.0.0.1.example',
  '127.1',
  '0.0.0.0',
  '::',
  '10.0.0.1',
  '::ffff:10.0.0.1',
  '2130706433',
])('%j is not', (host) => expect(isLoopback(host)).toBe(false))
test('a bare host name is a host', () => expect(hostsOf('Redis.example')).toEqual(['redis.example']))

describe('egress', () => {
  const warnings: unknown[] = []
  const log = { info() {}, error() {}, warn: (_: string, fields?: object) => void warnings.push(fields) }
  const seen: { url: string | undefined; headers: IncomingMessage['headers'] }[] = []
  let server: Server
  let port = 0
  beforeAll(async () => {
    server = createServer((request, answer) => {
      seen.push({ url: request.url, headers: request.headers })
      const to = new URL(request.url ?? '', 'http://x').searchParams.get('to')
      if (to) answer.writeHead(302, { location: to }).end('moved')
      else answer.end('hello')
    })
    await new Promise<void>((done) => server.listen(0, done))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => void server.close())
  afterEach(() => {
    seen.length = 0
    warnings.length = 0
  })
  const egress = createEgress(
    [{ ...recipient('here', { ...about, hosts: [] }), reaches: ['localhost', '127.0.0.1'] }],
    log,
  )
  const at = (path: string, host = 'localhost') => `http://${host}:${port}${path}`

  test('reaches declared hosts', async () => {
    const answer = await egress.fetch(at('/a'), { method: 'POST', body: 'x', headers: { 'x-one': '1' } })
    expect([answer.status, await answer.text(), seen[0]?.headers['x-one']]).toEqual([200, 'hello', '1'])
    expect([egress.allows('LocalHost'), egress.allows('other.example')]).toEqual([true, false])
  })

  test.each(['http://other.example/secret?token=1', 'http://[::1]/', 'https://127.0.0.2/', 'http://localhost.example'])(
    'refuses %s by its host, and logs no more than that',
    async (url) => {
      await expect(egress.fetch(url)).rejects.toThrow(EgressError)
      expect(warnings).toEqual([{ place: new URL(url).hostname.replace(/[[\]]/g, '') }])
      expect(JSON.stringify(warnings)).not.toContain('token')
    },
  )

  test('refuses other protocols', async () => {
    for (const url of ['file:///etc/passwd', 'data:text/plain,x', 'ftp://localhost/'])
      await expect(egress.fetch(url)).rejects.toThrow("can't be fetched")
  })

  test('a redirect to a declared host is followed, without credentials', async () => {
    const headers = { authorization: 'Bearer secret', cookie: 'a=b', 'x-kept': 'yes' }
    const answer = await egress.fetch(at(`/?to=${encodeURIComponent(at('/next', '127.0.0.1'))}`), { headers })
    expect(await answer.text()).toBe('hello')
    expect(seen.map(({ headers: { authorization, cookie } }) => [authorization, cookie])).toEqual([
      ['Bearer secret', 'a=b'],
      [undefined, undefined],
    ])
    expect(seen[1]?.headers['x-kept']).toBe('yes')
  })

  test('a redirect to anyone else is refused', async () => {
    await expect(egress.fetch(at('/?to=http://169.254.169.254/latest/meta-data'))).rejects.toThrow('169.254.169.254')
    await expect(egress.fetch(at('/?to=file:///etc/passwd'))).rejects.toThrow("can't be fetched")
    await expect(egress.fetch(at('/?to=/?to=/?to=/'))).resolves.toBeDefined()
    await expect(egress.fetch(at(`/?to=${encodeURIComponent('?to=%3F')}`))).resolves.toBeDefined()
  })

  test('what a member entered is no way to the hosts of our own', async () => {
    const own = { ...recipient('own', { ...about, hosts: [] }), reaches: ['10.9.8.7', 'redis.example'] }
    const careful = createEgress([own], log, undefined, async () => 'public')
    const entered = true
    await expect(careful.fetch('https://10.9.8.7/', { entered })).rejects.toThrow('private address')
    await expect(careful.fetch('http://redis.example/', { entered })).rejects.toThrow('without encryption')
  })

  test('endless redirects end, and what was sent is not sent on', async () => {
    const loop = createServer((_, answer) => void answer.writeHead(302, { location: '/' }).end())
    await new Promise<void>((done) => loop.listen(0, done))
    const url = `http://localhost:${(loop.address() as AddressInfo).port}/`
    await expect(egress.fetch(url)).rejects.toThrow('more than 5 times')
    expect((await egress.fetch(url, { method: 'POST', body: 'x' })).status).toBe(302)
    loop.close()
  })
})

describe('guarded sockets', () => {
  let undo = () => {}
  afterEach(() => undo())
  const guard = (...reaches: string[]) => {
    undo = guardSockets([{ reaches }])
  }
  /** 192.0.2.0/24 is for documentation: no packet comes back from there. */
  const outside = '192.0.2.1'
  const lookup: LookupFunction = (_host, _how, done) => done(new Error('asked for its address'), '')
  const failure = (socket: { once(event: 'error', listener: (error: Error) => void): unknown }) =>
    new Promise<Error>((done) => void socket.once('error', done))

  test.each([
    ['net, options', () => connect({ host: outside, port: 80 })],
    ['net, port and host', () => connect(80, outside)],
    ['net, a name', () => connect({ host: 'undeclared.example', port: 80 })],
    ['tls', () => connectTls({ host: outside, port: 443 })],
    ['https', () => get(`https://${outside}/`)],
    ['http2', () => connectHttp2(`https://${outside}`)],
  ])('%s ends with what to write', async (_, open) => {
    guard('declared.example')
    const error = await failure(open())
    expect(error).toBeInstanceOf(EgressError)
    expect(error.message).toMatch(/recipient\('…', \{ hosts: \['(192\.0\.2\.1|undeclared\.example)'\]/)
  })

  test('fetch and pg are stopped too', async () => {
    guard()
    await expect(fetch(`http://${outside}/`)).rejects.toMatchObject({ cause: { name: 'EgressError' } })
    await expect(new Client({ host: outside, port: 5432 }).connect()).rejects.toThrow(EgressError)
  })

  test('declared hosts, this machine and local sockets stay open', async () => {
    guard('declared.example')
    expect((await failure(connect({ host: 'Declared.example.', port: 80, lookup }))).message).toBe(
      'asked for its address',
    )
    const { host, port, user, password, database } = await sharedServer()
    const client = new Client({ host, port, user, password, database })
    await client.connect()
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await client.end()
    expect((await failure(connect('/no/such/socket'))).message).toContain('ENOENT')
    expect((await failure(connect(1, '127.0.0.1'))).message).toContain('ECONNREFUSED')
    expect((await failure(connect(1))).message).toContain('ECONNREFUSED')
  })

  test('can be undone', async () => {
    guard()
    undo()
    expect((await failure(connect({ host: 'any.example', port: 80, lookup }))).message).toBe('asked for its address')
  })

  test('of two guards both have to agree, in whatever order they go', async () => {
    const { message } = new EgressError('b.example')
    const tell = async (host: string) => (await failure(connect({ host, port: 80, lookup }))).message
    const undoFirst = guardSockets([{ reaches: ['a.example', 'b.example'] }])
    guard('a.example')
    expect([await tell('a.example'), await tell('b.example')]).toEqual(['asked for its address', message])
    undoFirst()
    expect(await tell('b.example')).toBe(message)
  })
})
