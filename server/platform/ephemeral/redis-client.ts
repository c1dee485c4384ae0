import { Redis } from 'ioredis'
import { Outage } from '../outage.ts'
import type { Script } from './redis-scripts.ts'

export type RedisOptions = { readonly url: string; readonly onError: (error: Error) => void }

const longestPause = 500

/**
 * A connection that comes back by itself. While it is gone, a command waits for the next attempt and then fails; one that
 * was under way fails at once, since nobody knows whether it was done.
 */
export function connectRedis({ url, onError }: RedisOptions): Redis {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 3_000,
    commandTimeout: 5_000,
    // Without it a connection that vanished, rather than closed, would be believed in for a quarter of an hour.
    socketTimeout: 5_000,
    keepAlive: 10_000,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    disableClientInfo: true,
    connectionName: 'vitrine',
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), longestPause),
    // After a fail-over the address may lead to the new primary.
    reconnectOnError: ({ message }) => message.startsWith('READONLY'),
  })
  let reported = false
  client.on('ready', () => {
    reported = false
  })
  client.on('error', (error: Error) => {
    if (!reported) onError(error)
    reported = true
  })
  return client
}

const passing = /^(LOADING|READONLY|OOM|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|MISCONF|NOREPLICAS)\b/
const ofConnection = /^(Connection is closed|Command timed out|Socket (timeout|closed)|Stream isn't writeable)/
const unreachable = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/

function isOutage(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  const { name, message, code }: Error & { readonly code?: unknown } = thrown
  if (name === 'ReplyError') return passing.test(message)
  return (
    /^(MaxRetriesPerRequest|Abort)Error$/.test(name) || ofConnection.test(message) || unreachable.test(String(code))
  )
}

/** Throws `Outage` where trying again may help, else what Redis said. */
export async function ask<T>(reply: Promise<T>): Promise<T> {
  try {
    return await reply
  } catch (error) {
    throw isOutage(error) ? new Outage('The short-lived store', error) : error
  }
}

/** Runs a script, which Redis may not know: it forgets them with a restart. */
export const runScript = (
  client: Redis,
  { sha, lua }: Script,
  keys: readonly string[],
  args: readonly (string | number)[],
): Promise<unknown> =>
  ask(
    client.evalsha(sha, keys.length, ...keys, ...args).catch((error: Error) => {
      if (!error.message.startsWith('NOSCRIPT')) throw error
      return client.eval(lua, keys.length, ...keys, ...args)
    }),
  )

/** Connects for the first time. Refuses to go on without it, since what is wrong may be the setting. */
export async function openConnection(client: Redis): Promise<void> {
  const { host = '', port = 0 } = client.options
  let told: Error | undefined
  const listen = (error: Error) => {
    told ??= error
  }
  client.on('error', listen)
  try {
    await client.connect()
    // The library goes on in database 0 when the one in the address does not exist.
    await client.select(client.options.db ?? 0)
  } catch (error) {
    const { message } = told ?? (error as Error)
    throw new Error(`The Redis at ${host}:${port} (REDIS_URL) can't be used: ${message}`, { cause: error })
  } finally {
    client.off('error', listen)
  }
}

/** Whether each write goes to its log on disk. One that may not be asked is believed to. */
export const writesToDisk = (client: Redis): Promise<boolean> =>
  client.info('persistence').then(
    (told) => !told.includes('aof_enabled:0'),
    () => true,
  )
