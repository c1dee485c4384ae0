import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { freePort } from '../../testing/free-port.ts'
import { redisProgram, startRedis, type TestRedis } from '../../testing/redis.ts'
import { askFor } from '../../testing/servers.ts'
import { guardSockets } from '../egress/guard-sockets.ts'
import { Outage } from '../outage.ts'
import { ephemeralContract } from './contract.ts'
import { testSpace } from './contract-parts.ts'
import { memoryEphemeral } from './memory.ts'
import type { Ephemeral } from './port.ts'
import { redisEphemeral } from './redis.ts'
import { routedEphemeral } from './routed.ts'

const quiet = { onError: () => {} }
const counter = testSpace('counter').key({ id: '1' })
const value = testSpace('value').key({ id: '1' })
const window = testSpace('window').key({ id: '1' })
const set = testSpace('set').key({ id: '1' })
const reservation = testSpace('reservation').key({ id: '1' })
const channel = testSpace('channel').key({ id: '1' })
const lock = testSpace('lock').key({ id: '1' })

const open = async (url: string): Promise<Ephemeral> => {
  const it = await redisEphemeral({ url, ...quiet })
  onTestFinished(() => it.close())
  return it
}

describe.skipIf(!redisProgram())('a Redis that all share', () => {
  let url = ''
  let raw: Redis
  beforeAll(async () => {
    ;({ url } = await askFor('redis'))
    raw = new Redis(url)
  }, 60_000)
  beforeEach(async () => void (await raw.flushdb()))
  afterAll(() => raw?.disconnect())

  ephemeralContract('redis', (now) => redisEphemeral({ url, now, ...quiet }))
  ephemeralContract('memory and redis, routed', async (now) =>
    routedEphemeral(memoryEphemeral({ now, ...quiet }), await redisEphemeral({ url, now, ...quiet })),
  )

  test('Redis drops by itself what is not written again, at the latest a time to live later', async () => {
    const it = await open(url)
    await it.increment(counter)
    await it.set(value, 'a')
    await it.addToWindow(window, 'a', Date.now())
    await it.addToSet(set, 'a')
    await it.reserve(reservation, 'a', 1, 1)
    await it.lock(lock)
    const keys = await raw.keys('*')
    expect(keys).toHaveLength(6)
    for (const key of keys) {
      const left = await raw.pttl(key)
      expect([key, left > 0 && left <= 60_000]).toEqual([key, true])
    }
  })

  test('a counter that is not extended keeps its end; an extended one moves it', async () => {
    const it = await open(url)
    await it.increment(counter)
    await raw.pexpire(counter.name, 5_000)
    await it.increment(counter)
    expect(await raw.pttl(counter.name)).toBeLessThanOrEqual(5_000)
    await it.increment(counter, 1, { extend: true })
    expect(await raw.pttl(counter.name)).toBeGreaterThan(5_000)
  })

  test('what lapsed inside of a busy key does not pile up', async () => {
    let time = Date.now()
    const it = await redisEphemeral({ url, now: () => new Date(time), ...quiet })
    onTestFinished(() => it.close())
    for (let n = 0; n < 1_000; n++) {
      time += 1_000
      await it.addToSet(set, `m${n}`)
    }
    expect(await raw.hlen(set.name)).toBeLessThan(200)
  })

  test('another process sees the same, and hears it', async () => {
    const [one, other] = [await open(url), await open(url)]
    const heard: string[] = []
    await one.subscribe(channel, (message) => heard.push(message))
    await other.publish(channel, 'hello')
    await vi.waitFor(() => expect(heard).toEqual(['hello']))
    const release = await one.lock(lock)
    expect(await other.lock(lock)).toBeUndefined()
    await release?.()
    expect(await other.lock(lock)).toBeDefined()
    const sums = await Promise.all(
      [one, other].flatMap((it) => Array.from({ length: 50 }, () => it.increment(counter))),
    )
    expect(new Set(sums).size).toBe(100)
  })

  test('another database of the same server is another installation, its channels included', async () => {
    const [here, there] = [await open(url), await open((await askFor('redis')).url)]
    const heard: string[] = []
    await here.subscribe(channel, (message) => heard.push(message))
    await there.set(value, 'theirs')
    await there.publish(channel, 'theirs')
    await here.publish(channel, 'ours')
    await vi.waitFor(() => expect(heard).toEqual(['ours']))
    expect(await here.get(value)).toBeUndefined()
  })

  test('names what others put there, of whatever type', async () => {
    const it = await open(url)
    await raw.set('rogue:ü ☃', 'x')
    await raw.lpush('queue', 'x')
    await raw.hset('foreign', 'no moment', 'nothing of ours')
    expect((await Array.fromAsync(it.names())).sort()).toEqual(['foreign', 'queue', 'rogue:ü ☃'])
  })

  test('one connection listens, and it takes up all its channels again when it breaks', async () => {
    const it = await open(url)
    const heard: string[] = []
    const keys = Array.from({ length: 20 }, (_, n) => testSpace('channel').key({ id: `${n}` }))
    await Promise.all(keys.map((key, n) => it.subscribe(key, (message) => heard.push(`${n}${message}`))))
    const listening = async () =>
      String(await raw.call('CLIENT', 'LIST', 'TYPE', 'pubsub'))
        .split('\n')
        .filter((line) => line.includes(`db=${raw.options.db} `))
    for (const round of ['a', 'b', 'c']) {
      const connections = await listening()
      expect(connections).toHaveLength(1)
      await raw.call('CLIENT', 'KILL', 'ID', /id=(\d+)/.exec(connections[0] ?? '')?.[1] ?? '')
      await vi.waitFor(
        async () => {
          for (const key of keys) await it.publish(key, round)
          expect(heard).toEqual(expect.arrayContaining(keys.map((_, n) => `${n}${round}`)))
        },
        { timeout: 20_000 },
      )
    }
  })
})

