import { sql } from 'kysely'
import { declarations } from '../declarations.ts'
import type { Connection } from '../platform/db/embedded.ts'
import { migrateStores } from '../platform/db/migrate-stores.ts'
import { openDatabase } from '../platform/db/open.ts'
import { makePartitions } from '../platform/db/partitions.ts'
import { openJobs } from '../platform/jobs/open-jobs.ts'
import { silent } from './silent.ts'

export const template = 'template_of_tests'
export const keysTemplate = `${template}_keys`

/** Runs one statement outside any transaction, on the server's own database. */
export async function administer(connection: Connection, statement: string): Promise<void> {
  const db = openDatabase(connection, { max: 1 })
  try {
    await sql.raw(statement).execute(db)
  } finally {
    await db.destroy()
  }
}

/** A database in the state that a fresh installation has; every test's own database is a copy of it. */
export async function makeTemplate(connection: Connection): Promise<void> {
  await administer(connection, `create database ${template}`)
  await administer(connection, `create database ${keysTemplate}`)
  const db = openDatabase(templateOf(connection), { max: 1 })
  const keys = openDatabase({ ...connection, database: keysTemplate }, { max: 1 })
  try {
    await migrateStores({ db, keys })
    await makePartitions(db, declarations.tables, new Date())
  } finally {
    await db.destroy()
    await keys.destroy()
  }
  const jobs = openJobs({ connection: templateOf(connection), jobs: declarations.jobs, log: silent })
  await jobs.open()
  await jobs.stop()
}

const templateOf = (connection: Connection): Connection => ({ ...connection, database: template })
