import { Client } from 'pg'
import type { Connection } from './embedded.ts'

type Address = Connection | string

/** Names at most so long, in bytes; PostgreSQL cuts longer ones off without a word. */
const longestName = 63

/** The database that holds the keys of `main` unless a setting names another: on the same server, named after it. */
export function besideOf(main: Address): Address {
  if (typeof main !== 'string') return { ...main, database: nameBeside(main.database) }
  const url = new URL(main)
  url.pathname = `/${encodeURIComponent(nameBeside(nameIn(url)))}`
  return url.href
}

const nameIn = (url: URL): string => decodeURIComponent(url.pathname.slice(1)) || decodeURIComponent(url.username)

function nameBeside(database: string): string {
  const name = `${database}_keys`
  if (Buffer.byteLength(name) <= longestName) return name
  throw new Error(`The name ${name} is too long for a database. Set KEYS_DATABASE_URL to a database for the keys.`)
}

const databaseIn = (address: Address): string =>
  typeof address === 'string' ? nameIn(new URL(address)) : address.database

/** Makes the key database beside `main` where there is none yet, or says who has to. */
export async function ensureBeside(main: Address): Promise<Address> {
  const keys = besideOf(main)
  if (await exists(keys)) return keys
  const name = databaseIn(keys)
  try {
    await ask(main, `create database ${quoted(name)}`)
  } catch (error) {
    // 42P04, 23505: another machine has just made it.
    if (!['42P04', '23505'].includes(codeOf(error))) throw new Error(explain(name, error as Error), { cause: error })
  }
  return keys
}

async function exists(keys: Address): Promise<boolean> {
  try {
    await ask(keys, 'select 1')
    return true
  } catch (error) {
    if (codeOf(error) === '3D000') return false
    throw error
  }
}

async function ask(address: Address, statement: string): Promise<void> {
  const client = new Client(typeof address === 'string' ? { connectionString: address } : address)
  client.on('error', () => {})
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code)
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const explain = (name: string, { message }: Error): string =>
  `Keys rest in a database of their own, ${name}, which does not exist and could not be made (${message}). ` +
  `Make it with: create database ${quoted(name)}; owned by the role of DATABASE_URL. Or set KEYS_DATABASE_URL to another one.`