describe.skipIf(!redisProgram())('a Redis in trouble', () => {
  let redis: TestRedis
  beforeAll(async () => {
    redis = await startRedis()
  }, 60_000)
  afterAll(() => redis?.stop())

  const calls = (it: Ephemeral): [string, () => Promise<unknown>][] => [
    ['increment', () => it.increment(counter)],
    ['get', () => it.get(value)],
    ['compareAndSet', () => it.compareAndSet(value, undefined, 'a')],
    ['readWindow', () => it.readWindow(window, 0)],
    ['reserve', () => it.reserve(reservation, 'a', 1, 1)],
    ['publish', () => it.publish(channel, 'a')],
    ['subscribe', () => it.subscribe(channel, () => {})],
    ['lock', () => it.lock(lock)],
    ['delete', () => it.delete(value)],
    ['names', () => Array.fromAsync(it.names())],
  ]

  async function allFail(it: Ephemeral): Promise<void> {
    const failures = await Promise.all(
      calls(it).map(async ([name, call]) => [
        name,
        await call().then(
          () => 'no error',
          (error: unknown) => error,
        ),
      ]),
    )
    expect(failures).toEqual(calls(it).map(([name]) => [name, expect.any(Outage)]))
    expect(String(failures[0]?.[1])).toBe('Outage: The short-lived store does not answer.')
  }

  test('killed, every call says so soon; started again, everything works and is heard as before', async () => {
    const errors: Error[] = []
    const it = await redisEphemeral({ url: redis.url, onError: (error) => errors.push(error) })
    onTestFinished(() => it.close())
    const heard: string[] = []
    await it.subscribe(channel, (message) => heard.push(message))
    await it.increment(counter)
    for (const round of ['1', '2']) {
      await redis.kill()
      await allFail(it)
      await allFail(it)
      await redis.restart()
      await vi.waitFor(() => it.publish(channel, round), { timeout: 20_000 })
      await vi.waitFor(
        async () => {
          await it.publish(channel, `again ${round}`)
          expect(heard).toContain(`again ${round}`)
        },
        { timeout: 20_000 },
      )
      expect(await it.increment(counter)).toBe(1)
    }
    expect(errors.length).toBeGreaterThan(0)
    expect(errors.length).toBeLessThan(20)
  }, 60_000)

  test('commands that were under way when the connection broke fail, and are not repeated behind the caller’s back', async () => {
    const proxy = await stallable(redis.port)
    const it = await redisEphemeral({ url: `redis://127.0.0.1:${proxy.port}/3`, ...quiet })
    onTestFinished(() => it.close())
    expect(await it.increment(counter)).toBe(1)
    proxy.deaf = true
    const underWay = it.increment(counter).catch((error: unknown) => error)
    await vi.waitFor(() => expect(proxy.heard).toBe(true))
    proxy.cut()
    expect(await underWay).toBeInstanceOf(Outage)
    proxy.deaf = false
    const raw = new Redis(`redis://127.0.0.1:${redis.port}/3`)
    onTestFinished(() => raw.disconnect())
    await vi.waitFor(async () => expect(await it.readCounter(counter)).toBe(2), { timeout: 20_000 })
  }, 60_000)

  test('a server that takes what is said and never answers is given up', async () => {
    const proxy = await stallable(redis.port)
    const it = await redisEphemeral({ url: `redis://127.0.0.1:${proxy.port}/4`, ...quiet })
    onTestFinished(() => it.close())
    proxy.deaf = true
    await expect(it.increment(counter)).rejects.toThrow(Outage)
    proxy.deaf = false
    await vi.waitFor(() => it.increment(counter), { timeout: 30_000 })
  }, 60_000)

  test('a full one is an outage, a wrong use of it is not', async () => {
    const raw = new Redis(redis.url)
    onTestFinished(async () => {
      await raw.config('SET', 'maxmemory', '0')
      raw.disconnect()
    })
    const it = await open(redis.url)
    await raw.set(value.name, 'of another type')
    await expect(it.get(value)).rejects.toMatchObject({ name: 'ReplyError' })
    await raw.config('SET', 'maxmemory', '1')
    await expect(it.increment(counter)).rejects.toThrow(Outage)
  })
})

