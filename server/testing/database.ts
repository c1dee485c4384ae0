import { randomUUID } from 'node:crypto'
import type { Connection } from '../platform/db/embedded.ts'
import { askFor } from './servers.ts'
import { administer, keysTemplate, template } from './template.ts'

let shared: Promise<Connection> | undefined

/** The PostgreSQL server of this test run, started when the first test asks for it. */
export const sharedServer = (): Promise<Connection> => {
  shared ??= askFor('database')
  return shared
}

/** A fresh database, a copy of the migrated one (`empty`: with nothing in it). `drop` disconnects whoever is left. */
export async function freshDatabase(how: { empty?: boolean; keys?: boolean } = {}) {
  const server = await sharedServer()
  const database = `test_${randomUUID().replaceAll('-', '')}`
  await administer(
    server,
    `create database ${database} ${how.empty ? '' : `template ${how.keys ? keysTemplate : template}`}`,
  )
  const drop = () => administer(server, `drop database if exists ${database} with (force)`)
  return { connection: { ...server, database }, drop }
}
