import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agree } from './agree.ts'
import type { Columns, Declarations, Observed, ObservedTable, Table } from './index.ts'
import * as words from './index.ts'
import { activity, bucket, job, keyspace, operational, personal, recipient, table, telemetry } from './index.ts'

const support = activity('support', {
  title: 'Support',
  role: 'processor',
  purpose: 'Helping.',
  legalBasis: "controller's instructions",
  subjects: ['visitor'],
  safeguards: [],
})

const about = { what: 'Notes.', activity: support, subjects: ['visitor'], region: 'home' } as const

const tableOf = (name: string, columns: Columns): Table =>
  table(name, { ...about, keep: { days: 1, from: 'at' } }, columns)

const notes = tableOf('notes', {
  id: words.id(),
  body: words.nullable(words.text(personal('behaviour'))),
  at: words.defaulted(words.timestamp(telemetry('behaviour'))),
})

const declared: Declarations = {
  activities: [support],
  tables: [notes],
  keyspaces: [
    keyspace('seen:{id}', {
      kind: 'window',
      what: 'Seen.',
      activity: support,
      subjects: [],
      holds: telemetry('operation'),
      ttl: { seconds: 60, why: '' },
      survives: 'nothing',
      region: 'home',
    }),
  ],
  buckets: [
    bucket('notes/{id}/', {
      what: 'Pictures.',
      activity: support,
      subjects: ['visitor'],
      holds: personal('content'),
      region: 'home',
      of: 'notes',
      encrypted: false,
    }),
  ],
  localFiles: [],
  browserKeys: [],
  recipients: [
    recipient('mail', {
      name: 'Mail',
      role: 'sub-processor',
      purpose: 'Mail.',
      hosts: ['mail.example.com'],
      location: 'DE',
      receives: [],
      keeps: '',
      safeguards: [],
      notice: '',
    }),
  ],
  jobs: [
    job('notes.tidy', {
      what: 'Tidies.',
      activity: support,
      carries: { noteId: words.uuid(operational('reference')) },
    }),
  ],
  foreignSchemas: [],
  logFields: [],
  limitations: [],
}

/** What a database looks like that was made after these declarations. */
const asDeclared = (tables: readonly Table[]): ObservedTable[] =>
  tables.map(({ name, columns }) => ({
    schema: 'public',
    name,
    kind: 'table',
    partOf: null,
    columns: Object.entries(columns).map(([column, { sql, nullable, defaulted }]) => ({
      name: column,
      sql,
      nullable,
      defaulted,
    })),
  }))

const observed: Observed = {
  tables: asDeclared([notes]),
  keys: ['seen:7f'],
  objects: ['notes/7f/picture-1'],
  files: [],
  keyTables: [],
  jobs: [{ name: 'notes.tidy', fields: ['noteId'] }],
  hosts: { inUse: ['mail.example.com'], declared: ['mail.example.com'] },
}

const [notesTable] = observed.tables as [ObservedTable]
const withNotes = (change: Partial<ObservedTable>): Observed => ({
  ...observed,
  tables: [{ ...notesTable, ...change }],
})
const withColumn = (name: string, change: object): Observed =>
  withNotes({ columns: notesTable.columns.map((column) => (column.name === name ? { ...column, ...change } : column)) })

test('nothing is said when everything agrees', () => {
  expect(agree(declared, observed)).toEqual([])
})

