import { randomUUID } from 'node:crypto'
import type { EphemeralKey } from '@vitrine/ledger'
import type { ClientBase, Pool, QueryResult } from 'pg'
import { deadline, type Options } from './deadline.ts'
import type { Ephemeral, Held, NamePage, Take, Taken } from './port.ts'
import { postgresChannels } from './postgres-channels.ts'
import { statements } from './statements.ts'
import { type Holdings, takeFrom } from './take.ts'

const sweepEvery = 10_000

/**
 * State in the table `ephemeral_entries`, which survives a restart. Give it a pool of its own: a verb uses it while it
 * holds a transaction's connection. `close` ends the listening connection, not the pool.
 */
export function postgresEphemeral({ pool, now, onError }: Options & { readonly pool: Pool }): Ephemeral {
  const report = onError ?? ((error: Error) => process.emitWarning(error))
  const moment = () => now?.() ?? new Date()
  const ends = (key: EphemeralKey) => new Date(deadline(key, moment().getTime()))
  const { publish, subscribe, close } = postgresChannels(pool, report)

  const run = (name: keyof typeof statements, ...values: unknown[]) =>
    pool.query({ name: `ephemeral ${name}`, text: statements[name], values })

  let sweepAt = 0
  let sweep: Promise<unknown> = Promise.resolve()
  const write: typeof run = (name, ...values) => {
    const at = moment().getTime()
    if (at >= sweepAt) {
      sweepAt = at + sweepEvery
      sweep = run('removeLapsed', moment()).catch(report)
    }
    return run(name, ...values)
  }

  const { read, swap, maps } = entriesBy(run, write, moment)

  return {
    async increment(key, by = 1, { extend = false } = {}) {
      return (await write('increment', key.name, by, ends(key), moment(), extend)).rows[0].score
    },
    readCounter: async (key) => (await read(key))?.score ?? 0,

    set: async (key, value) => void (await write('put', key.name, '', value, null, ends(key))),
    get: async (key) => (await read(key))?.value,
    compareAndSet: (key, expected, value) => swap(key, '', expected, value),

    ...maps,

    async addToWindow(key, member, at) {
      await write('addToWindow', key.name, member, Math.min(at, moment().getTime()), key.space.ttl.seconds * 1_000)
    },
    async readWindow(key, since) {
      await run('dropOlder', key.name, since)
      const { rows } = await run('readWindow', key.name, since, moment())
      return rows.map(({ member, score }) => ({ member, at: score }))
    },

    addToSet: async (key, member) => void (await write('put', key.name, member, null, null, ends(key))),
    removeFromSet: async (key, member) => void (await run('removeMember', key.name, member)),
    readSet: async (key) => (await run('readSet', key.name, moment())).rows.map(({ member }) => member),

    reserve: (key, holder, amount, limit) =>
      inTurn(pool, [key.name], async (client) => {
        const values = [key.name, holder, amount, limit, ends(key), moment()]
        return (await client.query(statements.reserve, values)).rowCount === 1
      }),
    release: async (key, holder) => void (await run('removeMember', key.name, holder)),
    take: (takes) => take(pool, takes, moment().getTime()),

    publish,
    subscribe,

    async lock(key) {
      const token = randomUUID()
      if (!(await swap(key, '', undefined, token))) return undefined
      return async () => void (await run('removeIfEqual', key.name, token))
    },

    delete: async (key) => void (await run('removeKey', key.name)),
    async *names() {
      for (let after = ''; ; ) {
        const { rows } = await run('names', moment(), after)
        for (const { key } of rows) yield key
        if (rows.length < 1_000) return
        after = rows.at(-1).key
      }
    },
    scan: (from) => scan(pool, from),
    close: async () => void (await Promise.all([close(), sweep])),
  }
}

async function take(pool: Pool, takes: readonly Take[], at: number): Promise<Taken> {
  // In one order for all, so that two never wait for each other.
  const names = [...new Set(takes.map(({ key }) => key.name))].sort()
  return inTurn(pool, names, async (client) => {
    const { rows } = await client.query(statements.held, [names, new Date(at)])
    const held = new Map<string, Map<string, Held>>(names.map((name) => [name, new Map()]))
    for (const { key, member, score, expires_at } of rows)
      held.get(key)?.set(member, { amount: score, until: expires_at.getTime() })
    const written = new Map<string, [string, string, null, number, Date]>()
    const holdings: Holdings = {
      read: (key, holder) => held.get(key.name)?.get(holder),
      sum: (key) => [...(held.get(key.name)?.values() ?? [])].reduce((sum, { amount }) => sum + amount, 0),
      all: (key) => [...(held.get(key.name)?.values() ?? [])],
      write(key, holder, now) {
        held.get(key.name)?.set(holder, now)
        written.set(`${key.name} ${holder}`, [key.name, holder, null, now.amount, new Date(now.until)])
      },
    }
    const taken = takeFrom(holdings, takes, at)
    for (const values of written.values()) await client.query(statements.put, values)
    return taken
  })
}

type Run = (name: keyof typeof statements, ...values: unknown[]) => Promise<QueryResult>

/** What is read and written one by one: a value is the entry without a name. */
function entriesBy(run: Run, write: Run, moment: () => Date) {
  const read = async (key: EphemeralKey, name = '') => (await run('read', key.name, name, moment())).rows[0]
  const swap = async (key: EphemeralKey, name: string, expected: string | undefined, value: string) => {
    const now = moment()
    const values = [key.name, name, value, new Date(deadline(key, now.getTime())), now]
    const { rowCount } = await (expected === undefined
      ? write('putIfAbsent', ...values)
      : run('putIfEqual', ...values, expected))
    return rowCount === 1
  }
  const maps: Pick<Ephemeral, 'readMap' | 'readEntry' | 'compareAndSetEntry' | 'removeEntry'> = {
    async readMap(key) {
      const { rows } = await run('readMap', key.name, moment())
      return new Map(rows.map(({ member, value }) => [member, value]))
    },
    readEntry: async (key, name) => (await read(key, name))?.value,
    compareAndSetEntry: swap,
    removeEntry: async (key, name) => (await run('removeEntry', key.name, name, moment())).rowCount === 1,
  }
  return { read, swap, maps }
}

/** Sums over several rows are only true while nobody else adds one: callers of the same key go one after another. */
async function inTurn<T>(pool: Pool, keys: readonly string[], work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    for (const key of keys) await client.query(statements.takeTurn, [key])
    const result = await work(client)
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    // The connection is closed rather than returned: its transaction may still be open.
    client.release(true)
    throw error
  }
}

async function* scan(pool: Pool, from = ''): AsyncGenerator<NamePage> {
  for (let at: string | undefined = from; at !== undefined; ) {
    const page = { name: 'ephemeral page', text: statements.page, values: [at] }
    const { rows }: { rows: { key: string }[] } = await pool.query(page)
    const names: string[] = rows.map(({ key }) => key)
    at = names.length < 1_000 ? undefined : names.at(-1)
    yield { names, next: at }
  }
}
