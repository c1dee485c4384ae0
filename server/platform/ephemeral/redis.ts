import { randomUUID } from 'node:crypto'
import type { EphemeralKey } from '@vitrine/ledger'
import type { Redis } from 'ioredis'
import { deadline, type Options } from './deadline.ts'
import type { Ephemeral, Held, NamePage, Take, Taken } from './port.ts'
import { redisChannels } from './redis-channels.ts'
import { ask, connectRedis, openConnection, runScript, writesToDisk } from './redis-client.ts'
import { alive, type ScriptName, scripts } from './redis-scripts.ts'

type RedisPlace = Options & { readonly url: string; readonly forgets?: () => void }

/** State in a Redis database of its own, for all machines. `forgets` is called when that Redis keeps it in memory only. */
export async function redisEphemeral({ url, now, onError, forgets }: RedisPlace): Promise<Ephemeral> {
  const report = onError ?? ((error: Error) => process.emitWarning(error))
  const moment = () => (now?.() ?? new Date()).getTime()
  const client = connectRedis({ url, onError: report })
  const ear = connectRedis({ url, onError: report })
  await Promise.all([client, ear].map(openConnection)).catch((error: unknown) => {
    client.disconnect()
    ear.disconnect()
    throw error
  })
  if (!(await writesToDisk(client))) forgets?.()
  const { publish, subscribe, close } = redisChannels(client, ear, report)

  const run = (name: ScriptName, key: EphemeralKey, ...rest: (string | number)[]) => {
    const at = moment()
    return runScript(client, scripts[name], [key.name], [at, deadline(key, at), key.space.ttl.seconds * 1_000, ...rest])
  }
  const done = async (...call: Parameters<typeof run>) => (await run(...call)) === 1
  const members = async (key: EphemeralKey, since: number | '') =>
    inPairs((await run('members', key, since)) as string[])
  const read = async (key: EphemeralKey, member = '') =>
    ((await run('read', key, member)) ?? undefined) as string | undefined
  const swap = (key: EphemeralKey, member: string, expected: string | undefined, value: string) =>
    expected === undefined ? done('putIfAbsent', key, member, value) : done('putIfEqual', key, member, value, expected)

  return {
    increment: async (key, by = 1, { extend = false } = {}) => Number(await run('increment', key, by, extend ? 1 : 0)),
    readCounter: async (key) => Number((await read(key)) ?? 0),

    set: async (key, value) => void (await run('put', key, '', value)),
    get: (key) => read(key),
    compareAndSet: (key, expected, value) => swap(key, '', expected, value),

    readMap: async (key) => new Map((await members(key, '')).sort(([a], [b]) => byText(a, b))),
    readEntry: read,
    compareAndSetEntry: swap,
    removeEntry: (key, name) => done('removeMember', key, name),

    async addToWindow(key, member, at) {
      await run('addToWindow', key, member, Math.min(at, moment()))
    },
    async readWindow(key, since) {
      const found = (await members(key, since)).map(([member, at]) => ({ member, at: Number(at) }))
      return found.sort((a, b) => a.at - b.at || byText(a.member, b.member))
    },

    addToSet: async (key, member) => void (await run('put', key, member, '')),
    removeFromSet: async (key, member) => void (await run('removeMember', key, member)),
    readSet: async (key) => (await members(key, '')).map(([member]) => member).sort(byText),

    reserve: (key, holder, amount, limit) => done('reserve', key, holder, amount, limit),
    release: async (key, holder) => void (await run('removeMember', key, holder)),

    take: (takes) => take(client, takes, moment()),

    publish,
    subscribe,

    async lock(key) {
      const token = randomUUID()
      if (!(await swap(key, '', undefined, token))) return undefined
      return async () => void (await run('removeIfEqual', key, token))
    },

    delete: async (key) => void (await ask(client.unlink(key.name))),
    names: () => names(client, moment),
    scan: (from) => scan(client, from),
    async close() {
      close()
      ear.disconnect()
      await client.quit().catch(() => client.disconnect())
    },
  }
}

async function take(client: Redis, takes: readonly Take[], at: number): Promise<Taken> {
  const args: (string | number)[] = [at]
  for (const { key, holder, amount, until, limit = '', requires = '', how = '' } of takes)
    args.push(holder, amount, Math.min(until, deadline(key, at)), key.space.ttl.seconds * 1_000, limit, requires, how)
  const names = takes.map(({ key }) => key.name)
  const [outcome, ...rest] = (await runScript(client, scripts.take, names, args)) as string[]
  if (outcome === 'held') return { held: rest.map(Number) }
  const [place, ...cells] = rest
  if (outcome === 'missing') return { missing: Number(place) }
  const by: Held[] = inPairs(cells).map(([amount, until]) => ({ amount: Number(amount), until: Number(until) }))
  return { refused: Number(place), by }
}

const byText = (a: string, b: string): number => (a < b ? -1 : 1)

const inPairs = (flat: readonly string[]): [string, string][] =>
  Array.from({ length: flat.length / 2 }, (_, n) => [flat[2 * n] ?? '', flat[2 * n + 1] ?? ''])

async function* names(client: Redis, moment: () => number): AsyncGenerator<string> {
  const seen = new Set<string>()
  for (let cursor = '0'; ; ) {
    const [next, keys] = await ask(client.scan(cursor, 'COUNT', 1_000))
    const live = keys.length > 0 ? ((await runScript(client, alive, keys, [moment()])) as string[]) : []
    for (const key of live) if (!seen.has(key)) yield key
    for (const key of live) seen.add(key)
    if (next === '0') return
    cursor = next
  }
}

async function* scan(client: Redis, from = '0'): AsyncGenerator<NamePage> {
  for (let cursor = /^\d+$/.test(from) ? from : '0'; ; ) {
    const [next, names] = await ask(client.scan(cursor, 'COUNT', 1_000))
    yield { names, next: next === '0' ? undefined : next }
    if (next === '0') return
    cursor = next
  }
}
