import { inventory } from '@vitrine/ledger'
import { expect, test } from 'vitest'
import { declarations } from '../../declarations.ts'
import { database } from '../../platform/recipients.ts'

test('every column and every payload says what it is in words, not by its name', () => {
  const places = [
    ...declarations.tables.map(({ name, columns }) => ({ name, columns: Object.entries(columns) })),
    ...declarations.jobs.map(({ name, carries }) => ({ name, columns: Object.entries(carries) })),
  ]
  const unsaid = places.flatMap(({ name, columns }) =>
    columns
      .filter(([, { meaning }]) => meaning.what === undefined && meaning.category !== 'reference')
      .map(([column]) => `${name}.${column}`),
  )
  expect(unsaid, "write { what: '…' } into the column's meaning").toEqual([])
})

test('whoever runs the database is said to receive every kind of thing that is in it', () => {
  const inDatabase = inventory(declarations).filter(({ place }) => /^(database|job queue)/.test(place))
  const kinds = new Set(inDatabase.map(({ category }) => category))
  expect(database.receives.toSorted()).toEqual([...kinds].toSorted())
})
