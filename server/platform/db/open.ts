import { Kysely, PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'
import type { Connection } from './embedded.ts'

export type PoolOptions = {
  /** Connections held at most. */
  readonly max: number
  /** Told when a connection broke while nobody used it; the pool replaces it. */
  readonly onError?: (error: Error) => void
}

/** Connections to a database. 64-bit integers are read as numbers, moments as Dates. */
export function openPool(connection: Connection | string, { max, onError }: PoolOptions): Pool {
  const pool = new Pool({
    ...(typeof connection === 'string' ? { connectionString: connection } : connection),
    max,
    types: { getTypeParser },
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'vitrine',
  })
  // Without a listener, a server that goes away would end this process.
  pool.on('error', (error) => onError?.(error))
  // One that is in use tells whoever waits for its answer; that it ends besides is no news.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** Kysely on connections of its own; `destroy()` closes them. */
export const openDatabase = <Tables>(connection: Connection | string, options: PoolOptions): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool: openPool(connection, options) }) })

const int8: number = types.builtins.INT8

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === int8 ? Number : types.getTypeParser(oid, format)
}
