import { describe, expect, test } from 'vitest'
import { check } from './check.ts'
import {
  type Activity,
  activity,
  bucket,
  type Columns,
  type Declarations,
  id,
  job,
  keyspace,
  nullable,
  operational,
  personal,
  recipient,
  refers,
  sealed,
  type Table,
  table,
  telemetry,
  text,
  timestamp,
  uuid,
  wrappedKey,
} from './index.ts'

const support: Activity = activity('support', {
  title: 'Support',
  role: 'processor',
  purpose: 'Helping.',
  legalBasis: "controller's instructions",
  subjects: ['visitor'],
  safeguards: [],
})

const make = (name: string, about: Partial<Table>, columns: Columns): Table =>
  table(
    name,
    {
      what: '',
      activity: support,
      subjects: [],
      region: 'home',
      ...about,
      keep: about.keep ?? { indefinitely: 'Needed.' },
    },
    columns,
  )

const projects = make('projects', { subject: 'project', region: 'control' }, { id: id() })
const recordings = make(
  'recordings',
  { subjects: ['visitor'], subject: 'recording', keep: { window: 'project', from: 'at' } },
  {
    id: id(),
    project_id: refers('projects'),
    at: timestamp(telemetry('behaviour')),
    body: sealed(personal('content')),
  },
)
const keys = make(
  'keys',
  { holdsKeys: true, store: 'keys', keep: { with: 'projects' } },
  { id: id(), project_id: refers('projects'), recording_id: nullable(refers('recordings')) },
)
const blocks = bucket('recordings/{project_id}/{id}/', {
  what: '',
  activity: support,
  subjects: ['visitor'],
  holds: personal('behaviour'),
  region: 'home',
  of: 'recordings',
  encrypted: true,
})
const space = (pattern: string, of: string | undefined, seconds = 60) =>
  keyspace(pattern, {
    kind: 'counter',
    what: '',
    activity: support,
    subjects: [],
    holds: telemetry('operation'),
    ttl: { seconds, why: '' },
    survives: 'nothing',
    region: 'home',
    ...(of !== undefined && { of }),
  })
const tidy = job('tidy', { what: '', activity: support, carries: { recordingId: uuid(operational('reference')) } })

const sound: Declarations = {
  activities: [support],
  tables: [projects, recordings, keys],
  keyspaces: [space('rate:{id}:{address_sha256}', 'projects')],
  buckets: [blocks],
  localFiles: [],
  browserKeys: [],
  recipients: [],
  jobs: [tidy],
  foreignSchemas: [],
  logFields: [],
  limitations: [],
}

const withTable = (added: Table): Declarations => ({ ...sound, tables: [...sound.tables, added] })
const instead = (old: Table, change: Partial<Table>): Declarations => ({
  ...sound,
  tables: sound.tables.map((table) => (table === old ? { ...old, ...change } : table)),
})

const mailer = recipient('mailer', {
  name: 'Mailer',
  role: 'sub-processor',
  purpose: 'Sends mail.',
  hosts: ['mail.example.com'],
  location: 'Ireland',
  receives: ['contact'],
  keeps: '30 days',
  safeguards: [],
  notice: ' ',
})

test('sound declarations pass', () => {
  expect(check(sound)).toEqual([])
})

const at = timestamp(operational('operation'))
const said = text(personal('content'))
const project_id = refers('projects')
const window = { window: 'project', from: 'at' } as const

