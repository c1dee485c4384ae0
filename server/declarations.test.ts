import type { Category, Recipient } from '@vitrine/ledger'
import { expect, test } from 'vitest'
import { declarations } from './declarations.ts'
import { database, keyStore, objectStore, shortLivedStore } from './platform/recipients.ts'

const { tables, jobs, buckets, keyspaces } = declarations
const held = (of: readonly (typeof tables)[number][]): Category[] =>
  of.flatMap(({ columns }) => Object.values(columns).map(({ meaning }) => meaning.category))
const carried = jobs.flatMap(({ carries }) => Object.values(carries).map(({ meaning }) => meaning.category))
const storeOf = (table: object) => ('store' in table ? table.store : 'main')

const stores: readonly (readonly [Recipient, readonly Category[]])[] = [
  [database, [...held(tables.filter((table) => storeOf(table) !== 'keys')), ...carried]],
  [keyStore, held(tables.filter((table) => storeOf(table) !== 'main'))],
  [objectStore, buckets.map(({ holds }) => holds.category)],
  [
    shortLivedStore,
    keyspaces.flatMap(({ holds, entries }) => [holds, ...Object.values(entries ?? {})]).map(({ category }) => category),
  ],
]

test.each(stores.map(([recipient, categories]) => ({ recipient, categories })))(
  'whoever runs $recipient.id is declared to receive all that it holds',
  ({ recipient, categories }) => {
    expect(new Set(categories.filter((category) => !recipient.receives.includes(category)))).toEqual(new Set())
  },
)