describe.skipIf(!redisProgram())('a start with a setting that is not right says so', () => {
  test('nobody at the address', async () => {
    const port = await freePort()
    const opened = redisEphemeral({ url: `redis://127.0.0.1:${port}/0`, ...quiet })
    await expect(opened).rejects.toThrow(
      `The Redis at 127.0.0.1:${port} (REDIS_URL) can't be used: connect ECONNREFUSED`,
    )
  })

  test('a wrong password', async () => {
    const { url } = await askFor('redis')
    const opened = redisEphemeral({ url: url.replace('//', '//nobody:wrong@'), ...quiet })
    const failure = await opened.catch((error: Error) => error)
    expect(String(failure)).toMatch(/REDIS_URL\) can't be used: .*WRONGPASS/)
    expect(String(failure)).not.toContain('wrong@')
  })

  test('a database that there is not', async () => {
    const { url } = await askFor('redis')
    const opened = redisEphemeral({ url: url.replace(/\d+$/, '9999'), ...quiet })
    await expect(opened).rejects.toThrow('DB index is out of range')
  })

  test('the way out is shut to a host that is not declared', async () => {
    onTestFinished(guardSockets([]))
    const opened = redisEphemeral({ url: 'redis://192.0.2.1:6379', ...quiet })
    await expect(opened).rejects.toThrow('Nothing may be sent to 192.0.2.1')
  })
})

/** Stands before a server; deaf, it passes on what it hears and drops the answers. */
async function stallable(behind: number) {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    const onward = connect(behind, '127.0.0.1')
    for (const one of [socket, onward]) sockets.add(one.on('error', () => {}))
    socket.on('data', (data) => {
      state.heard ||= state.deaf
      onward.write(data)
    })
    onward.on('data', (data) => {
      if (!state.deaf) socket.write(data)
    })
    socket.on('close', () => onward.destroy())
    onward.on('close', () => socket.destroy())
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  onTestFinished(() => {
    cut()
    server.close()
  })
  const state = { port: (server.address() as AddressInfo).port, deaf: false, heard: false, cut }
  return state
}