describe('refuses', () => {
  test('a secret is sealed under the master key, what is about a subject under the subject’s', () => {
    expect(sealed(operational('secret')).sealed).toEqual({ under: 'master', boundTo: 'id' })
    expect(sealed(personal('content')).sealed).toEqual({ under: 'subject', boundTo: 'id' })
    expect(check(withTable(make('secrets', {}, { id: id(), body: sealed(operational('secret')) })))).toEqual([])
  })

  const cases: [what: string, code: string, declarations: Declarations][] = [
    ['the same table twice', 'duplicate-name', withTable({ ...projects })],
    [
      'keyspaces that make the same keys',
      'duplicate-name',
      { ...sound, keyspaces: [space('a:{id}', undefined), space('a:{name}', undefined)] },
    ],
    ['the same job twice', 'duplicate-name', { ...sound, jobs: [tidy, tidy] }],
    ['an activity that is not declared', 'unknown-activity', instead(projects, { activity: { ...support, id: 'x' } })],
    ['a reference to no table', 'unknown-table', withTable(make('notes', {}, { id: id(), user_id: refers('users') }))],
    [
      'a reference that is cleared and can’t be',
      'bad-reference',
      withTable(make('notes', {}, { id: id(), project_id: refers('projects', 'clear') })),
    ],
    [
      'references in a circle',
      'bad-reference',
      instead(projects, { columns: { id: id(), recording_id: refers('recordings') } }),
    ],
    ['keeping by a column that is not there', 'bad-keep', instead(recordings, { keep: { days: 1, from: 'gone_at' } })],
    ['keeping by a column that is no moment', 'bad-keep', instead(recordings, { keep: { until: 'id' } })],
    [
      'months of what is kept otherwise',
      'bad-partitions',
      withTable(make('visits', { keep: { until: 'at' }, partitions: { by: 'at', every: 'month' } }, { at })),
    ],
    [
      'months by what may be missing',
      'bad-partitions',
      withTable(
        make(
          'visits',
          { keep: { days: 1, from: 'at' }, partitions: { by: 'at', every: 'month' } },
          { at: nullable(at) },
        ),
      ),
    ],
    [
      'months of what others hang on',
      'bad-partitions',
      instead(recordings, { keep: { days: 9, from: 'at' }, partitions: { by: 'at', every: 'month' } }),
    ],
    ['keeping for no time', 'bad-keep', instead(recordings, { keep: { days: 0, from: 'at' } })],
    [
      'keeping with a table it does not refer to',
      'bad-keep',
      withTable(make('notes', { keep: { with: 'keys' } }, { id: id() })),
    ],
    ['a project’s window without a project', 'bad-keep', withTable(make('notes', { keep: window }, { id: id(), at }))],
    ['a key that never lapses', 'bad-keep', { ...sound, keyspaces: [space('a:{id}', 'projects', 0)] }],
    ['personal data about nobody', 'nobody-concerned', withTable(make('notes', {}, { id: id(), said }))],
    [
      'what erasing a project does not reach',
      'out-of-reach',
      withTable(make('notes', { subjects: ['visitor'], keep: { days: 1, from: 'at' } }, { id: id(), at, said })),
    ],
    [
      'what erasing a project would only clear',
      'out-of-reach',
      withTable(
        make(
          'notes',
          { subjects: ['visitor'], keep: { days: 1, from: 'at' } },
          { id: id(), at, said, project_id: nullable(refers('projects', 'clear')) },
        ),
      ),
    ],
    [
      'what erasing a member does not reach',
      'out-of-reach',
      withTable(make('notes', { subjects: ['member'] }, { id: id(), said, project_id })),
    ],
    [
      'keeping visitors forever',
      'kept-forever',
      withTable(make('notes', { subjects: ['visitor'] }, { id: id(), said, project_id })),
    ],
    [
      'visitors outside their region',
      'wrong-region',
      withTable(
        make('notes', { subjects: ['visitor'], region: 'control', keep: window }, { id: id(), at, said, project_id }),
      ),
    ],
    ['sealing without a key', 'no-key', { ...sound, tables: [projects, recordings], buckets: [] }],
    [
      'sealing for a row that cannot be told apart',
      'no-key',
      withTable(make('secrets', {}, { name: text(operational('configuration')), body: sealed(operational('secret')) })),
    ],
    [
      'a key of an owner that is no column',
      'no-key',
      withTable(make('locks', {}, { id: id(), body: wrappedKey(operational('secret'), ['project_id']) })),
    ],
    [
      'an encrypted bucket without a key',
      'no-key',
      { ...sound, tables: [projects], buckets: [{ ...blocks, of: 'projects', pattern: 'p/{id}/' }] },
    ],
    ['a sub-processor whose arrival could not be announced', 'no-notice', { ...sound, recipients: [mailer] }],
    [
      'keys beside what they open',
      'wrong-store',
      { ...sound, tables: [projects, recordings, { ...keys, store: 'main' as const }] },
    ],
    [
      'a key that somebody erased could come back in for long',
      'late-arrival',
      { ...sound, keyspaces: [space('a:{id}', 'projects', 86_401)] },
    ],
    [
      'rows that name nobody who can be erased',
      'late-arrival',
      {
        ...sound,
        tables: [
          ...sound.tables,
          make('carts', {}, { id: id(), project_id: refers('projects') }),
          make('items', { keep: { with: 'carts' } }, { id: id(), cart_id: refers('carts') }),
        ],
      },
    ],
    ['a bucket of no table', 'unknown-table', { ...sound, buckets: [{ ...blocks, of: 'calls' }] }],
    [
      'a bucket filled with what is no column',
      'bad-placeholder',
      { ...sound, buckets: [{ ...blocks, of: 'keys', pattern: 'k/{id}/{name}/' }] },
    ],
    [
      'a key filled with what is no column',
      'bad-placeholder',
      { ...sound, keyspaces: [space('a:{address}', 'projects')] },
    ],
    ['a job that carries personal data', 'bad-payload', { ...sound, jobs: [job('a', { ...tidy, carries: { said } })] }],
    [
      'a job that carries what a queue can’t',
      'bad-payload',
      { ...sound, jobs: [job('a', { ...tidy, carries: { at } })] },
    ],
  ]
  test.each(cases)('%s', (_, code, declarations) => {
    const differences = check(declarations)
    expect(differences.map((difference) => difference.code)).toEqual([code])
    for (const { what, write } of differences) expect([what, write]).not.toContain('')
  })
})
