import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { inject } from 'vitest'
import type { Connection } from '../platform/db/embedded.ts'
import { administer, template } from './template.ts'

let shared: Promise<Connection> | undefined

/** The PostgreSQL server of this test run, started when the first test asks for it. */
export const sharedServer = (): Promise<Connection> => {
  shared ??= ask()
  return shared
}

async function ask(): Promise<Connection> {
  const answer = JSON.parse(await text(connect(inject('databaseOnDemand'))))
  if (answer.error) throw new Error(answer.error)
  return answer.connection
}

/** A fresh database, a copy of the migrated one (`empty`: with nothing in it). `drop` disconnects whoever is left. */
export async function freshDatabase(how: { empty?: boolean } = {}) {
  const server = await sharedServer()
  const database = `test_${randomUUID().replaceAll('-', '')}`
  await administer(server, `create database ${database} ${how.empty ? '' : `template ${template}`}`)
  const drop = () => administer(server, `drop database if exists ${database} with (force)`)
  return { connection: { ...server, database }, drop }
}