describe('names each difference and says what to write', () => {
  const extra = { name: 'referrer', sql: 'text', nullable: true, defaulted: false }
  const cases: [code: string, place: string, seen: Observed, write: RegExp][] = [
    [
      'undeclared-column',
      'notes.referrer',
      withNotes({ columns: [...notesTable.columns, extra] }),
      /notes in server\/x\/tables\.ts[^]*\n {2}referrer: nullable\(text\(personal\('behaviour'\)\)\),\n[^]*alter table notes drop column referrer;/,
    ],
    [
      'missing-column',
      'notes.body',
      withNotes({ columns: notesTable.columns.filter(({ name }) => name !== 'body') }),
      /alter table notes add column body text;[^]*server\/x\/tables\.ts/,
    ],
    [
      'wrong-type',
      'notes.body',
      withColumn('body', { sql: 'character varying(20)' }),
      /alter table notes alter column body type text;/,
    ],
    ['wrong-nullability', 'notes.body', withColumn('body', { nullable: false }), /nullable[^]*drop not null;/],
    ['wrong-nullability', 'notes.id', withColumn('id', { nullable: true }), /nullable[^]*set not null;/],
    ['missing-default', 'notes.at', withColumn('at', { defaulted: false }), /defaulted[^]*set default/],
    [
      'undeclared-table',
      'shadow',
      { ...observed, tables: [notesTable, { ...notesTable, name: 'shadow' }] },
      /export const shadow = table\([^]* id: id\(\),[^]*drop table shadow;/,
    ],
    [
      'undeclared-table',
      'shadow',
      { ...observed, tables: [notesTable, { ...notesTable, name: 'shadow', kind: 'materialized view' }] },
      /drop materialized view shadow;/,
    ],
    [
      'missing-table',
      'notes',
      { ...observed, tables: [] },
      /create table notes \(\n {2}id uuid not null,\n {2}body text,\n {2}at timestamp with time zone not null default …\n\);/,
    ],
    [
      'undeclared-schema',
      'spare',
      { ...observed, tables: [notesTable, { ...notesTable, schema: 'spare' }] },
      /foreignSchema\('spare'[^]*drop schema spare cascade;/,
    ],
    ['undeclared-key', 'odd:{…}', { ...observed, keys: ['seen:7f', 'odd:1', 'odd:2'] }, /keyspace\('odd:\{…\}'/],
    ['undeclared-key', 'seen:{…}:{…}', { ...observed, keys: ['seen:7f:deeper'] }, /keyspace\('seen:\{…\}:/],
    ['undeclared-key', '{…}', { ...observed, keys: ['ada@example.com', '4711', 'a b'] }, /keyspace\('\{…\}'/],
    ['undeclared-object', 'odd/{…}', { ...observed, objects: ['odd/1'] }, /bucket\('odd\/'/],
    [
      'undeclared-job',
      'notes.shout',
      { ...observed, jobs: [{ name: 'notes.shout', fields: ['loud'] }] },
      /job\('notes\.shout'[^]*carries: \{ loud: … \}/,
    ],
    [
      'undeclared-payload',
      'notes.tidy.email',
      { ...observed, jobs: [{ name: 'notes.tidy', fields: ['noteId', 'email'] }] },
      /carries of notes\.tidy:\n {2}email: text/,
    ],
    [
      'undeclared-host',
      'tracker.example.net',
      { ...observed, hosts: { inUse: ['tracker.example.net'], declared: ['mail.example.com'] } },
      /hosts: \['tracker\.example\.net'\]/,
    ],
  ]
  test.each([
    ['not divided', []],
    ['divided otherwise', ['id']],
  ])('wrong-partitions: %s', (_, partitionedBy) => {
    const divided = { ...notes, partitions: { by: 'at', every: 'month' } } as const
    const found = agree({ ...declared, tables: [divided] }, withNotes({ partitionedBy }))
    expect(found).toEqual([expect.objectContaining({ code: 'wrong-partitions', place: 'notes' })])
    expect(agree({ ...declared, tables: [divided] }, withNotes({ partitionedBy: ['at'] }))).toEqual([])
  })

  test.each(cases)('%s %s', (code, place, seen, write) => {
    const differences = agree(declared, seen, () => 'server/x/tables.ts')
    expect(differences).toEqual([expect.objectContaining({ code, place, write: expect.stringMatching(write) })])
  })
})

test('a month that waits to be dropped belongs to its table; one that only looks like it does not', () => {
  const divided = { ...notes, partitions: { by: 'at', every: 'month' } } as const
  const declarations = { ...declared, tables: [divided] }
  const tables = (leaving: boolean): ObservedTable[] => [
    { ...notesTable, partitionedBy: ['at'] },
    { ...notesTable, name: 'notes_2026_01', leaving },
  ]
  expect(agree(declarations, { ...observed, tables: tables(true) })).toEqual([])
  expect(agree(declarations, { ...observed, tables: tables(false) })).toEqual([
    expect.objectContaining({ code: 'undeclared-table', place: 'notes_2026_01' }),
  ])
})

test('what an extension brought is named with it, and known once it is declared', () => {
  const brought = { ...notesTable, name: 'pg_stat_statements', kind: 'view', extension: 'pg_stat_statements' } as const
  const seen = { ...observed, tables: [notesTable, brought] }
  expect(agree(declared, seen)).toEqual([
    expect.objectContaining({ code: 'undeclared-extension', place: 'pg_stat_statements' }),
  ])
  const extension = words.foreignSchema('pg_stat_statements', { what: '', library: '', activity: support, keeps: '' })
  expect(agree({ ...declared, foreignSchemas: [extension] }, seen)).toEqual([])
})

test('of names that nothing declares only the shape is told, however many there are', () => {
  const keys = Array.from({ length: 5_000 }, (_, n) => `${'abcdefghij'.charAt(n % 10)}x${'k'.repeat(n % 30)}:ada-${n}`)
  const found = agree(declared, { ...observed, keys })
  expect(found.length).toBeLessThanOrEqual(101)
  for (const { place, what, write } of found) expect(`${place} ${what} ${write}`).not.toContain('ada')
})

test('partitions of a declared table, and tables of a declared schema, need no declaration of their own', () => {
  const month = { ...notesTable, name: 'notes_2026_11', partOf: 'notes' }
  const library = { ...notesTable, schema: 'pgboss', name: 'job' }
  const schema = words.foreignSchema('pgboss', { what: '', library: 'pg-boss', activity: support, keeps: '' })
  const declarations = { ...declared, foreignSchemas: [schema] }
  expect(agree(declarations, { ...observed, tables: [notesTable, month, library] })).toEqual([])
})

const name = fc.stringMatching(/^[a-z][a-z_]{0,8}$/)
const word = fc.constantFrom(
  words.text,
  words.texts,
  words.integer,
  words.bigint,
  words.number,
  words.boolean,
  words.bytes,
  words.uuid,
)
const anyColumn = fc
  .record({ word, nullable: fc.boolean(), defaulted: fc.boolean() })
  .map(({ word, ...rest }) => Object.assign(word(personal('content')), rest))
const anyTable = fc
  .tuple(name, fc.dictionary(name, anyColumn, { minKeys: 2 }))
  .map(([name, columns]) => tableOf(name, columns))
const anyTables = fc.uniqueArray(anyTable, { selector: (table) => table.name, minLength: 1, maxLength: 5 })

describe('for any declarations', () => {
  test('a database made after them agrees', () => {
    fc.assert(
      fc.property(anyTables, (tables) => {
        const seen = { ...observed, tables: asDeclared(tables) }
        expect(agree({ ...declared, tables }, seen)).toEqual([])
      }),
    )
  })

  test('a column that one side lacks is the one difference, whichever side it is', () => {
    fc.assert(
      fc.property(anyTables, fc.nat(), (tables, pick) => {
        const victim = tables[pick % tables.length] as Table
        const columns = Object.keys(victim.columns)
        const lost = columns[pick % columns.length] as string
        const { [lost]: _, ...rest } = victim.columns
        const lacking = tables.map((table) => (table === victim ? { ...victim, columns: rest } : table))
        const place = `${victim.name}.${lost}`
        const declarations = { ...declared, tables }
        expect(agree(declarations, { ...observed, tables: asDeclared(lacking) })).toEqual([
          expect.objectContaining({ code: 'missing-column', place }),
        ])
        expect(agree({ ...declarations, tables: lacking }, { ...observed, tables: asDeclared(tables) })).toEqual([
          expect.objectContaining({ code: 'undeclared-column', place }),
        ])
      }),
    )
  })

  test('pasting the line that it proposes makes them agree', () => {
    fc.assert(
      fc.property(anyTables, name, anyColumn, (tables, extra, column) => {
        const [first, ...others] = tables as [Table, ...Table[]]
        fc.pre(!Object.hasOwn(first.columns, extra))
        const seen = {
          ...observed,
          tables: asDeclared([{ ...first, columns: { ...first.columns, [extra]: column } }, ...others]),
        }
        const [difference] = agree({ ...declared, tables }, seen)
        const line = difference?.write.split('\n')[1] ?? ''
        const pasted: Columns = runInNewContext(`({ ${line} })`, { ...words })
        const mended = { ...first, columns: { ...first.columns, ...pasted } }
        expect(agree({ ...declared, tables: [mended, ...others] }, seen)).toEqual([])
      }),
    )
  })
})
