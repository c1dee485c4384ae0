import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { freshDatabase, sharedServer } from '../../testing/database.ts'
import { administer } from '../../testing/template.ts'
import type { Connection } from './embedded.ts'
import { besideOf, ensureBeside } from './key-database.ts'

async function ask(connection: Connection | string, statement: string) {
  const client = new Client(typeof connection === 'string' ? { connectionString: connection } : connection)
  await client.connect()
  return (await client.query(statement).finally(() => client.end())).rows
}

test.each([
  [
    'postgres://u:p@db.example:5432/vitrine?sslmode=require',
    'postgres://u:p@db.example:5432/vitrine_keys?sslmode=require',
  ],
  ['postgres://u:p@db.example', 'postgres://u:p@db.example/u_keys'],
  ['postgresql://u@db.example/a%20b', 'postgresql://u@db.example/a%20b_keys'],
])('%s has its keys in %s', (main, keys) => expect(besideOf(main)).toBe(keys))

test('a name that PostgreSQL would cut off is refused', () => {
  expect(() => besideOf(`postgres://u@db.example/${'x'.repeat(60)}`)).toThrow(/Set KEYS_DATABASE_URL/)
})

test('it is made where there is none, by one of many that start at once', async () => {
  const { connection, drop } = await freshDatabase({ empty: true })
  const made = await Promise.all([1, 2, 3].map(() => ensureBeside(connection)))
  onTestFinished(async () => {
    await administer(await sharedServer(), `drop database ${connection.database}_keys with (force)`)
    await drop()
  })
  for (const each of [...made, await ensureBeside(connection)])
    expect(await ask(each, 'select current_database() as name')).toEqual([{ name: `${connection.database}_keys` }])
})

test('where none can be made it says what to do', async () => {
  const { connection, drop } = await freshDatabase({ empty: true })
  onTestFinished(drop)
  const may = { ...connection, options: '-c default_transaction_read_only=on' }
  const message = `Make it with: create database "${connection.database}_keys"; owned by the role of DATABASE_URL.`
  await expect(ensureBeside(may)).rejects.toThrow(message)
})
