import {
  defaulted,
  foreignSchema,
  integer,
  nullable,
  number,
  operational,
  sealed,
  table,
  text,
  timestamp,
  uuid,
} from '@vitrine/ledger'
import { operation } from './activity.ts'

/** Longer than any backup of the main database may be kept. */
export const tombstoneDays = 400

export const migrations = table(
  'migrations',
  {
    what: 'Which changes of the database’s shape have been applied.',
    activity: operation,
    subjects: [],
    keep: { lifetime: 'as long as the database exists' },
    region: 'home',
    store: 'each',
  },
  {
    name: text(operational('operation', { what: 'Name of the change.' })),
    applied_at: defaulted(timestamp(operational('operation', { what: 'When.' }))),
  },
)

export const ephemeralEntries = table(
  'ephemeral_entries',
  {
    what: 'Entries of the short-lived store that must survive a restart, where there is no Redis.',
    activity: operation,
    subjects: ['member', 'visitor'],
    keep: { until: 'expires_at' },
    region: 'home',
  },
  {
    key: text(operational('operation', { what: 'Name, as listed for the short-lived store.' })),
    member: text(operational('operation', { what: 'One of several under the same name.' })),
    value: nullable(text(operational('operation', { what: 'Its content.' }))),
    score: nullable(number(operational('operation', { what: 'When, or how often.' }))),
    expires_at: timestamp(operational('operation', { what: 'When it lapses.' })),
  },
)

export const ownRegion = table(
  'own_region',
  {
    what: 'Whose region’s this database is, so that those of two regions are never exchanged.',
    activity: operation,
    subjects: [],
    keep: { lifetime: 'as long as the database exists' },
    region: 'home',
    store: 'each',
  },
  {
    region: text(operational('configuration', { what: 'The region.' })),
    claimed_at: defaulted(timestamp(operational('operation', { what: 'Since when.' }))),
    journal_read_at: nullable(
      timestamp(operational('operation', { what: 'Until when what was erased has been looked for in it.' })),
    ),
  },
)

export const tombstones = table(
  'tombstones',
  {
    what: 'What was erased, by random ids: nothing that still arrives for it is taken, and it is erased again when a backup brings it back.',
    activity: operation,
    subjects: [],
    keep: { days: tombstoneDays, from: 'erased_at' },
    region: 'home',
    store: 'keys',
  },
  {
    id: uuid(operational('reference', { what: 'The id; of visitors and members a keyed hash of it.' })),
    kind: nullable(text(operational('reference', { what: 'Whether a recording, a report, a visitor …' }))),
    erased_at: defaulted(timestamp(operational('audit', { what: 'When.' }))),
  },
)

export const observations = table(
  'observations',
  {
    what: 'Which outside hosts the program called or was kept from calling, and which log fields it left out, counted by the half minute.',
    activity: operation,
    subjects: [],
    keep: { days: 90, from: 'at' },
    region: 'control',
    partitions: { by: 'at', every: 'month' },
  },
  {
    at: timestamp(operational('audit', { what: 'When.' })),
    kind: text(operational('audit', { what: 'Whether a host was contacted or refused, or a log field left out.' })),
    name: text(operational('audit', { what: 'Name of the host or field.' })),
    count: integer(operational('audit', { what: 'How often.' })),
  },
)

export const platformSecrets = table(
  'platform_secrets',
  {
    what: 'The installation’s own secrets, encrypted under the master key.',
    activity: operation,
    subjects: [],
    keep: { lifetime: 'until it is replaced' },
    region: 'control',
  },
  {
    name: text(operational('configuration', { what: 'What it is for.' })),
    sealed: sealed(operational('secret', { what: 'The secret, encrypted.' }), { boundTo: 'name' }),
    created_at: defaulted(timestamp(operational('operation', { what: 'Since when.' }))),
  },
)

export const queue = foreignSchema('pgboss', {
  what: 'The job queue. What each job carries is declared by the job.',
  library: 'pg-boss',
  activity: operation,
  keeps: 'until a day after it is done',
})
